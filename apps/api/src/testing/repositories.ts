import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { runGit } from "@signalbox/host/git";

const identity = ["-c", "user.name=Test", "-c", "user.email=test@example.invalid"];

/** Make a git repository with one commit on `main`; gives its path. */
export async function makeRepository(scratch: string, name = "repository"): Promise<string> {
  const repository = path.join(scratch, name);
  await mkdir(repository, { recursive: true });
  await runGit(["init", "--quiet", "-b", "main"], { cwd: repository });
  await writeFile(path.join(repository, "README.md"), "# A repository for tests\n");
  await commitAll(repository, "first");
  return repository;
}

/** Commit all that is in a repository's own checkout. */
export async function commitAll(repository: string, subject: string): Promise<void> {
  await runGit(["add", "-A"], { cwd: repository });
  await runGit([...identity, "commit", "--quiet", "-m", subject], { cwd: repository });
}

/** Every ref of a repository with the commit it names. */
export async function refsOf(repository: string): Promise<string[]> {
  const { stdout } = await runGit(["for-each-ref", "--format=%(refname) %(objectname)"], {
    cwd: repository,
  });
  return stdout.split("\n").filter((line) => line !== "");
}
