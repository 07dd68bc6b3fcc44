import type {
  ConflictResolution,
  GitLand,
  LandBlocker,
  LandPlan,
  LandStrategy,
} from "@signalbox/shared";
import { keepCommits } from "./archive-ref.ts";
import { blockerOfCheckout, blockerOfFiles, checkoutsOf } from "./checkouts.ts";
import { diffStat } from "./checkpoint.ts";
import { headOf, moveHead } from "./commit-tree.ts";
import { describeConflicts } from "./conflicts.ts";
import { GitError, refuse } from "./git-error.ts";
import { makeLandResult, type LandResult } from "./land-result.ts";
import { blockedWords, planWords } from "./land-words.ts";
import { moveFiles } from "./move-files.ts";
import { isValidBranchName, readRef } from "./refs.ts";
import { openGit, type Git } from "./run-git.ts";
import { isAncestor } from "./session-branch.ts";
import { listUncommitted } from "./status.ts";

export interface LandOptions {
  repository: string;
  /** The session's worktree, on its branch. */
  worktree: string;
  branch: string;
  into: string;
  strategy: LandStrategy;
  /** The message of a merge or squash commit. */
  message: string;
  resolutions: readonly ConflictResolution[];
}

/** A plan, and the commit that carrying it out takes the branch to. */
interface PreparedLand {
  plan: LandPlan;
  commit: string | null;
}

/**
 * Finds out what landing a session's branch would do: nothing but the object store is touched, no branch, index or file.
 * @throws GitError
 */
export async function planLand(options: LandOptions): Promise<LandPlan> {
  return (await prepareLand(options)).plan;
}

async function prepareLand(options: LandOptions): Promise<PreparedLand> {
  const { worktree, into, strategy, branch } = options;
  const git = await openGit(worktree);
  const head = await headOf(git);
  const intoCommit = isValidBranchName(into) ? await readRef(git, `refs/heads/${into}`) : null;
  const plan: LandPlan = {
    outcome: "blocked",
    strategy,
    into,
    intoCommit,
    head,
    commits: 0,
    message: strategy === "merge" || strategy === "squash" ? options.message : null,
    stat: null,
    checkout: null,
    words: [],
    blockers: [],
    conflicts: [],
    conflictAt: null,
  };
  if (intoCommit === null || into === branch) {
    return { plan: blocked(plan, [notALocalBranch(into)]), commit: null };
  }
  plan.commits = await countCommits(git, intoCommit, head);
  const result = await makeLandResult(git, { into: intoCommit, head }, options);
  const blockers = await findBlockers(git, options, { result, intoCommit, head });
  plan.checkout = (await checkoutsOf(git, into))[0] ?? null;
  if (result.kind === "conflict") {
    plan.conflicts = await describeConflicts(git, result.merged);
    plan.conflictAt = result.at;
  }
  if (result.kind === "commit") plan.stat = await diffStat(worktree, intoCommit, result.commit);
  if (blockers.length > 0) return { plan: blocked(plan, blockers), commit: null };
  const commit = result.kind === "commit" ? result.commit : null;
  const outcome =
    commit !== null ? "ready" : result.kind === "conflict" ? "conflicts" : "nothing_to_land";
  const keepsHistory = commit !== null && (await isAncestor(git, head, commit));
  const words = planWords({ ...plan, outcome }, { branch, keepsHistory });
  return { plan: { ...plan, outcome, words }, commit };
}

function blocked(plan: LandPlan, blockers: LandBlocker[]): LandPlan {
  return { ...plan, outcome: "blocked", blockers, words: blockedWords(plan, blockers) };
}

async function findBlockers(
  git: Git,
  options: LandOptions,
  made: { result: LandResult; intoCommit: string; head: string },
): Promise<LandBlocker[]> {
  const { worktree, into } = options;
  const { result, intoCommit, head } = made;
  const blockers: LandBlocker[] = [];
  const uncommitted = await listUncommitted(git);
  if (uncommitted.length > 0) {
    blockers.push({
      kind: "uncommitted_work",
      message: `The session has work that is not committed: ${uncommitted.length} ${uncommitted.length === 1 ? "file" : "files"}.`,
      help: ["Commit it, so that it is landed too, or discard it."],
    });
  }
  if (result.kind === "not_fast_forward") {
    blockers.push({
      kind: "not_fast_forward",
      message: `${into} has commits that the session does not have: it cannot simply be moved on.`,
      help: ["Land with a merge, a squash or a rebase."],
    });
  }
  if (result.kind !== "commit") return blockers;
  for (const path of await checkoutsOf(git, into)) {
    const blocker =
      (await blockerOfCheckout(path, into)) ??
      (await blockerOfFiles(path, intoCommit, result.commit));
    if (blocker !== null) blockers.push(blocker);
  }
  if (uncommitted.length === 0) {
    const blocker = await blockerOfFiles(worktree, head, result.commit);
    if (blocker !== null) blockers.push(blocker);
  }
  return blockers;
}

function notALocalBranch(into: string): LandBlocker {
  return {
    kind: "not_a_local_branch",
    message: `"${into}" is no local branch that the session could be landed into.`,
    help: ["Name one with `into`, or push the session's branch and open a pull request."],
  };
}

async function countCommits(git: Git, base: string, head: string): Promise<number> {
  return Number((await git(["rev-list", "--count", head, `^${base}`])).stdout.trim());
}

/**
 * Lands a session's branch: the other branch moves, with the checkouts of it, and the session's branch follows to the landed commit. What
 * commits that one does not contain are kept under the archive ref first (a name below `refs/signalbox/archive/`). A plan
 * that is not ready, or that is not the `expected` one any more, is given back and nothing is different.
 * @throws GitError when a branch or a file changed in this very moment: then nothing is different either
 */
export async function land(
  options: LandOptions & { archive: string; expected?: { head: string; intoCommit: string } },
): Promise<GitLand> {
  const { plan, commit } = await prepareLand(options);
  const { head, intoCommit, into } = plan;
  if (commit === null || intoCommit === null) return { ...plan, landed: null };
  const { expected } = options;
  if (expected && (expected.head !== head || expected.intoCommit !== intoCommit)) {
    throw refuse(`${options.branch} or ${into} has moved since the dry run: look again.`, ["land"]);
  }
  const git = await openGit(options.worktree);
  const archivedRef = await keepCommits(git, options.archive, { head, commit });
  await moveBranch(options, { from: intoCommit, to: commit });
  let sessionStays: string | null = null;
  try {
    await moveFiles(git, head, commit);
    await moveHead(git, { from: head, to: commit, reason: `landed into ${into}` });
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    sessionStays = error.stderr.trim() || error.message;
  }
  return { ...plan, landed: { commit, archivedRef, sessionStays } };
}

/** Moves the branch and every checkout of it, or nothing. */
async function moveBranch(
  { repository, into }: LandOptions,
  { from, to }: { from: string; to: string },
): Promise<void> {
  const moved: Git[] = [];
  try {
    const checkouts = await checkoutsOf(await openGit(repository), into);
    for (const path of checkouts) {
      const git = await openGit(path);
      await moveFiles(git, from, to);
      moved.push(git);
    }
    // From a checkout of it, so that git writes the reflog of its head as well.
    const git = moved[0] ?? (await openGit(repository));
    await git(["update-ref", "-m", "signalbox: land", `refs/heads/${into}`, to, from]);
  } catch (error) {
    for (const git of moved) await moveFiles(git, to, from);
    throw error;
  }
}
