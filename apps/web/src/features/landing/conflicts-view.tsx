import { t } from "@lingui/core/macro";
import { Plural, Trans } from "@lingui/react/macro";
import type { RouterOutputs } from "@signalbox/api/router";
import type { LandStrategy } from "@signalbox/shared";
import { toast } from "sonner";
import { Button } from "../../ui/button.tsx";
import { Meter } from "../../ui/meter.tsx";
import { Notice } from "../../ui/notice.tsx";
import { ConflictFile } from "./conflict-file.tsx";
import { SolveByAgent } from "./solve-by-agent.tsx";
import type { Plan } from "./use-land-plan.ts";
import type { Solutions } from "./use-solutions.ts";

/** More files than this a landing does not take at once. */
const maxFiles = 200;

/** Git's kinds of conflict that are of one file alone; others leave files under names of git's own beside it. */
const solvableKinds = new Set(["contents", "binary", "modify/delete", "add/add"]);

/** The files that both sides changed: solve each here, let the agent do it, or leave it. Until it is landed, nothing is different. */
export function ConflictsView({
  plan,
  session,
  solutions,
  onStrategy,
  onReview,
  onClose,
}: {
  plan: Plan;
  session: RouterOutputs["sessions"]["get"];
  solutions: Solutions;
  onStrategy: (strategy: LandStrategy) => void;
  /** All are solved: look at what will happen. */
  onReview: () => void;
  onClose: () => void;
}) {
  const { conflicts, into } = plan;
  const solved = conflicts.filter(({ path }) => path in solutions.solved).length;
  const obstacle = obstacleOf(plan);
  return (
    <section aria-label={t`Conflicts`} className="flex min-w-0 flex-col gap-3">
      {solutions.wereDropped && (
        <Notice level="warning">
          <Trans>
            {into} or the session has moved on since you solved them: these are the conflicts as
            they are now.
          </Trans>
        </Notice>
      )}
      {obstacle === null ? (
        <>
          <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
            <h3 className="text-sm font-semibold">
              <Trans>Solve them here</Trans>
            </h3>
            <p role="status" className="text-sm text-ink-2">
              <Trans>
                {solved} of <Plural value={conflicts.length} one="# file" other="# files" /> solved
              </Trans>
            </p>
            <Meter value={solved} max={conflicts.length} label={t`Files solved`} />
          </div>
          <ul className="flex flex-col gap-2">
            {conflicts.map((conflict, index) => (
              <li key={conflict.path}>
                <ConflictFile
                  conflict={conflict}
                  plan={plan}
                  solutions={solutions}
                  isFirst={index === 0}
                />
              </li>
            ))}
          </ul>
          <div className="flex flex-wrap gap-2">
            <Button variant="primary" disabled={solved < conflicts.length} onClick={onReview}>
              <Trans>See what will be landed</Trans>
            </Button>
            <Button
              onClick={() => {
                solutions.clear();
                onClose();
                toast.info(t`Nothing was changed: ${into} and the session are as they were.`);
              }}
            >
              <Trans>Abort: nothing was changed</Trans>
            </Button>
          </div>
        </>
      ) : (
        <Notice level="info">
          <p>{obstacle}</p>
          {plan.strategy === "rebase" && (
            <div className="mt-2 flex flex-wrap gap-2">
              <Button size="sm" onClick={() => onStrategy("merge")}>
                <Trans>Land with a merge</Trans>
              </Button>
              <Button size="sm" onClick={() => onStrategy("squash")}>
                <Trans>Land with a squash</Trans>
              </Button>
            </div>
          )}
        </Notice>
      )}
      <SolveByAgent session={session} into={into} onStarted={onClose} />
    </section>
  );
}

/** Why these conflicts cannot be solved file by file; null when they can. */
function obstacleOf({ strategy, conflicts, conflictAt }: Plan): string | null {
  if (strategy === "rebase") {
    return conflictAt
      ? t`A rebase makes commits one by one, so it cannot be solved in one place. It stopped at "${conflictAt.subject}". With a merge or a squash you can solve all of it here.`
      : t`A rebase makes commits one by one, so it cannot be solved in one place. With a merge or a squash you can solve all of it here.`;
  }
  if (conflicts.length > maxFiles) {
    return t`These are too many files to be solved in a page. Let the agent do it, or merge in an editor.`;
  }
  const other = conflicts.find(({ kind }) => !solvableKinds.has(kind));
  if (!other) return null;
  return t`${other.path} (${other.kind}) is in conflict with other files as well, so it cannot be solved file by file. Let the agent do it, or merge in an editor.`;
}
