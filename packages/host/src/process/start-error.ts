import { stat } from "node:fs/promises";

/** Why a program could not be started. */
export type ProcessStartFailure =
  | "program_not_found"
  | "not_executable"
  | "folder_missing"
  | "arguments_too_long"
  | "other";

/** A program that never started. `message` is one sentence for a person. */
export class ProcessStartError extends Error {
  override readonly name = "ProcessStartError";
  readonly failure: ProcessStartFailure;
  readonly program: string;
  readonly cwd: string;

  constructor(
    failure: ProcessStartFailure,
    message: string,
    facts: { program: string; cwd: string; cause?: unknown },
  ) {
    super(message, { cause: facts.cause });
    this.failure = failure;
    this.program = facts.program;
    this.cwd = facts.cwd;
  }
}

/** Names the failure behind a spawn error: ENOENT alone does not say whether the program or the folder is missing. */
export async function describeStartFailure(
  cause: unknown,
  program: string,
  cwd: string,
): Promise<ProcessStartError> {
  const facts = { program, cwd, cause };
  const folder = await stat(cwd).catch(() => null);
  if (!folder?.isDirectory()) {
    return new ProcessStartError("folder_missing", `The folder ${cwd} does not exist.`, facts);
  }
  switch (errorCode(cause)) {
    case "ENOENT":
      return new ProcessStartError(
        "program_not_found",
        `The program ${program} was not found.`,
        facts,
      );
    case "EACCES":
      return new ProcessStartError(
        "not_executable",
        `The program ${program} may not be executed.`,
        facts,
      );
    case "E2BIG":
      return new ProcessStartError(
        "arguments_too_long",
        `The arguments or the environment for ${program} are too long for this system.`,
        facts,
      );
    default: {
      const words = cause instanceof Error ? cause.message : String(cause);
      return new ProcessStartError(
        "other",
        `The program ${program} could not be started: ${words}`,
        facts,
      );
    }
  }
}

function errorCode(cause: unknown): string | null {
  if (cause instanceof Error && "code" in cause && typeof cause.code === "string") {
    return cause.code;
  }
  return null;
}
