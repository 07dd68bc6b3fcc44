import type {
  Conversation,
  Event,
  EventBody,
  ProblemCategory,
  RunReason,
  RunStatus,
} from "@signalbox/shared";
import { addUsage, type UsageTotals } from "./usage-totals.ts";

/** What a run's journal says about the run: everything the database keeps of it. */
export interface RunProjection extends UsageTotals {
  status: RunStatus;
  reason: RunReason | null;
  /** The kind of problem that ended the run. */
  category: ProblemCategory | null;
  exitCode: number | null;
  iterations: number;
  /** The checks of the last iteration that ran any. */
  checks: CheckCounts | null;
  /** The last conversation of the run's agent; null while none is known. */
  conversation: Conversation | null;
  startedAt: string | null;
  endedAt: string | null;
  lastSeq: number;
}

interface CheckCounts {
  iteration: number;
  passed: number;
  failed: number;
}

/** A run without any event yet. */
export const emptyProjection: RunProjection = {
  status: "queued",
  reason: null,
  category: null,
  exitCode: null,
  iterations: 0,
  checks: null,
  inputTokens: null,
  outputTokens: null,
  costUsd: null,
  costEstimated: false,
  conversation: null,
  startedAt: null,
  endedAt: null,
  lastSeq: 0,
};

/** The projection after further events; events that are already in it change nothing. Pure. */
export function project(before: RunProjection, events: Iterable<Event>): RunProjection {
  const projection = { ...before };
  for (const event of events) {
    if (event.seq > projection.lastSeq) advance(projection, event, event);
  }
  return projection;
}

/** Brings a projection forward by one event, in place: a journal's writer does it for every line of output. */
export function advance(
  projection: RunProjection,
  event: EventBody,
  record: { seq: number; at: string },
): void {
  projection.lastSeq = record.seq;
  switch (event.type) {
    case "run.started":
      projection.status = "running";
      projection.startedAt = record.at;
      break;
    case "iteration.started":
      projection.iterations = event.iteration;
      break;
    case "agent.usage":
      addUsage(projection, event);
      break;
    case "check":
      projection.checks = counted(projection.checks, event);
      break;
    case "iteration.ended":
      projection.exitCode = event.exitCode;
      projection.conversation = event.conversation ?? projection.conversation;
      break;
    case "run.ended":
      // Its totals are the sums of the same journal: taken from there, so that they can never disagree.
      projection.status = event.status;
      projection.reason = event.reason;
      projection.category = event.category ?? null;
      projection.exitCode = event.exitCode;
      projection.endedAt = record.at;
      break;
    case "agent.message":
    case "agent.tool":
    case "agent.plan":
    case "output":
    case "setup":
    case "checkpoint":
    case "notice":
    case "guidance":
      break;
  }
}

/** Gives a new object: projections are copied with what is in them shared. */
function counted(before: CheckCounts | null, check: EventBody & { type: "check" }): CheckCounts {
  const { iteration, passed } = check;
  const counts = before?.iteration === iteration ? before : { iteration, passed: 0, failed: 0 };
  return passed
    ? { ...counts, passed: counts.passed + 1 }
    : { ...counts, failed: counts.failed + 1 };
}
