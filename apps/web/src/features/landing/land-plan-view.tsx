import { i18n } from "@lingui/core";
import { msg, plural, t } from "@lingui/core/macro";
import { Plural, Trans } from "@lingui/react/macro";
import type { RouterOutputs } from "@signalbox/api/router";
import type { LandStrategy } from "@signalbox/shared";
import { CircleCheck, CircleSlash, FolderGit2, Minus, Split } from "lucide-react";
import { cn } from "../../lib/cn.ts";
import { Skeleton } from "../../ui/skeleton.tsx";
import { ChangeCounts } from "../git/change-counts.tsx";
import { LandBlockers } from "./land-blockers.tsx";
import { named } from "./named.ts";
import type { Plan } from "./use-land-plan.ts";

const looks = {
  ready: { Icon: CircleCheck, title: msg`This will happen`, className: "text-ok" },
  nothing_to_land: { Icon: Minus, title: msg`Nothing to land`, className: "text-ink-2" },
  conflicts: { Icon: Split, title: msg`Both sides changed the same`, className: "text-warn" },
  blocked: { Icon: CircleSlash, title: msg`It cannot be landed yet`, className: "text-bad" },
} as const;

/** A dry run in words: what will happen, or what is in the way and the way out. */
export function LandPlanView({
  plan,
  isStale,
  solvedFiles,
  session,
  onStrategy,
}: {
  plan: Plan | null;
  /** Of what was chosen before; the new one is on its way. */
  isStale: boolean;
  /** How many files in conflict the person has solved for it. */
  solvedFiles: number;
  session: RouterOutputs["sessions"]["get"];
  onStrategy: (strategy: LandStrategy) => void;
}) {
  return (
    <section
      aria-label={t`What will happen`}
      aria-live="polite"
      aria-busy={isStale || plan === null}
      className={cn(
        "flex flex-col gap-2 rounded-md border bg-sunken/50 px-3 py-2.5",
        // Of one height from plan to plan; the conflicts that follow need the room.
        plan?.outcome !== "conflicts" && "min-h-36",
      )}
    >
      {plan ? (
        <div className={cn("flex flex-col gap-2", isStale && "opacity-60")}>
          <Heading plan={plan} />
          {plan.outcome !== "blocked" && (
            <ul className="list-disc pl-5 text-sm text-ink-2 [overflow-wrap:anywhere]">
              {(plan.outcome === "conflicts" ? plan.words.slice(0, 1) : plan.words).map(
                (sentence) => (
                  <li key={sentence}>{named(sentence, plan)}</li>
                ),
              )}
              {solvedFiles > 0 && plan.outcome === "ready" && (
                <li>
                  <Trans>
                    <Plural value={solvedFiles} one="# file" other="# files" /> in conflict as you
                    solved them.
                  </Trans>
                </li>
              )}
            </ul>
          )}
          {plan.checkout !== null && plan.outcome === "blocked" && !isOfCheckout(plan) && (
            <p className="flex items-start gap-1.5 text-sm text-ink-2">
              <FolderGit2 aria-hidden className="mt-0.5 size-4 shrink-0 text-ink-3" />
              <span className="min-w-0 [overflow-wrap:anywhere]">
                <Trans>
                  {plan.into} is checked out in <span className="font-mono">{plan.checkout}</span>,
                  which comes along when it is landed.
                </Trans>
              </span>
            </p>
          )}
          <LandBlockers plan={plan} session={session} onStrategy={onStrategy} />
        </div>
      ) : (
        <div className="flex flex-col gap-2.5 py-0.5">
          <p className="text-sm font-medium text-ink-2">
            <Trans>Finding out what will happen…</Trans>
          </p>
          <Skeleton className="h-3.5 w-4/5" />
          <Skeleton className="h-3.5 w-3/5" />
          <Skeleton className="h-3.5 w-2/3" />
        </div>
      )}
    </section>
  );
}

/** Whether a blocker tells of the checkout already. */
function isOfCheckout({ blockers }: Plan): boolean {
  return blockers.some(({ kind }) => kind.startsWith("checkout_") || kind === "files_in_the_way");
}

function Heading({ plan }: { plan: Plan }) {
  const { Icon, title, className } = looks[plan.outcome];
  return (
    <h3 className="flex flex-wrap items-center gap-x-2 text-sm font-medium">
      <Icon aria-hidden className={cn("size-4 shrink-0", className)} />
      {i18n._(title)}
      {plan.stat && (
        <span className="ml-auto flex items-baseline gap-2 text-xs font-normal text-ink-2">
          {plural(plan.stat.filesChanged, { one: "# file", other: "# files" })}
          <ChangeCounts insertions={plan.stat.insertions} deletions={plan.stat.deletions} />
        </span>
      )}
    </h3>
  );
}
