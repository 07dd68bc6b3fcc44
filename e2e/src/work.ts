import { execFile } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import type { SignalboxServer } from "./server.ts";

const run = promisify(execFile);
const identity = ["-c", "user.name=Test", "-c", "user.email=test@example.invalid"];

/** Runs git as the person does, in a folder; resolves to what it printed, without the last line end. */
export async function git(folder: string, ...args: string[]): Promise<string> {
  const { stdout } = await run("git", [...identity, ...args], { cwd: folder });
  return stdout.trimEnd();
}

/** Writes files by their paths below a folder. */
export async function writeFiles(folder: string, files: Record<string, string>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}

/** Writes files and commits them, as the person does; resolves to the commit. */
export async function commitFiles(
  folder: string,
  message: string,
  files: Record<string, string>,
): Promise<string> {
  await writeFiles(folder, files);
  await git(folder, "add", "--all");
  await git(folder, "commit", "--quiet", "--message", message);
  return git(folder, "rev-parse", "HEAD");
}

/** A session on a repository whose branch has a commit with these files. */
export async function sessionWithWork(
  server: SignalboxServer,
  options: { repositoryId: string; name: string; files: Record<string, string>; agent?: string },
) {
  const { files, ...input } = options;
  const session = await server.client.sessions.create.mutate(input);
  await writeFiles(session.worktreePath, files);
  const { commit } = await server.client.git.commit.mutate({
    sessionId: session.id,
    message: `Work of ${options.name}`,
  });
  return { ...session, commit };
}
