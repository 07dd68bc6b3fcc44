import type { LandBlocker, LandPlan } from "@signalbox/shared";

const strategyWords = {
  merge: "merged into",
  squash: "squashed into one commit on",
  rebase: "put on top of",
  fast_forward: "taken over by",
} as const;

/** What a landing that nothing keeps back will do, or why there is none: a sentence each. */
export function planWords(
  plan: LandPlan,
  { branch, keepsHistory }: { branch: string; keepsHistory: boolean },
): string[] {
  const { into, outcome, stat } = plan;
  if (outcome === "nothing_to_land") return [`${into} has all of ${branch} already.`];
  if (outcome === "conflicts") return conflictWords(plan);
  return [
    `${count(plan.commits, "commit")} of ${branch} ${plan.commits === 1 ? "is" : "are"} ${strategyWords[plan.strategy]} ${into} (now at ${(plan.intoCommit ?? "").slice(0, 12)}).`,
    ...(stat === null
      ? []
      : [
          `${count(stat.filesChanged, "file")} of ${into} ${stat.filesChanged === 1 ? "changes" : "change"}: ${count(stat.insertions, "line")} added, ${stat.deletions} removed.`,
        ]),
    plan.checkout === null
      ? `${into} is checked out nowhere: only the branch moves.`
      : `${into} is checked out in ${plan.checkout} without changes: the files there come along.`,
    keepsHistory
      ? "The session goes on from there."
      : "The session goes on from there; its own commits are kept in the archive.",
  ];
}

function conflictWords({ conflicts, conflictAt, into }: LandPlan): string[] {
  const where = conflictAt === null ? "" : `, first at "${conflictAt.subject}"`;
  return [
    `${count(conflicts.length, "file")} cannot be merged with ${into} by git${where}. Nothing was changed.`,
    ...conflicts.map((conflict) => conflict.words || `Both sides changed ${conflict.path}.`),
  ];
}

/** Why a landing is kept back. */
export function blockedWords(plan: LandPlan, blockers: readonly LandBlocker[]): string[] {
  return [
    `Nothing can be landed into ${plan.into} yet.`,
    ...blockers.map((blocker) => blocker.message),
  ];
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
