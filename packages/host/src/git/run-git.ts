import { runCommand } from "../process/run-command.ts";
import { spawnProcess } from "../process/spawn.ts";
import { disarmDrivers, driverPattern } from "./drivers.ts";
import { gitEnvironment, type ConfigEntry } from "./environment.ts";
import { GitError } from "./git-error.ts";

/** The most that one git command may print; more is a defect of the caller, not something to keep. 64 MiB. */
const maxOutputBytes = 67_108_864;
/** Every command here is local; a repository this slow is broken (a dead network disk). */
const defaultTimeoutMs = 120_000;

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
}

export interface GitResult {
  stdout: string;
  stderr: string;
  exitCode: number;
}

/** git bound to one folder, its drivers disarmed. */
export interface Git {
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
 * others.
 */
export async function openGit(
  cwd: string,
  environment: Readonly<Record<string, string | undefined>> = {},
  settings: readonly ConfigEntry[] = [],
): Promise<Git> {
  const listing = await execute(
    ["config", "--null", "--show-scope", "--name-only", "--get-regexp", driverPattern],
    // 1: no such setting.
    { cwd, env: environment, okExitCodes: [0, 1] },
    [],
  );
  const overrides = [...disarmDrivers(listing.stdout), ...settings];
  const merged = (options: Omit<GitOptions, "cwd">): GitOptions => ({
    ...options,
    cwd,
    env: { ...environment, ...options.env },
  });
  return Object.assign(
    (args: readonly string[], options: Omit<GitOptions, "cwd"> = {}) =>
      execute(args, merged(options), overrides),
    {
      head: (args: readonly string[], maxBytes: number, options: Omit<GitOptions, "cwd"> = {}) =>
        executeHead(args, maxBytes, merged(options), overrides),
    },
  );
}

const noDiffPrograms = ["--no-ext-diff", "--no-textconv"];
/** Keeps git from running itself in embedded repositories, whose own drivers nobody has disarmed. */
const noEmbedded = ["--ignore-submodules=dirty"];
/** What keeps a command that compares content from starting a program for it. */
const flagsOfCommand: Record<string, readonly string[]> = {
  blame: ["--no-textconv"],
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

function environmentOf(options: GitOptions, overrides: readonly ConfigEntry[]) {
  return gitEnvironment(overrides, {
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
    command: commandLine(args),
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
    throw new GitError(`git ${args[0]} failed: ${firstWords(result.stderr)}`, facts);
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
  child.stderr.resume();
  const chunks: Buffer[] = [];
  let size = 0;
  child.stdout.on("data", (chunk: Buffer) => {
    if (size <= maxBytes) {
      chunks.push(chunk);
    }
    size += chunk.length;
    if (size > maxBytes) {
      void child.kill();
    }
  });
  const timer = setTimeout(() => void child.kill(), options.timeoutMs ?? defaultTimeoutMs);
  const exit = await child.exited;
  clearTimeout(timer);
  await child.kill();
  if (size <= maxBytes && exit.exitCode !== 0) {
    const facts = { exitCode: exit.exitCode, stderr: "", args };
    throw new GitError(`git ${args[0]} failed.`, facts);
  }
  return { bytes: Buffer.concat(chunks).subarray(0, maxBytes), truncated: size > maxBytes };
}

/** The line of git's words that says what is wrong, for a person. */
function firstWords(stderr: string): string {
  const lines = stderr.split("\n").filter((line) => line.trim() !== "");
  return lines.find((line) => /^(fatal|error):/.test(line)) ?? lines[0] ?? "it gave no reason";
}
