import { execFile } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** A git repository with one commit on `main`, as a person would have one. Resolves to its path. */
export async function makeRepository(
  folder: string,
  name: string,
  files: Record<string, string> = {},
): Promise<string> {
  const path = join(folder, name);
  await mkdir(path, { recursive: true });
  const git = (...args: string[]) => run("git", args, { cwd: path });
  await git("init", "--quiet", "-b", "main");
  await writeFile(join(path, "README.md"), `# ${name}\n`);
  for (const [file, content] of Object.entries(files)) {
    await mkdir(dirname(join(path, file)), { recursive: true });
    await writeFile(join(path, file), content);
  }
  await git("add", "--all");
  const identity = ["-c", "user.name=Test", "-c", "user.email=test@example.invalid"];
  await git(...identity, "commit", "--quiet", "-m", "First");
  return path;
}
