export { archivePrefix, archiveWork, unlandedWork, type ArchivedWork } from "./archive.ts";
export { embeddedWork, moveEmbedded } from "./archive-embedded.ts";
export { freeArchiveName } from "./archive-ref.ts";
export { readArchivePatch, restoreArchive, writeArchivePatch } from "./archive-restore.ts";
export { findArchive, listArchives, type ArchiveEntry } from "./archives.ts";
export { listBases } from "./bases.ts";
export { describeBranches } from "./branches.ts";
export {
  checkpoint,
  diffStat,
  type Checkpoint,
  type CheckpointResult,
  type DiffStat,
} from "./checkpoint.ts";
export * from "./clone/index.ts";
export { conflictChecks, subjectsOfSides } from "./conflict-checks.ts";
export { commitFiles } from "./commit-files.ts";
export { readDetails } from "./details.ts";
export { copyIgnoredFiles } from "./copy-files.ts";
export { worktreeDiff } from "./diff.ts";
export { GitError, GitTooOldError, MissingObjectError } from "./git-error.ts";
export { inspectRepository, type RepositoryFacts, type RepositoryInspection } from "./inspect.ts";
export { isThere } from "./is-there.ts";
export { land, planLand, type LandOptions } from "./land.ts";
export { listCommits } from "./log.ts";
export {
  branchesBelow,
  branchExists,
  deleteBranch,
  isValidBranchName,
  listBranches,
  resolveCommit,
} from "./refs.ts";
export { runGit, type GitOptions, type GitResult } from "./run-git.ts";
export { scanForRepositories, type ScannedRepository, type ScanReach } from "./scan.ts";
export {
  assertWorktreeOf,
  returnToBranch,
  worktreeGitFolder,
  type LeftBranch,
} from "./session-branch.ts";
export { pullBranch, takePullBack, type PullOptions, type PullResult } from "./pull.ts";
export { compareUrlOf, hostedRepository, type HostedRepository } from "./compare-url.ts";
export { openPullRequest } from "./pull-request.ts";
export { findPullRequestTools, type FoundPullRequestTool } from "./pull-request-tools.ts";
export { commonAncestor } from "./own-commits.ts";
export { pushBranch } from "./push.ts";
export { listRemotes, withoutTokens } from "./remotes.ts";
export { rewind, type Rewind } from "./rewind.ts";
export { committedTreeId, treeId } from "./snapshot.ts";
export { uncommittedFiles, worktreeStatus } from "./status.ts";
export { discardChanges, resetWorktree, takeFiles, type TakeBackOptions } from "./take-back.ts";
export { trackedFiles } from "./tracked-files.ts";
export { checkGit } from "./version.ts";
export { addWorktree, reattachWorktree, takeBackWorktree } from "./worktrees.ts";
export { assertRemovable, removeWorktree } from "./worktrees-remove.ts";
export { isLinkedWorktree, recoverWorktree, type Recovered } from "./worktrees-recover.ts";
