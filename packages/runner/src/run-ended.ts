import type { RunOutcome } from "@signalbox/orchestrators";
import { statusOfReason, type EventBody } from "@signalbox/shared";
import type { RunProjection } from "./projection.ts";

/** The last event of a run's journal: the reason, and the totals of everything before it. */
export function runEndedEvent(projection: RunProjection, end: RunOutcome): EventBody {
  const { iterations, inputTokens, outputTokens, costUsd, costEstimated, startedAt } = projection;
  const { problem } = end;
  const durationMs = startedAt === null ? 0 : Math.max(0, Date.now() - Date.parse(startedAt));
  return {
    type: "run.ended",
    status: statusOfReason(end.reason),
    reason: end.reason,
    message: end.message,
    exitCode: end.exitCode,
    iterations,
    inputTokens,
    outputTokens,
    costUsd,
    durationMs,
    ...(problem?.category === undefined ? {} : { category: problem.category }),
    ...(problem === undefined ? {} : { help: [...problem.help] }),
    ...(costEstimated ? { costEstimated } : {}),
  };
}
