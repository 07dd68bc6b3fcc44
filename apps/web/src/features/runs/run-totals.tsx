import type { RouterOutputs } from "@signalbox/api/router";
import { isEnded } from "@signalbox/shared";
import type { ReactNode } from "react";
import {
  formatDuration,
  formatElapsed,
  formatTokens,
  formatUsd,
  unknownWord,
} from "../../lib/format.ts";
import { useNow } from "../../lib/use-now.ts";
import { Meter } from "../../ui/meter.tsx";

type Run = RouterOutputs["runs"]["get"];

/** What a run has used, against its budget; what nobody reports is said to be unknown. `iteration` is the latest that was seen to begin. */
export function RunTotals({ run, iteration }: { run: Run; iteration: number }) {
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
          <Total name="Tokens">
            <Tokens run={run} />
          </Total>
          <Total name="Cost">
            {formatUsd(run.costUsd)}
            {maxCostUsd !== null && <Limit>{formatUsd(maxCostUsd)}</Limit>}
          </Total>
        </>
      )}
    </dl>
  );
}

function Total({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex items-baseline gap-1.5">
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
      {limit !== null && <Limit>{formatElapsed(limit)}</Limit>}
    </>
  );
}

function Limit({ children }: { children: string }) {
  return <span className="font-normal text-ink-3">of {children}</span>;
}
