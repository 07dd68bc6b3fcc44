import { isEnded, type Run, type SessionWithRun } from "@signalbox/shared";
import type { RunEnd } from "./preferences.ts";

/** What ended longer ago is no news: it was missed while the connection was lost. */
const newsMs = 120_000;

type ToldSession = Pick<SessionWithRun, "id" | "name" | "repositoryName">;
type ToldRun = Pick<
  Run,
  "id" | "number" | "status" | "endedAt" | "reason" | "category" | "checksFailed"
>;

/** What of a `SessionChange` is looked at. */
export type ToldChange =
  | { kind: "changed"; session: ToldSession & { latestRun: ToldRun | null } }
  | { kind: "deleted" };

/** A run that ended just now, with its session. */
export interface EndedRun {
  session: ToldSession;
  run: ToldRun;
  end: RunEnd;
}

/**
 * Tells runs that end from all other changes of sessions: each once, and none that had ended when it began to look (`sinceMs`).
 * Times are in milliseconds since 1970.
 */
export class EndedRuns {
  readonly #told = new Set<string>();
  readonly #sinceMs: number;

  constructor(sinceMs: number) {
    this.#sinceMs = sinceMs;
  }

  /** The run that this change tells the end of; null when it tells of none, or of one that was told already. */
  take(change: ToldChange, nowMs: number): EndedRun | null {
    if (change.kind === "deleted") return null;
    const { session } = change;
    const run = session.latestRun;
    if (!run || !isEnded(run.status) || this.#told.has(run.id)) return null;
    const endedAt = Date.parse(run.endedAt ?? "");
    if (!(endedAt >= this.#sinceMs && nowMs - endedAt < newsMs)) return null;
    this.#told.add(run.id);
    return { session, run, end: ends[run.status] };
  }
}

const ends = { completed: "completed", error: "failed", cancelled: "stopped" } as const;
