import type { IterationOutline } from "@signalbox/shared";
import type { IterationRow } from "./timeline-rows.ts";

/** An iteration's header with what the outline tells of it, where the events that would tell it are not kept. */
export function withOutline(
  row: IterationRow,
  outline: IterationOutline | undefined,
): IterationRow {
  if (!outline) return row;
  const { iteration, firstSeq, lastSeq, startedAt, endedAt, outcome, commit, checks } = outline;
  const isWhole = row.started !== null && (row.ended !== null || endedAt === null);
  if (isWhole) return row;
  const failed = checks.filter(({ passed }) => !passed).length;
  return {
    ...row,
    started:
      row.started ??
      (startedAt === null
        ? null
        : {
            type: "iteration.started",
            seq: firstSeq,
            at: startedAt,
            iteration,
            maxIterations: 0,
            feedback: null,
          }),
    ended:
      row.ended ??
      (endedAt === null || outcome === null
        ? null
        : {
            type: "iteration.ended",
            seq: lastSeq,
            at: endedAt,
            iteration,
            outcome,
            promise: outline.promise,
            changed: commit !== null,
            exitCode: null,
            durationMs: startedAt === null ? 0 : Date.parse(endedAt) - Date.parse(startedAt),
            problem: outline.problem,
          }),
    checkpoint:
      row.checkpoint ??
      (commit === null
        ? null
        : {
            type: "checkpoint",
            seq: lastSeq,
            at: endedAt ?? startedAt ?? "",
            iteration,
            commit,
            subject: "",
            filesChanged: outline.filesChanged ?? 0,
            insertions: outline.insertions ?? 0,
            deletions: outline.deletions ?? 0,
          }),
    checksFailed: failed,
    checksPassed: checks.length - failed,
  };
}
