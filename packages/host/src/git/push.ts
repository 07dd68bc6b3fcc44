import { archivePrefix } from "./archive.ts";
import { GitError, refuse } from "./git-error.ts";
import { assertOwn } from "./own-commits.ts";
import { assertBranchName, readRef } from "./refs.ts";
import { networkTimeoutMs, openNetworkGit } from "./network.ts";
import { otherSide } from "./other-side.ts";
import { remoteAddress, speakingSafely, type RemoteAddress } from "./remotes.ts";
import type { Git } from "./run-git.ts";

/**
 * Pushes a branch to the one of the same name of a remote. With `force` it takes the place of what was pushed from here, or is in the
 * branch by now; never of what else somebody pushed.
 * @throws GitError
 */
export async function pushBranch(options: {
  worktree: string;
  branch: string;
  remote: string;
  force: boolean;
}): Promise<RemoteAddress & { commit: string }> {
  const { worktree, branch, remote } = options;
  assertBranchName(branch);
  return speakingSafely(async () => {
    const git = await openNetworkGit(worktree);
    const address = await remoteAddress(git, remote);
    const { program, env } = await otherSide(git, { worktree, remote }, "receive-pack");
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
        `--receive-pack=${program}`,
        ...(options.force ? [`--force-with-lease=${ref}:${seen ?? ""}`] : []),
        "--",
        remote,
        `${commit}:${ref}`,
      ],
      { timeoutMs: networkTimeoutMs, env },
    );
    // By its id, so that exactly this commit was pushed; git notes only what it pushed by a remote that fetches it.
    await git(["update-ref", `refs/remotes/${remote}/${branch}`, commit]);
    return { ...address, commit };
  });
}

async function assertOurs(git: Git, seen: string): Promise<void> {
  await assertOwn(git, seen, [`${archivePrefix}*`]).catch((error: unknown) => {
    if (!(error instanceof GitError)) throw error;
    throw refuse("Somebody else's commits are on the remote's branch: pull them first.", ["push"]);
  });
}
