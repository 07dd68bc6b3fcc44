import { stat } from "node:fs/promises";
import { join } from "node:path";
import { findProgram, runCommand } from "@signalbox/host/process";
import coerce from "semver/functions/coerce.js";
import lt from "semver/functions/lt.js";
import type { AgentDetection, AgentHost } from "./contract.ts";
import type { AgentProgram } from "./program.ts";

/** The slowest of the known programs needs 5 s on a busy machine to tell its version. */
const versionTimeoutMs = 20_000;
/** What a program says instead of its version: more would not be read. */
const maxVersionBytes = 500;

/** A program that can be used; what is not known yet is to be filled in. */
export const usable: AgentDetection = {
  available: true,
  version: null,
  reason: null,
  help: [],
  path: null,
  login: "unknown",
};
/** A program that cannot be used. */
export const unusable = (reason: string, ...help: string[]): AgentDetection => ({
  ...usable,
  available: false,
  reason,
  help,
});

/**
 * Looks an agent's program up on this host: where it is, its version (asked for once for each file), whether it is logged in, as far
 * as variables and files tell. Nothing is called that costs or uses the network. It can be used when it is there, answers, is new
 * enough and not known to be logged out. Without `host.program` its path is nothing that a person can set.
 */
export async function detectProgram(
  name: string,
  program: AgentProgram,
  host: Pick<AgentHost, "env"> & Partial<AgentHost>,
): Promise<AgentDetection> {
  const install = `npm install -g ${program.npmPackage}`;
  const path = await findProgram(host.program ?? program.name, host.env);
  if (path === null) {
    const setPath = `Or give the path of ${program.name} in the options of ${name}.`;
    return unusable(
      host.program
        ? `There is no program at ${host.program}.`
        : `The program ${program.name} was not found on this computer.`,
      `Install it: ${install}`,
      ...(host.program === undefined ? [] : [setPath]),
    );
  }
  const [{ version, failure }, login] = await Promise.all([
    versionOf(path, host.env),
    loginOf(program, host.env),
  ]);
  const facts = { path, login, version };
  if (failure !== null) return { ...unusable(failure, `Install it anew: ${install}`), ...facts };
  if (version !== null && lt(version, program.minVersion)) {
    const reason = `${name} ${version} is too old: Signalbox needs ${program.minVersion} or newer.`;
    return { ...unusable(reason, `Update it: ${install}@latest`), ...facts };
  }
  return login === "no"
    ? { ...unusable(`${name} is not logged in.`, ...program.login.help), ...facts }
    : { ...usable, ...facts };
}

/**
 * Whether the program of a command is on this host. One named relative to the worktree (`./agent.sh`) can only be looked for when it
 * is started, and counts as there.
 */
export async function detectCommand(
  [program = ""]: readonly string[],
  { env }: Pick<AgentHost, "env">,
): Promise<AgentDetection> {
  if (program.includes("/") && !program.startsWith("/")) return usable;
  const path = await findProgram(program, env);
  return path === null
    ? unusable(
        `The program ${program} was not found on this computer.`,
        `Install ${program}, or check its name and the PATH that Signalbox was started with.`,
        "Or change the agent's command in the settings.",
      )
    : { ...usable, path };
}

interface VersionAnswer {
  version: string | null;
  /** What is wrong with the program; null when nothing is. */
  failure: string | null;
}

/** Asking takes seconds, so a version is kept for as long as the file stays the same one. */
const answers = new Map<string, { mtimeMs: number; answer: Promise<VersionAnswer> }>();

async function versionOf(path: string, env: AgentHost["env"]): Promise<VersionAnswer> {
  const { mtimeMs } = await stat(path);
  const known = answers.get(path);
  if (known?.mtimeMs === mtimeMs) return known.answer;
  const answer = askVersion(path, env);
  answers.set(path, { mtimeMs, answer });
  if ((await answer).version === null) answers.delete(path);
  return answer;
}

async function askVersion(path: string, env: AgentHost["env"]): Promise<VersionAnswer> {
  try {
    const { stdout, stderr, exitCode, endedBy } = await runCommand({
      command: [path, "--version"],
      cwd: "/",
      env,
      timeoutMs: versionTimeoutMs,
      maxBytes: maxVersionBytes,
    });
    // A busy machine is no reason to call a program broken.
    if (endedBy !== null) return { version: null, failure: null };
    if (exitCode === 0)
      return { version: coerce(stdout || stderr)?.version ?? null, failure: null };
    return { version: null, failure: `${path} does not work: ${(stderr || stdout).trim()}` };
  } catch (error) {
    return { version: null, failure: error instanceof Error ? error.message : String(error) };
  }
}

async function loginOf(
  { login }: AgentProgram,
  env: AgentHost["env"],
): Promise<AgentDetection["login"]> {
  if (login.env.some((name) => env[name])) return "yes";
  if (await anyExists(login.files, env)) return "yes";
  return (await anyExists(login.maybe, env)) ? "unknown" : "no";
}

async function anyExists(paths: readonly string[], env: AgentHost["env"]): Promise<boolean> {
  const exists = (path: string) =>
    stat(placed(path, env)).then(
      () => true,
      () => false,
    );
  return (await Promise.all(paths.map(exists))).includes(true);
}

/** The place of `~/…` and of `${NAME:-~/default}/…`. */
function placed(path: string, env: AgentHost["env"]): string {
  const place = path.replace(
    /^\$\{(\w+):-([^}]*)\}/,
    (_, name: string, otherwise: string) => env[name] || otherwise,
  );
  return place.startsWith("~/") ? join(env.HOME ?? "/", place.slice(2)) : place;
}
