import type { IterationOutline } from "@signalbox/shared";

/** Some iterations that follow each other, in one bar. */
export interface Bin {
  first: number;
  last: number;
  /** Where the first one begins in the journal. */
  seq: number;
  /** Sums of what was told; null when nothing was. */
  inputTokens: number | null;
  outputTokens: number | null;
  costUsd: number | null;
  insertions: number | null;
  deletions: number | null;
  checksPassed: number;
  checksFailed: number;
  outcome: BinOutcome;
}

/** `promise`: the agent said that it is done. The one that matters most of all in the bin. */
export type BinOutcome = "failed" | "promise" | "changed" | "unchanged" | "going";

/** The iterations in at most `maxBins` bins of equal size. */
export function binsOf(iterations: readonly IterationOutline[], maxBins: number): Bin[] {
  const size = Math.max(1, Math.ceil(iterations.length / Math.max(1, maxBins)));
  const bins: Bin[] = [];
  for (let at = 0; at < iterations.length; at += size) {
    const bin = binOf(iterations.slice(at, at + size));
    if (bin) bins.push(bin);
  }
  return bins;
}

function binOf(iterations: readonly IterationOutline[]): Bin | null {
  const [first] = iterations;
  const last = iterations.at(-1);
  if (!first || !last) return null;
  const checks = iterations.flatMap((iteration) => iteration.checks);
  return {
    first: first.iteration,
    last: last.iteration,
    seq: first.firstSeq,
    inputTokens: sum(iterations, "inputTokens"),
    outputTokens: sum(iterations, "outputTokens"),
    costUsd: sum(iterations, "costUsd"),
    insertions: sum(iterations, "insertions"),
    deletions: sum(iterations, "deletions"),
    checksPassed: checks.filter(({ passed }) => passed).length,
    checksFailed: checks.filter(({ passed }) => !passed).length,
    outcome: outcomeOf(iterations),
  };
}

type Summed = "inputTokens" | "outputTokens" | "costUsd" | "insertions" | "deletions";

function sum(iterations: readonly IterationOutline[], key: Summed): number | null {
  const told = iterations.map((iteration) => iteration[key]).filter((value) => value !== null);
  return told.length === 0 ? null : told.reduce((total, value) => total + value, 0);
}

function outcomeOf(iterations: readonly IterationOutline[]): BinOutcome {
  if (iterations.some(({ outcome }) => outcome === "failed")) return "failed";
  if (iterations.some(({ promise }) => promise)) return "promise";
  if (iterations.some(({ filesChanged }) => (filesChanged ?? 0) > 0)) return "changed";
  return iterations.every(({ endedAt }) => endedAt === null) ? "going" : "unchanged";
}
