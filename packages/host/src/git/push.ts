import { archivePrefix } from "./archive.ts";
import { compareUrlOf } from "./compare-url.ts";
import { GitError, refuse } from "./git-error.ts";
import { assertOwn } from "./own-commits.ts";
import { assertBranchName, readRef } from "./refs.ts";
import {
  networkTimeoutMs,
  openNetworkGit,
  remoteUrl,
  speakingSafely,
  withoutCredentials,
} from "./remotes.ts";
import type { Git } from "./run-git.ts";

/**
 * Pushes a branch to the one of the same name of a remote. With `force` it takes the place of what was pushed from here, or is in the
 * branch by now; never of what else somebody pushed. `compareUrl` is the page where a pull request can be opened; null for hosts not known.
 * @throws GitError
 */
export async function pushBranch(options: {
  worktree: string;
  branch: string;
  baseBranch: string;
  remote: string;
  force: boolean;
}): Promise<{ url: string; commit: string; compareUrl: string | null }> {
  const { worktree, branch, remote } = options;
  assertBranchName(branch);
  return speakingSafely(async () => {
    const git = await openNetworkGit(worktree);
    const url = withoutCredentials(await remoteUrl(git, remote, "push"));
    const ref = `refs/heads/${branch}`;
    const commit = (await git(["rev-parse", "--verify", `${ref}^{commit}`])).stdout.trim();
    const seen = await readRef(git, `refs/remotes/${remote}/${branch}`);
    if (options.force && seen !== null) await assertOurs(git, seen);
    await git(
      [
        "push",
        "--quiet",
        "--no-verify",
        "--no-signed",
        "--no-follow-tags",
        "--recurse-submodules=no",
        // A program of the repository's own choice would be started for a local remote.
        "--receive-pack=git-receive-pack",
        ...(options.force ? [`--force-with-lease=${ref}:${seen ?? ""}`] : []),
        "--",
        remote,
        `${commit}:${ref}`,
      ],
      { timeoutMs: networkTimeoutMs },
    );
    // By its id, so that exactly this commit was pushed; git notes only what it pushed by a remote that fetches it.
    await git(["update-ref", `refs/remotes/${remote}/${branch}`, commit]);
    return { url, commit, compareUrl: compareUrlOf(url, options.baseBranch, branch) };
  });
}

async function assertOurs(git: Git, seen: string): Promise<void> {
  await assertOwn(git, seen, [`${archivePrefix}*`]).catch((error: unknown) => {
    if (!(error instanceof GitError)) throw error;
    throw refuse("Somebody else's commits are on the remote's branch: pull them first.", ["push"]);
  });
}
