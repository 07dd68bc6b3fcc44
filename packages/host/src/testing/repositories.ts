import { createHash } from "node:crypto";
import { mkdir, readFile, readdir, readlink, lstat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { runCommand } from "../process/run-command.ts";
import { temporaryFolder, testEnv } from "./processes.ts";

/** Plain git as a person runs it, nothing hardened. */
export async function personGit(cwd: string, ...args: string[]): Promise<string> {
  const result = await runCommand({
    command: ["git", ...args],
    cwd,
    env: { ...testEnv, HOME: cwd, GIT_CONFIG_NOSYSTEM: "1" },
  });
  if (result.exitCode !== 0) {
    throw new Error(`git ${args.join(" ")}: ${result.stderr}`);
  }
  return result.stdout.trim();
}

export async function writeFiles(folder: string, files: Record<string, string>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  }
}

export interface TestRepository {
  /** Holds the repository, and room for worktrees beside it. */
  root: string;
  path: string;
  head: string;
}

/** A repository with one commit on `main`. */
export async function createRepository(
  files: Record<string, string> = { "a.txt": "one\ntwo\nthree\n" },
): Promise<TestRepository> {
  const root = await temporaryFolder();
  const path = join(root, "repository");
  await mkdir(path);
  await personGit(path, "init", "-q", "-b", "main");
  await personGit(path, "config", "user.name", "A Person");
  await personGit(path, "config", "user.email", "person@example.org");
  await writeFiles(path, files);
  await personGit(path, "add", "-A");
  await personGit(path, "commit", "-q", "-m", "first");
  return { root, path, head: await personGit(path, "rev-parse", "HEAD") };
}

/** A digest of every file below `folder` by its path, without those for which `skip` says so. */
export async function fingerprint(
  folder: string,
  skip: (path: string) => boolean = () => false,
): Promise<Record<string, string>> {
  const digests: Record<string, string> = {};
  for (const entry of await readdir(folder, { recursive: true })) {
    const path = join(folder, entry);
    const facts = await lstat(path);
    if (facts.isDirectory() || skip(entry)) {
      continue;
    }
    const content = facts.isSymbolicLink() ? await readlink(path) : await readFile(path);
    digests[entry] = createHash("sha256").update(content).digest("hex");
  }
  return digests;
}
