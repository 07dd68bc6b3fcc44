import type { GitCommitEntry } from "@signalbox/shared";

/** What a commit of a session's history is of: a run's checkpoint, a rewind, a merge, or anybody's own commit. */
export interface CommitKind {
  kind: "checkpoint" | "rewind" | "safeguard" | "merge" | "commit";
  /** The run that it was made in; null when none is known. */
  run: { number: number; id: string | null } | null;
  iteration: number | null;
  /** What is left to say when the rest is told apart. */
  words: string;
}

/** A run, as far as it tells whether a commit was made while it went on. */
export interface RunSpan {
  id: string;
  number: number;
  startedAt: string | null;
  endedAt: string | null;
}

/** Git tells seconds: a commit of a run's first moment looks older than the run. */
const secondMs = 1_000;

const trailer = /^Signalbox-(?:Session|Run|Rewind-To): .*$/gm;

/** The message below the subject, without what Signalbox writes for itself. */
export function bodyOf({ body }: Pick<GitCommitEntry, "body">): string {
  return body.replace(trailer, "").trim();
}

/**
 * What a commit is, by the subject and the trailers that Signalbox gives its own. What an agent committed itself has neither: it belongs
 * to the run that went on at that time.
 */
export function kindOf(
  entry: Pick<GitCommitEntry, "subject" | "body" | "parents" | "committedAt">,
  runs: readonly RunSpan[],
): CommitKind {
  const { subject, body } = entry;
  const checkpoint = /^Run (\d+), iteration (\d+): ?(.*)$/s.exec(subject);
  const runId = /^Signalbox-Run: (\S+)$/m.exec(body)?.[1] ?? null;
  if (checkpoint && runId !== null) {
    const [, number, iteration, words = ""] = checkpoint;
    return {
      kind: "checkpoint",
      run: { number: Number(number), id: runId },
      iteration: Number(iteration),
      words: words === "" ? subject : words,
    };
  }
  const none = { run: null, iteration: null, words: subject };
  if (/^Signalbox-Rewind-To: /m.test(body)) return { kind: "rewind", ...none };
  if (/^Before the rewind to [0-9a-f]{12}$/.test(subject)) return { kind: "safeguard", ...none };
  const kind = entry.parents.length > 1 ? "merge" : "commit";
  const run = runs.find((one) => isWithin(one, Date.parse(entry.committedAt)));
  return { ...none, kind, run: run ? { number: run.number, id: run.id } : null };
}

function isWithin({ startedAt, endedAt }: RunSpan, at: number): boolean {
  if (startedAt === null) return false;
  const end = endedAt === null ? Number.POSITIVE_INFINITY : Date.parse(endedAt);
  return at > Date.parse(startedAt) - secondMs && at <= end;
}
