import { plural, t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { RouterOutputs } from "@signalbox/api/router";
import type { GitCommitEntry } from "@signalbox/shared";
import { cn } from "../../lib/cn.ts";
import { formatAgo } from "../../lib/format.ts";
import { Disclosure } from "../../ui/disclosure.tsx";
import { ChangeCounts } from "../git/change-counts.tsx";
import { CommitDetails } from "./commit-details.tsx";
import { CommitGraph } from "./commit-graph.tsx";
import type { CommitKind } from "./commit-kind.ts";
import type { GraphRow } from "./graph.ts";

/** One commit: its line opens what can be known of it and done with it. */
export function CommitRow({
  session,
  entry,
  kind,
  graph,
  isHead,
  isClean,
  isBusy,
  now,
  open,
  onToggle,
  onCompare,
}: {
  session: RouterOutputs["sessions"]["get"];
  entry: GitCommitEntry;
  kind: CommitKind;
  graph: { row: GraphRow; width: number };
  /** The session is at this commit. */
  isHead: boolean;
  /** Nothing is uncommitted in the worktree. */
  isClean: boolean;
  isBusy: boolean;
  /** Milliseconds since 1970. */
  now: number;
  open: boolean;
  onToggle: (open: boolean) => void;
  /** Show what is different between two commits. */
  onCompare: (choice: { from: string; to: string }) => void;
}) {
  const { stat } = entry;
  const parts = [tagOf(kind), entry.authorName, formatAgo(Date.parse(entry.committedAt), now)];
  return (
    <li data-commit={entry.commit} className="flex min-h-11 min-w-0 gap-1.5">
      <CommitGraph
        row={graph.row}
        width={graph.width}
        isHead={isHead}
        isMerge={entry.parents.length > 1}
      />
      <Disclosure
        open={open}
        onToggle={onToggle}
        className="min-w-0 flex-1 pb-1"
        summaryClassName="items-start gap-1 px-1 py-1 [&>svg]:mt-1"
        summary={
          <span className="flex min-w-0 flex-1 flex-col">
            <span className="flex min-w-0 items-baseline gap-2">
              <span className="min-w-0 flex-1 truncate" title={entry.subject}>
                {kind.words || t`(no message)`}
              </span>
              {isHead && (
                <span className="shrink-0 rounded-sm bg-accent-soft px-1.5 text-xs font-medium text-accent">
                  <Trans>Session is here</Trans>
                </span>
              )}
            </span>
            <span className="flex min-w-0 flex-wrap gap-x-1.5 text-xs text-ink-3">
              {parts.filter(Boolean).map((part, index) => (
                <span
                  key={part}
                  className={cn("min-w-0 truncate", index === 0 && tagOf(kind) && "text-ink-2")}
                >
                  {index > 0 && <span aria-hidden>· </span>}
                  {part}
                </span>
              ))}
              {stat && stat.filesChanged > 0 && (
                <span
                  className="ml-auto shrink-0"
                  title={plural(stat.filesChanged, {
                    one: "# changed file",
                    other: "# changed files",
                  })}
                >
                  <ChangeCounts insertions={stat.insertions} deletions={stat.deletions} />
                </span>
              )}
            </span>
          </span>
        }
      >
        <CommitDetails
          session={session}
          entry={entry}
          kind={kind}
          isHead={isHead}
          isClean={isClean}
          isBusy={isBusy}
          onCompare={onCompare}
        />
      </Disclosure>
    </li>
  );
}

/** What a commit is, in a few words; empty for an ordinary one of nobody's run. */
function tagOf({ kind, run, iteration }: CommitKind): string {
  if (kind === "checkpoint" && run && iteration !== null) {
    return t`Run ${run.number}, iteration ${iteration}`;
  }
  if (kind === "rewind") return t`Rewind`;
  if (kind === "safeguard") return t`Kept before a rewind`;
  if (kind === "merge") return run ? t`Merge in run ${run.number}` : t`Merge`;
  return run ? t`Commit in run ${run.number}` : "";
}
