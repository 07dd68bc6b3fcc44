import type { IterationOutline, RunOutline } from "@signalbox/shared";

/** The iteration that an event stands in, or the last one before it; undefined before the first. */
export function iterationAt(outline: RunOutline | null, seq: number): IterationOutline | undefined {
  return outline?.iterations.findLast(({ firstSeq }) => firstSeq <= seq);
}

/** The seqs of what went wrong, in order: failed checks, and the ends of iterations with a problem. */
export function problemSeqs(outline: RunOutline | null): number[] {
  const seqs: number[] = [];
  for (const { checks, outcome, problem, lastSeq } of outline?.iterations ?? []) {
    for (const { passed, seq } of checks) if (!passed) seqs.push(seq);
    if (outcome === "failed" || (problem !== null && outcome !== "cancelled")) seqs.push(lastSeq);
  }
  return seqs;
}

/** The next of some seqs in ascending order after (1) or before (-1) the one where one is; null when there is none. */
export function neighbour(seqs: readonly number[], from: number, step: 1 | -1): number | null {
  const found = step === 1 ? seqs.find((seq) => seq > from) : seqs.findLast((seq) => seq < from);
  return found ?? null;
}
