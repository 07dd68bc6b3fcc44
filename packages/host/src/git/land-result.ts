import type { ConflictResolution, LandStrategy } from "@signalbox/shared";
import { commitTree } from "./commit-tree.ts";
import { mergeCommits, type MergedTree } from "./merge-tree.ts";
import { replay } from "./replay.ts";
import { resolveConflicts } from "./resolve.ts";
import type { Git } from "./run-git.ts";
import { isAncestor } from "./session-branch.ts";

export interface LandSides {
  /** The commits (full ids) of the branch that gets the work, and of the session's. */
  into: string;
  head: string;
}

/** What a landing would make, in the object store only. */
export type LandResult =
  | { kind: "commit"; commit: string }
  | { kind: "nothing" }
  | { kind: "not_fast_forward" }
  | { kind: "conflict"; merged: MergedTree; at: { commit: string; subject: string } | null };

interface LandWish {
  strategy: LandStrategy;
  message: string;
  resolutions: readonly ConflictResolution[];
}

/** Makes the commit that a branch would be at after a landing; no branch, index or file is touched. @throws GitError */
export async function makeLandResult(
  git: Git,
  sides: LandSides,
  wish: LandWish,
): Promise<LandResult> {
  if (await isAncestor(git, sides.head, sides.into)) return { kind: "nothing" };
  switch (wish.strategy) {
    case "fast_forward":
      return (await isAncestor(git, sides.into, sides.head))
        ? { kind: "commit", commit: sides.head }
        : { kind: "not_fast_forward" };
    case "rebase": {
      const step = await replay(git, { onto: sides.into, head: sides.head });
      if (step.kind === "conflict") return step;
      return step.head === sides.into ? { kind: "nothing" } : { kind: "commit", commit: step.head };
    }
    case "merge":
      return makeMerge(git, [sides.into, sides.head], sides, wish);
    case "squash":
      return makeMerge(git, [sides.into], sides, wish);
  }
}

async function makeMerge(
  git: Git,
  parents: string[],
  sides: LandSides,
  { message, resolutions }: LandWish,
): Promise<LandResult> {
  const merged = await mergeCommits(git, sides.into, sides.head);
  let { tree } = merged;
  if (merged.entries.length > 0) {
    if (resolutions.length === 0) return { kind: "conflict", merged, at: null };
    tree = await resolveConflicts(git, merged, resolutions);
  }
  return { kind: "commit", commit: await commitTree(git, { tree, parents, message }) };
}
