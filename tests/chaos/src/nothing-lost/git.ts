import { createHash } from "node:crypto";
import { lstat, readFile, readlink } from "node:fs/promises";
import path from "node:path";
import { runCommand } from "@signalbox/api/testing";

/** The environment of a person without settings of their own. */
export const personEnv = {
  PATH: process.env.PATH,
  HOME: "/nonexistent",
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_AUTHOR_NAME: "A Person",
  GIT_AUTHOR_EMAIL: "person@example.invalid",
  GIT_COMMITTER_NAME: "A Person",
  GIT_COMMITTER_EMAIL: "person@example.invalid",
};

/** Plain git as a person runs it; null when it fails, as it may for anybody. */
export async function tryGit(cwd: string, ...args: string[]): Promise<string | null> {
  const command = ["git", ...args];
  const result = await runCommand({ command, cwd, env: personEnv, maxBytes: 67_108_864 });
  return result.exitCode === 0 ? result.stdout : null;
}

/** @throws Error with git's words when it fails */
export async function plainGit(cwd: string, ...args: string[]): Promise<string> {
  const out = await tryGit(cwd, ...args);
  if (out === null) throw new Error(`git ${args.join(" ")} failed in ${cwd}`);
  return out;
}

export function fieldsOf(output: string | null): string[] {
  return (output ?? "").split("\0").filter((field) => field !== "");
}

/** What git would record of a file: its blob's id. Null for a folder, and for nothing. */
export async function blobOf(file: string): Promise<string | null> {
  const facts = await lstat(file).catch(() => null);
  if (facts === null || facts.isDirectory()) return null;
  const content = facts.isSymbolicLink() ? Buffer.from(await readlink(file)) : await readFile(file);
  return createHash("sha1").update(`blob ${content.length}\0`).update(content).digest("hex");
}

/** Every file of these paths with its blob and whether it can be executed. */
export async function contentOf(
  folder: string,
  paths: readonly string[],
): Promise<Map<string, string>> {
  const content = new Map<string, string>();
  for (const name of paths) {
    const file = path.join(folder, name);
    const blob = await blobOf(file);
    if (blob === null) continue;
    const isExecutable = ((await lstat(file)).mode & 0o100) !== 0;
    content.set(name, isExecutable ? `${blob} executable` : blob);
  }
  return content;
}
