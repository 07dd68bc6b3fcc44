import type { RouterOutputs } from "@signalbox/api/router";
import { isEnded } from "@signalbox/shared";
import type { ReactNode } from "react";
import {
  formatCost,
  formatDuration,
  formatElapsed,
  formatLimit,
  formatTokens,
  formatUsd,
  unknownWord,
} from "../../lib/format.ts";
import { useNow } from "../../lib/use-now.ts";
import { Meter } from "../../ui/meter.tsx";
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
  const iterations = Math.max(run.iterations, iteration);
  const { maxIterations, maxCostUsd } = run.budget;
  const knowsTokens = run.inputTokens !== null || run.outputTokens !== null;
  const knowsNothing = !knowsTokens && run.costUsd === null && maxCostUsd === null;
  return (
    <dl className="flex flex-wrap gap-x-4 gap-y-1 text-sm sm:gap-x-6">
      <Total name="Iteration">
        {iterations} of {maxIterations}
        <Meter
          value={iterations}
          max={maxIterations}
          label="Iterations used"
          className="hidden w-16 sm:block"
        />
      </Total>
      <Total name="Elapsed">
        <Elapsed run={run} />
      </Total>
      {knowsNothing ? (
        <Total name="Tokens, cost">{unknownWord}</Total>
      ) : (
        <>
          <Total name="Tokens" title={usage ? tokenDetail(usage) : undefined}>
            <Tokens run={run} />
          </Total>
          <Total
            name="Cost"
            title={run.costEstimated ? "Estimated from tokens and prices" : undefined}
          >
            {formatCost(run)}
            {maxCostUsd !== null && <Limit>{formatUsd(maxCostUsd)}</Limit>}
          </Total>
        </>
      )}
    </dl>
  );
}

/** What the totals leave out of the tokens: how many came from a cache, and which models took them. */
function tokenDetail({ cachedInputTokens, models }: Usage): string {
  const cached = `${formatTokens(cachedInputTokens)} tokens of the input came from a cache`;
  return models.length === 0 ? cached : `${cached}\nModel: ${models.join(", ")}`;
}

function Total({ name, title, children }: { name: string; title?: string; children: ReactNode }) {
  return (
    <div className="flex items-baseline gap-1.5" title={title}>
      <dt className="text-xs text-ink-3">{name}</dt>
      <dd className="flex items-center gap-1.5 font-medium">{children}</dd>
    </div>
  );
}

function Tokens({ run: { inputTokens, outputTokens } }: { run: Run }) {
  if (inputTokens === null && outputTokens === null) return unknownWord;
  return (
    <>
      {formatTokens(inputTokens)} <span className="font-normal text-ink-3">in</span>{" "}
      {formatTokens(outputTokens)} <span className="font-normal text-ink-3">out</span>
    </>
  );
}

function Elapsed({ run }: { run: Run }) {
  const now = useNow(1_000, !isEnded(run.status));
  if (!run.startedAt) return isEnded(run.status) ? "never began" : "not begun";
  const startedAt = Date.parse(run.startedAt);
  const limit = run.budget.maxDurationMs;
  return (
    <>
      {run.endedAt
        ? formatDuration(Date.parse(run.endedAt) - startedAt)
        : formatElapsed(now - startedAt)}
      {limit !== null && <Limit>{formatLimit(limit)}</Limit>}
    </>
  );
}

function Limit({ children }: { children: string }) {
  return <span className="font-normal text-ink-3">of {children}</span>;
}
