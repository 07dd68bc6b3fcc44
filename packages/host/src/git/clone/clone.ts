import { rm } from "node:fs/promises";
import type { CloneContents, CloneFailure, CloneProgress, CloneSource } from "@signalbox/shared";
import { killMarked } from "../../process/marked.ts";
import { onAbort } from "../../process/on-abort.ts";
import { spawnProcess } from "../../process/spawn.ts";
import { ProcessStartError } from "../../process/start-error.ts";
import type { SupervisedProcess } from "../../process/types.ts";
import { openAskpass } from "./askpass.ts";
import { readContents } from "./contents.ts";
import { clean, secretForms, type Answers } from "./credentials.ts";
import { cloneEnvironment, cloneMarkerName } from "./environment.ts";
import { CloneError, explainFailure } from "./failure.ts";
import { createProgressReader } from "./progress.ts";
import { answerQuestion, nothingAsked } from "./questions.ts";

/** A big host may count objects in silence for a while; longer than this, nothing comes any more. */
const defaultStallTimeoutMs = 180_000;
/** How many lines of git's words are kept: the last ones say what is wrong. */
const maxWordLines = 50;

export interface CloneOptions {
  /** Marks the processes of this clone: see `endClone`. */
  id: string;
  source: CloneSource;
  answers: Answers;
  /** The fingerprint of the host key to trust, `SHA256:…`. */
  trustHostKey: string | null;
  partial: boolean;
  /** The folder to make; it must not be there. */
  target: string;
  /** The folder to start in, which is there. */
  cwd: string;
  /** A folder for this clone alone, which only this user can enter. */
  privateFolder: string;
  /** The person's environment: PATH, HOME, the ssh agent. */
  environment: Readonly<Record<string, string | undefined>>;
  signal: AbortSignal;
  stallTimeoutMs?: number;
  onProgress: (progress: CloneProgress) => void;
}

/**
 * Clones into `target`. Resolves, when no process of it is alive, to what came with it. No hook, template or submodule is made use
 * of, and no secret leaves this process but as the answer to a question of git or ssh.
 * @throws CloneError; then `target` is gone
 */
export async function cloneRepository(options: CloneOptions): Promise<CloneContents> {
  try {
    const contents = await runClone(options);
    if (contents === null) throw new CloneError("empty", "The repository has no commit.");
    return contents;
  } catch (error) {
    await rm(options.target, { recursive: true, force: true });
    throw options.signal.aborted ? new CloneError("cancelled", "") : error;
  }
}

/** Ends what is left of a clone whose server is gone. Resolves when no process of it is alive. */
export async function endClone(id: string): Promise<void> {
  await killMarked({ name: cloneMarkerName, value: id });
}

async function runClone(options: CloneOptions): Promise<CloneContents | null> {
  const { source, answers, trustHostKey, privateFolder } = options;
  const asked = nothingAsked();
  const askpass = await openAskpass(privateFolder, (question) =>
    answerQuestion(question, { source, answers, trustHostKey, asked }),
  );
  const environment = cloneEnvironment({
    source,
    answers,
    askpassProgram: askpass.program,
    marker: options.id,
    person: options.environment,
  });
  try {
    const child = await spawnProcess({
      command: commandOf(options),
      cwd: options.cwd,
      env: environment,
    });
    const end = await follow(child, options);
    const words = clean(end.words, secretForms(answers));
    if (end.endedBy !== null) throw new CloneError(end.endedBy, words);
    if (end.exitCode !== 0) throw explainFailure(source, words, asked);
    const partial = options.partial && !words.includes("filtering not recognized by server");
    return await readContents(options.target, { partial, environment });
  } catch (error) {
    throw error instanceof ProcessStartError ? notStarted(error) : error;
  } finally {
    await askpass.close();
  }
}

function commandOf({ source, target, partial }: CloneOptions): string[] {
  return [
    "git",
    "clone",
    "--progress",
    // Also a folder of this computer goes through git's own transport: a link to a file of it is no copy.
    "--no-local",
    "--no-recurse-submodules",
    "--template=",
    "--origin=origin",
    ...(partial ? ["--filter=blob:none"] : []),
    "--",
    source.url,
    target,
  ];
}

/** Reads what git says until it has ended, by itself or by us. Resolves when no process of its group is alive. */
async function follow(
  child: SupervisedProcess,
  options: CloneOptions,
): Promise<{ exitCode: number | null; endedBy: CloneFailure | null; words: string }> {
  const words: string[] = [];
  let endedBy: CloneFailure | null = null;
  const end = (reason: CloneFailure) => {
    endedBy ??= reason;
    void child.kill();
  };
  const reader = createProgressReader({
    onProgress: options.onProgress,
    onWords: (line) => {
      if (!line.startsWith("Cloning into ")) words.push(line);
      if (words.length > maxWordLines) words.shift();
    },
  });
  const stall = setTimeout(() => end("stalled"), options.stallTimeoutMs ?? defaultStallTimeoutMs);
  const untie = onAbort(options.signal, () => end("cancelled"));
  child.stdin.end();
  child.stdout.resume();
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stall.refresh();
    reader.push(text);
  });
  child.stderr.on("error", () => undefined);
  const { exitCode } = await child.exited;
  clearTimeout(stall);
  untie();
  reader.end();
  await child.kill();
  return { exitCode, endedBy, words: words.join("\n") };
}

function notStarted(error: ProcessStartError): CloneError {
  const failure = error.failure === "program_not_found" ? "git_missing" : "folder_not_writable";
  return new CloneError(failure, error.message, { cause: error });
}
