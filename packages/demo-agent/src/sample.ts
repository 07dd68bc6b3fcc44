import { cp, mkdir, readdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { runGit } from "@signalbox/host/git";

/** Whoever looks at the sample's history sees that nobody wrote it by hand. */
const sampleIdentity = {
  GIT_AUTHOR_NAME: "Signalbox",
  GIT_AUTHOR_EMAIL: "signalbox@localhost",
  GIT_COMMITTER_NAME: "Signalbox",
  GIT_COMMITTER_EMAIL: "signalbox@localhost",
};

/** The sample cannot be put here: something is in the way. */
export class SampleTargetNotEmptyError extends Error {
  override readonly name = "SampleTargetNotEmptyError";
}

/** Puts the bundled sample into `targetDirectory` (made when it is missing) as a git repository with one commit on `main`. Resolves to its path. @throws SampleTargetNotEmptyError */
export async function createSampleRepository(targetDirectory: string): Promise<{ path: string }> {
  await mkdir(targetDirectory, { recursive: true });
  if ((await readdir(targetDirectory)).length > 0) {
    throw new SampleTargetNotEmptyError(`The folder ${targetDirectory} is not empty.`);
  }
  await cp(sampleDirectory(), targetDirectory, { recursive: true });
  const git = (args: string[]) => runGit(args, { cwd: targetDirectory, env: sampleIdentity });
  // No template: the person's own hooks do not belong into it.
  await git(["init", "--quiet", "--template=", "--initial-branch=main"]);
  await git(["add", "--all"]);
  await git(["commit", "--quiet", "--message=Begin the sums"]);
  return { path: targetDirectory };
}

/** Resolved by package name, so that it is found from another package's bundle too. */
function sampleDirectory(): string {
  const packageFile = createRequire(import.meta.url).resolve("@signalbox/demo-agent/package.json");
  return join(dirname(packageFile), "samples", "sums");
}
