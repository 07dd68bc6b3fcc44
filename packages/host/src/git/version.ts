import { runCommand } from "../process/run-command.ts";

/** `git add --sparse` is from 2.34, settings through GIT_CONFIG_COUNT are from 2.31. */
const oldestVersion = [2, 34] as const;

/** A program that answers later than this does not answer. */
const timeoutMs = 10_000;

/** Whether this host has a git that Signalbox can work with, and in words what is wrong when not. `env` gives the PATH. */
export async function checkGit(
  env: Readonly<Record<string, string | undefined>>,
): Promise<{ ok: boolean; problem: string | null }> {
  const wanted = oldestVersion.join(".");
  const result = await runCommand({
    command: ["git", "--version"],
    cwd: "/",
    env,
    timeoutMs,
  }).catch(() => null);
  if (result === null || result.exitCode !== 0) {
    return {
      ok: false,
      problem: `Git was not found on this computer; ${wanted} or newer is needed.`,
    };
  }
  const version = /\d+(\.\d+)+/.exec(result.stdout)?.[0] ?? "";
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const isNewEnough =
    major > oldestVersion[0] || (major === oldestVersion[0] && minor >= oldestVersion[1]);
  return isNewEnough
    ? { ok: true, problem: null }
    : { ok: false, problem: `Git ${version} is too old; ${wanted} or newer is needed.` };
}
