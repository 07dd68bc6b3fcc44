import { appendFile, mkdir, open, writeFile } from "node:fs/promises";
import { watch, type FSWatcher } from "node:fs";
import { z } from "zod";
import { readIfThere } from "./files.ts";
import { runFolder } from "./run-folder.ts";

const newline = 10;

const requestSchema = z.discriminatedUnion("type", [
  z.object({
    at: z.string(),
    type: z.literal("stop"),
    /** End every process at once instead of letting the agent end. */
    force: z.boolean(),
  }),
  /** What the person says to the agent. */
  z.object({ at: z.string(), type: z.literal("guidance"), text: z.string() }),
]);
export type ControlRequest = z.infer<typeof requestSchema>;

/** What is read of the control file at once: most requests are tiny. */
const readBytes = 65_536;
/** The longest request: guidance of 20,000 characters, each escaped to six bytes, and room. A longer line is none of ours. Bytes. */
const maxRequestBytes = 262_144;

/** Asks a run's runner to stop; it also works before the runner is up. Resolves when the request is on disk. */
export function requestStop(folder: string, { force }: { force: boolean }): Promise<void> {
  return ask(folder, { at: new Date().toISOString(), type: "stop", force });
}

/**
 * Gives a run's agent guidance: the turn that is going on, where its agent can be told, else the next one. It also works before the
 * runner is up. Resolves when it is on disk: to true when it comes into the journal, to false when the run was ending already.
 */
export async function steerRun(folder: string, text: string): Promise<boolean> {
  await ask(folder, { at: new Date().toISOString(), type: "guidance", text });
  // Whoever ends the run becomes deaf first and then reads a last time.
  return (await readIfThere(runFolder(folder).deaf)) === null;
}

/**
 * Lets a run take no more guidance: all that it was given is in the control file when this resolves, to be read a last time. Never rejects: a
 * deleted folder or a full disk must not keep a run from its end.
 */
export async function becomeDeaf(folder: string): Promise<void> {
  await writeFile(runFolder(folder).deaf, "", { mode: 0o600 }).catch(() => {});
}

/** All the guidance that a run without a runner was given, in order; from now on it takes no more. */
export async function lastGuidance(folder: string): Promise<string[]> {
  await becomeDeaf(folder);
  const text = (await readIfThere(runFolder(folder).control)) ?? "";
  return text.split("\n").flatMap((line) => {
    const request = parse(line);
    return request?.type === "guidance" ? [request.text] : [];
  });
}

async function ask(folder: string, request: ControlRequest): Promise<void> {
  const { control } = runFolder(folder);
  // The run may just be starting: its folder is then not there yet.
  await mkdir(folder, { recursive: true, mode: 0o700 });
  // A newline before it, too: a request that was only half written must not take this one along.
  await appendFile(control, `\n${JSON.stringify(request)}\n`, { mode: 0o600, flush: true });
}

/** The runner's side of the control file. */
export interface ControlInbox {
  /** Reads what is new; each request is given to the listener once, in order. */
  check(): Promise<void>;
  close(): void;
}

/** Watches a run's control file. Calls `onRequest` for requests that are already there by the time this resolves. */
export async function openControl(
  folder: string,
  onRequest: (request: ControlRequest) => void,
): Promise<ControlInbox> {
  const { control } = runFolder(folder);
  const file = await open(control, "a+", 0o600);
  let position = 0;
  let checking: Promise<void> = Promise.resolve();

  let buffer = Buffer.allocUnsafe(readBytes);

  async function readNew(): Promise<void> {
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, buffer.length, position);
      const whole = buffer.subarray(0, bytesRead).lastIndexOf(newline) + 1;
      for (const line of buffer.toString("utf8", 0, whole).split("\n")) {
        const request = parse(line);
        if (request !== null) onRequest(request);
      }
      position += whole;
      if (bytesRead < buffer.length) return;
      if (whole > 0) continue;
      if (buffer.length < maxRequestBytes) buffer = Buffer.allocUnsafe(maxRequestBytes);
      else position += bytesRead;
    }
  }

  const check = () => {
    checking = checking.then(readNew).catch(() => {});
    return checking;
  };
  const watcher = watchFile(control, () => void check());
  await check();
  return {
    check,
    close() {
      watcher?.close();
      void checking.then(() => file.close()).catch(() => {});
    },
  };
}

/** The file itself is watched, not its folder: the journal beside it changes all the time. */
function watchFile(path: string, onChange: () => void): FSWatcher | null {
  try {
    const watcher = watch(path, onChange);
    watcher.on("error", () => watcher.close());
    return watcher;
  } catch {
    // No more watches on this system: the heartbeat's look is enough.
    return null;
  }
}

function parse(line: string): ControlRequest | null {
  try {
    return requestSchema.safeParse(JSON.parse(line)).data ?? null;
  } catch {
    return null;
  }
}
