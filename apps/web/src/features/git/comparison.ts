import { t } from "@lingui/core/macro";
import type { GitCommitEntry } from "@signalbox/shared";

/** What is compared, as it stands in the page's address: commits, or `head` for the branch's own; without them the whole session until now. */
export interface ComparisonChoice {
  from?: string | undefined;
  to?: string | undefined;
}

export const headWord = "head";

/** What can be chosen with one pick, beside two checkpoints of one's own choice. */
export interface ComparisonOption {
  value: string;
  label: string;
  choice: ComparisonChoice;
}

/** As many of the latest checkpoints can be looked at alone with one pick. */
const maxSingle = 12;

/** The comparisons that are offered; `commits` are the session's, the latest first, `runs` its runs, the latest first. */
export function comparisonOptions(
  commits: readonly Pick<GitCommitEntry, "commit" | "parents" | "subject" | "committedAt">[],
  runs: readonly { number: number; createdAt: string }[],
): ComparisonOption[] {
  const [run] = runs;
  const since = run && commits.find(({ committedAt }) => isBefore(committedAt, run.createdAt));
  return [
    { value: "session", label: t`The whole session`, choice: {} },
    { value: "uncommitted", label: t`Not committed yet`, choice: { from: headWord } },
    ...(run && since
      ? [
          {
            value: "run",
            label: t`Since run ${run.number} began`,
            choice: { from: since.commit },
          },
        ]
      : []),
    ...commits.slice(0, maxSingle).flatMap(({ commit, parents: [parent], subject }) =>
      parent === undefined
        ? []
        : [
            {
              value: commit,
              label: t`Only ${commitWords({ commit, subject })}`,
              choice: { from: parent, to: commit },
            },
          ],
    ),
  ];
}

/** Git tells whole seconds: what was committed in the second in which a run began may well be that run's. */
function isBefore(committedAt: string, createdAt: string): boolean {
  return Date.parse(committedAt) < Math.floor(Date.parse(createdAt) / 1_000) * 1_000;
}

/** A commit in words: `a1b2c3d4 Subject`. */
export function commitWords({ commit, subject }: Pick<GitCommitEntry, "commit" | "subject">) {
  return `${commit.slice(0, 8)} ${subject}`;
}

/** The option that a choice is; null for two checkpoints of one's own choice. */
export function optionOf(
  options: readonly ComparisonOption[],
  { from, to }: ComparisonChoice,
): ComparisonOption | null {
  return options.find(({ choice }) => choice.from === from && choice.to === to) ?? null;
}
