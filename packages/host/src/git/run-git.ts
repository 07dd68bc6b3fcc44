import { dirname } from "node:path";
import { runCommand } from "../process/run-command.ts";
import { spawnProcess } from "../process/spawn.ts";
import { createTail } from "../process/tail.ts";
import { disarmDrivers, driverPattern, namesPromisor } from "./drivers.ts";
import { gitEnvironment, type ConfigEntry } from "./environment.ts";
import { GitError, MissingObjectError } from "./git-error.ts";
import { Semaphore } from "./semaphore.ts";

/** The most that one git command may print; more is a defect of the caller, not something to keep. 64 MiB. */
const maxOutputBytes = 67_108_864;
/** What is kept of git's words beside what it prints. 64 KiB. */
const maxWordsBytes = 65_536;
/** Every command here is local; a repository this slow is broken (a dead network disk). */
const defaultTimeoutMs = 120_000;

/**
 * A hundred calls of an impatient page must not become a hundred processes. Single processes are counted, not pieces of work: one that
 * waits for its next process holds no place, so none can wait for another for ever. Clones are counted elsewhere.
 */
const localProcesses = new Semaphore(8);

/**
 * What keeps a command from talking to a remote behind everybody's back: in a partial clone git fetches what it misses from wherever
 * the repository's configuration says, by whatever program it names. The first is known to git since 2.39.4 and 2.45.
 */
const withoutRemotes = { GIT_NO_LAZY_FETCH: "1", GIT_ALLOW_PROTOCOL: "" };

export interface GitOptions {
  /** The folder to run in. */
  cwd: string;
  /** Added to the hardened environment. */
  env?: Readonly<Record<string, string | undefined>>;
  /** Written to git's standard input. */
  input?: string;
  /** Exit codes that are an answer, not a failure. Default: 0. */
  okExitCodes?: readonly number[];
  timeoutMs?: number;
  /** The index file to use instead of the worktree's own. */
  indexFile?: string;
  /** A file that is written with what git prints: no part of it passes through this process, and git tells when the disk is full. */
  outputFile?: string;
}

export interface GitResult {
  stdout: string;
  stderr: string;
  exitCode: number;
}

/** git bound to one folder, its drivers disarmed. */
export interface Git {
  /** Whether the repository's configuration says that objects may be missing here. */
  readonly isPartialClone: boolean;
  (args: readonly string[], options?: Omit<GitOptions, "cwd">): Promise<GitResult>;
  /** The first `maxBytes` bytes of what the command prints; it is ended when it prints more. */
  head(
    args: readonly string[],
    maxBytes: number,
    options?: Omit<GitOptions, "cwd">,
  ): Promise<{ bytes: Buffer; truncated: boolean }>;
}

/**
 * Runs one git command, hardened: no hook, monitor, pager, editor, prompt, external diff, textconv or filter that the
 * repository defines is started.
 * @throws GitError when git's exit code is not one of `okExitCodes`
 * @throws ProcessStartError when git or the folder is missing
 */
export async function runGit(args: readonly string[], options: GitOptions): Promise<GitResult> {
  const git = await openGit(options.cwd);
  return git(args, options);
}

/**
 * Looks once for the drivers that the repository at `cwd` defines and gives a git that starts none of them; `settings` outrank all
 * others. A folder that lost its `.git` is an error, and not a command on whatever repository lies around it. It talks to no remote unless `environment` says so; no more than `processes` allows go on at once.
 */
export async function openGit(
  cwd: string,
  environment: Readonly<Record<string, string | undefined>> = {},
  settings: readonly ConfigEntry[] = [],
  processes = localProcesses,
): Promise<Git> {
  const ours = { GIT_CEILING_DIRECTORIES: dirname(cwd), ...environment };
  const listing = await processes.run(() => listDrivers(cwd, ours));
  const overrides = [...disarmDrivers(listing), ...settings];
  const merged = (options: Omit<GitOptions, "cwd">): GitOptions => ({
    ...options,
    cwd,
    env: { ...ours, ...options.env },
  });
  return Object.assign(
    (args: readonly string[], options: Omit<GitOptions, "cwd"> = {}) =>
      processes.run(() => execute(args, merged(options), overrides)),
    {
      isPartialClone: namesPromisor(listing),
      head: (args: readonly string[], maxBytes: number, options: Omit<GitOptions, "cwd"> = {}) =>
        processes.run(() => executeHead(args, maxBytes, merged(options), overrides)),
    },
  );
}

/** The settings that disarm the drivers which the repository at `cwd` defines. @throws GitError; ProcessStartError without such a folder */
export async function driversAt(cwd: string): Promise<ConfigEntry[]> {
  return disarmDrivers(await localProcesses.run(() => listDrivers(cwd, {})));
}

