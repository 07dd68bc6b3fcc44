import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { RouterOutputs } from "@signalbox/api/router";
import type { LandStrategy } from "@signalbox/shared";
import { Button } from "../../ui/button.tsx";
import { HelpSteps } from "../../ui/help-steps.tsx";
import { CommitWork } from "./commit-work.tsx";
import type { Plan } from "./use-land-plan.ts";

/** What keeps the work from being landed, each with the way out; where that is a press away, with its button. */
export function LandBlockers({
  plan,
  session,
  onStrategy,
}: {
  plan: Plan;
  session: RouterOutputs["sessions"]["get"];
  onStrategy: (strategy: LandStrategy) => void;
}) {
  if (plan.blockers.length === 0) return null;
  return (
    <ul aria-label={t`In the way`} className="flex flex-col gap-2">
      {plan.blockers.map((blocker) => (
        <li
          key={`${blocker.kind} ${blocker.message}`}
          className="rounded-md border bg-surface px-3 py-2 text-sm [overflow-wrap:anywhere]"
        >
          <p className="font-medium">{blocker.message}</p>
          <HelpSteps help={blocker.help} />
          {blocker.kind === "uncommitted_work" && <CommitWork session={session} />}
          {blocker.kind === "not_fast_forward" && (
            <div className="mt-2 flex flex-wrap gap-2">
              <Button size="sm" onClick={() => onStrategy("merge")}>
                <Trans>Land with a merge</Trans>
              </Button>
              <Button size="sm" onClick={() => onStrategy("rebase")}>
                <Trans>Land with a rebase</Trans>
              </Button>
            </div>
          )}
        </li>
      ))}
    </ul>
  );
}
