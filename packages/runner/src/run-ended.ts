import { statusOfReason, type EventBody, type RunReason } from "@signalbox/shared";
import type { RunProjection } from "./projection.ts";

/** The last event of a run's journal: the reason, and the totals of everything before it. */
export function runEndedEvent(
  projection: RunProjection,
  end: { reason: RunReason; message: string; exitCode: number | null },
): EventBody {
  const { iterations, inputTokens, outputTokens, costUsd, startedAt } = projection;
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
  };
}
