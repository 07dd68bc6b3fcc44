import { appendFile, mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { runCommand } from "@signalbox/api/testing";

/** Nothing of the person's own settings: a baseline is plain git. */
const env = {
  PATH: process.env.PATH,
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_CONFIG_SYSTEM: "/dev/null",
  GIT_AUTHOR_NAME: "A Person",
  GIT_AUTHOR_EMAIL: "person@example.org",
  GIT_COMMITTER_NAME: "A Person",
  GIT_COMMITTER_EMAIL: "person@example.org",
};
const maxBytes = 268_435_456;

/** Plain git as a person runs it. @throws Error with git's words when it fails */
export async function plainGit(cwd: string, args: string[], input?: string): Promise<string> {
  const result = await runCommand({ command: ["git", ...args], cwd, env, maxBytes, input });
  if (result.exitCode !== 0) throw new Error(`git ${args[0]}: ${result.stderr}`);
  return result.stdout;
}

/** The path of file `number`: two levels of folders, as in a large monorepo. */
function filePath(number: number): string {
  const area = String(number % 200).padStart(3, "0");
  const part = String(Math.floor(number / 200) % 20).padStart(2, "0");
  return `area-${area}/part-${part}/file-${number}.txt`;
}

/** Make a repository with `files` files and `commits` commits on a checked-out `main`, each of which but the first changes one file. */
export async function makeLargeRepository(
  folder: string,
  size: { files: number; commits: number },
): Promise<void> {
  await mkdir(folder, { recursive: true });
  await plainGit(folder, ["init", "--quiet", "-b", "main"]);
  await plainGit(folder, ["fast-import", "--quiet", "--done"], historyOf(size));
  await plainGit(folder, ["reset", "--quiet", "--hard"]);
}

function historyOf({ files, commits }: { files: number; commits: number }): string {
  const parts: string[] = [];
  const commit = (number: number) => {
    const who = `committer A Person <person@example.org> ${1_600_000_000 + number * 60} +0000`;
    parts.push(`commit refs/heads/main\n${who}\n${data(`Change ${number}`)}`);
  };
  const change = (file: number, text: string) =>
    parts.push(`M 100644 inline ${filePath(file)}\n${data(text)}`);
  commit(0);
  for (let file = 0; file < files; file += 1) change(file, `file ${file}\nline\n`);
  for (let number = 1; number < commits; number += 1) {
    commit(number);
    // Far apart, so that every commit changes other folders than the one before.
    change((number * 7_919) % files, `changed by ${number}\nline\n`);
  }
  parts.push("done\n");
  return parts.join("");
}

/** Text as fast-import takes it; all of it is ASCII. */
function data(text: string): string {
  return `data ${text.length}\n${text}\n`;
}

/** Leave `changed` files of a worktree changed, and `added` new ones in it. */
export async function leaveChanges(
  worktree: string,
  { files, changed, added }: { files: number; changed: number; added: number },
): Promise<void> {
  const step = Math.floor(files / changed);
  for (let number = 0; number < changed; number += 1)
    await appendFile(path.join(worktree, filePath(number * step)), "one more line\n");
  for (let number = 0; number < added; number += 1)
    await writeFile(path.join(worktree, `new-${number}.txt`), `new ${number}\n`);
}