async function listDrivers(
  cwd: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<string> {
  const { stdout } = await execute(
    ["config", "--null", "--show-scope", "--name-only", "--get-regexp", driverPattern],
    // 1: no such setting.
    { cwd, env, okExitCodes: [0, 1] },
    [],
  );
  return stdout;
}

const noDiffPrograms = ["--no-ext-diff", "--no-textconv"];
/** Keeps git from running itself in embedded repositories, whose own drivers nobody has disarmed. */
const noEmbedded = ["--ignore-submodules=dirty"];
/** What keeps a command that compares content from starting a program for it. */
const flagsOfCommand: Record<string, readonly string[]> = {
  // The list may be any file, and git quotes one that it cannot read.
  blame: ["--no-textconv", "--no-ignore-revs-file"],
  diff: [...noDiffPrograms, ...noEmbedded],
  "diff-files": [...noDiffPrograms, ...noEmbedded],
  "diff-index": [...noDiffPrograms, ...noEmbedded],
  "diff-tree": noDiffPrograms,
  "format-patch": noDiffPrograms,
  log: noDiffPrograms,
  show: noDiffPrograms,
  status: noEmbedded,
};

function commandLine(args: readonly string[]): string[] {
  const [name = "", ...rest] = args;
  return ["git", name, ...(flagsOfCommand[name] ?? []), ...rest];
}

function intoFile(command: string[], file: string | undefined): string[] {
  return file === undefined ? command : ["sh", "-c", 'exec "$@" >"$0"', file, ...command];
}

function environmentOf(options: GitOptions, overrides: readonly ConfigEntry[]) {
  return gitEnvironment(overrides, {
    ...withoutRemotes,
    ...options.env,
    ...(options.indexFile === undefined ? {} : { GIT_INDEX_FILE: options.indexFile }),
  });
}

async function execute(
  args: readonly string[],
  options: GitOptions,
  overrides: readonly ConfigEntry[],
): Promise<GitResult> {
  const timeoutMs = options.timeoutMs ?? defaultTimeoutMs;
  const result = await runCommand({
    command: intoFile(commandLine(args), options.outputFile),
    cwd: options.cwd,
    env: environmentOf(options, overrides),
    input: options.input,
    timeoutMs,
    maxBytes: maxOutputBytes,
  });
  const facts = { exitCode: result.exitCode, stderr: result.stderr, args };
  if (result.endedBy === "timeout") {
    throw new GitError(`git ${args[0]} took longer than ${timeoutMs} ms.`, facts);
  }
  if (result.exitCode === null || !(options.okExitCodes ?? [0]).includes(result.exitCode)) {
    throw failure(facts);
  }
  if (result.truncated) {
    throw new GitError(`git ${args[0]} printed more than ${maxOutputBytes} bytes.`, facts);
  }
  const { stdout, stderr, exitCode } = result;
  return { stdout, stderr, exitCode };
}

async function executeHead(
  args: readonly string[],
  maxBytes: number,
  options: GitOptions,
  overrides: readonly ConfigEntry[],
): Promise<{ bytes: Buffer; truncated: boolean }> {
  const child = await spawnProcess({
    command: commandLine(args),
    cwd: options.cwd,
    env: environmentOf(options, overrides),
  });
  child.stdin.end();
  const words = createTail(maxWordsBytes);
  child.stderr.on("data", (chunk: Buffer) => words.push(chunk));
  const chunks: Buffer[] = [];
  let size = 0;
  // Once: what was printed before it ends comes in many more pieces.
  let killing: Promise<void> | null = null;
  const kill = () => {
    killing ??= child.kill();
    killing.catch(() => undefined);
  };
  child.stdout.on("data", (chunk: Buffer) => {
    if (size <= maxBytes) {
      chunks.push(chunk);
    }
    size += chunk.length;
    if (size > maxBytes) {
      kill();
    }
  });
  const timer = setTimeout(kill, options.timeoutMs ?? defaultTimeoutMs);
  const exit = await child.exited;
  clearTimeout(timer);
  await (killing ?? child.kill());
  if (size <= maxBytes && exit.exitCode !== 0) {
    throw failure({ exitCode: exit.exitCode, stderr: words.text(), args });
  }
  return { bytes: Buffer.concat(chunks).subarray(0, maxBytes), truncated: size > maxBytes };
}

/** How git says that it would have to fetch something. */
const missingPattern = /promisor remote|lazy fetching disabled/;
/** The same, from a remote that it may not use; in the mouth of a fetch or a push it is only that. */
const refusedPattern = /^fatal: transport '.*' not allowed/m;

function failure(facts: {
  exitCode: number | null;
  stderr: string;
  args: readonly string[];
}): GitError {
  const { args, stderr } = facts;
  const [command = ""] = args;
  const isMissing =
    missingPattern.test(stderr) ||
    (refusedPattern.test(stderr) && command !== "fetch" && command !== "push");
  if (!isMissing) {
    return new GitError(`git ${args[0]} failed: ${firstWords(stderr)}`, facts);
  }
  return new MissingObjectError(
    `git ${args[0]} needs content that is not on this computer: the repository is a partial clone.`,
    facts,
  );
}

/** The line of git's words that says what is wrong, for a person. */
function firstWords(stderr: string): string {
  const lines = stderr.split("\n").filter((line) => line.trim() !== "");
  return lines.find((line) => /^(fatal|error):/.test(line)) ?? lines[0] ?? "it gave no reason";
}
