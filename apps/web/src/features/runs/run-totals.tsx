import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { RouterOutputs } from "@signalbox/api/router";
import { isEnded } from "@signalbox/shared";
import type { ReactNode } from "react";
import { cn } from "../../lib/cn.ts";
import {
  formatCost,
  formatDuration,
  formatElapsed,
  formatLimit,
  formatTokens,
  formatUsd,
} from "../../lib/format.ts";
import { useNow } from "../../lib/use-now.ts";
import { BudgetMeter } from "./budget-meter.tsx";
import type { Usage } from "./usage.ts";

type Run = RouterOutputs["runs"]["get"];

/**
 * What a run has used, against its budget; what nobody reports is said to be unknown. `iteration` is the latest that
 * was seen to begin; `usage` what its whole journal tells of tokens and cost, null when not all of it is loaded.
 */
export function RunTotals({
  run,
  iteration,
  usage,
}: {
  run: Run;
  iteration: number;
  usage: Usage | null;
}) {
  const used = Math.max(run.iterations, iteration);
  const limit = run.budget.maxIterations;
  const { maxCostUsd } = run.budget;
  const knowsTokens = run.inputTokens !== null || run.outputTokens !== null;
  const knowsNothing = !knowsTokens && run.costUsd === null && maxCostUsd === null;
  return (
    <dl className="flex flex-wrap items-center gap-x-4 gap-y-1 text-sm tabular-nums md:gap-x-6">
      <Total name={t`Iteration`}>
        <span>
          <Trans>
            {used} <Quiet>of {limit}</Quiet>
          </Trans>
        </span>
        <BudgetMeter
          label={t`Iterations used`}
          words={t`${used} of ${limit}`}
          used={used}
          limit={limit}
        />
      </Total>
      <Total name={t`Elapsed`}>
        <Elapsed run={run} />
      </Total>
      {knowsNothing ? (
        <Total name={t`Tokens, cost`} className={detailClass}>
          {formatTokens(null)}
        </Total>
      ) : (
        <>
          <Total
            name={t`Cost`}
            className={run.costUsd === null ? detailClass : undefined}
            title={run.costEstimated ? t`Estimated from tokens and prices` : undefined}
          >
            <Cost run={run} limitUsd={maxCostUsd} />
          </Total>
          <Total
            name={t`Tokens`}
            title={usage ? tokenDetail(usage) : undefined}
            className={detailClass}
          >
            <Tokens run={run} />
          </Total>
        </>
      )}
    </dl>
  );
}

/** What the totals leave out of the tokens: how many came from a cache, and which models took them. */
function tokenDetail({ cachedInputTokens, models }: Usage): string {
  const tokens = formatTokens(cachedInputTokens);
  const cached = t`${tokens} tokens of the input came from a cache`;
  const names = models.join(", ");
  return models.length === 0 ? cached : `${cached}\n${t`Model: ${names}`}`;
}

function Total({
  name,
  title,
  className,
  children,
}: {
  name: string;
  title?: string | undefined;
  className?: string | undefined;
  children: ReactNode;
}) {
  return (
    <div className={cn("flex items-baseline gap-1.5", className)} title={title}>
      <dt className="text-xs text-ink-3">{name}</dt>
      <dd className="flex items-center gap-1.5 font-medium whitespace-nowrap">{children}</dd>
    </div>
  );
}

/** On a phone only when the details are asked for. */
const detailClass = "max-md:group-data-[open=false]/header:hidden";

function Quiet({ isDetail = false, children }: { isDetail?: boolean; children: ReactNode }) {
  return <span className={cn("font-normal text-ink-3", isDetail && detailClass)}>{children}</span>;
}

function Tokens({ run: { inputTokens, outputTokens } }: { run: Run }) {
  if (inputTokens === null && outputTokens === null) return formatTokens(null);
  const read = formatTokens(inputTokens);
  const written = formatTokens(outputTokens);
  return (
    <span>
      <Trans>
        {read} <Quiet>in</Quiet> {written} <Quiet>out</Quiet>
      </Trans>
    </span>
  );
}

function Cost({ run, limitUsd }: { run: Run; limitUsd: number | null }) {
  const cost = formatCost(run);
  if (limitUsd === null) return cost;
  const limit = formatUsd(limitUsd);
  return (
    <>
      <span>
        <Trans>
          {cost} <Quiet isDetail>of {limit}</Quiet>
        </Trans>
      </span>
      {run.costUsd !== null && (
        <BudgetMeter
          label={t`Cost used`}
          words={t`${cost} of ${limit}`}
          used={run.costUsd}
          limit={limitUsd}
        />
      )}
    </>
  );
}

function Elapsed({ run }: { run: Run }) {
  const now = useNow(1_000, !isEnded(run.status));
  if (!run.startedAt) return isEnded(run.status) ? t`never began` : t`not begun`;
  const startedAt = Date.parse(run.startedAt);
  const elapsedMs = (run.endedAt ? Date.parse(run.endedAt) : now) - startedAt;
  const elapsed = run.endedAt ? formatDuration(elapsedMs) : formatElapsed(elapsedMs);
  const limitMs = run.budget.maxDurationMs;
  if (limitMs === null) return elapsed;
  const limit = formatLimit(limitMs);
  return (
    <>
      <span>
        <Trans>
          {elapsed} <Quiet isDetail>of {limit}</Quiet>
        </Trans>
      </span>
      <BudgetMeter
        label={t`Time used`}
        words={t`${elapsed} of ${limit}`}
        used={elapsedMs}
        limit={limitMs}
      />
    </>
  );
}
