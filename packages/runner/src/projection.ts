import type { Event, EventOf, RunReason, RunStatus } from "@signalbox/shared";

/** What a run's journal says about the run: everything the database keeps of it. */
export interface RunProjection {
  status: RunStatus;
  reason: RunReason | null;
  exitCode: number | null;
  iterations: number;
  /** Null while nothing was reported. */
  inputTokens: number | null;
  outputTokens: number | null;
  costUsd: number | null;
  startedAt: string | null;
  endedAt: string | null;
  lastSeq: number;
}

/** A run without any event yet. */
export const emptyProjection: RunProjection = {
  status: "queued",
  reason: null,
  exitCode: null,
  iterations: 0,
  inputTokens: null,
  outputTokens: null,
  costUsd: null,
  startedAt: null,
  endedAt: null,
  lastSeq: 0,
};

/** The projection after further events; events that are already in it change nothing. Pure. */
export function project(before: RunProjection, events: Iterable<Event>): RunProjection {
  let projection = before;
  for (const event of events) {
    if (event.seq > projection.lastSeq) projection = step(projection, event);
  }
  return projection;
}

function step(before: RunProjection, event: Event): RunProjection {
  const projection = { ...before, lastSeq: event.seq };
  switch (event.type) {
    case "run.started":
      return { ...projection, status: "running", startedAt: event.at };
    case "iteration.started":
      return { ...projection, iterations: event.iteration };
    case "agent.usage":
      return addUsage(projection, event);
    case "iteration.ended":
      return { ...projection, exitCode: event.exitCode };
    case "run.ended":
      // Its totals are the sums of the same journal: taken from there, so that they can never disagree.
      return {
        ...projection,
        status: event.status,
        reason: event.reason,
        exitCode: event.exitCode,
        endedAt: event.at,
      };
    case "agent.message":
    case "agent.tool":
    case "agent.plan":
    case "output":
    case "check":
    case "checkpoint":
    case "notice":
      return projection;
  }
}

function addUsage(projection: RunProjection, usage: EventOf<"agent.usage">): RunProjection {
  return {
    ...projection,
    inputTokens: sum(projection.inputTokens, usage.inputTokens),
    outputTokens: sum(projection.outputTokens, usage.outputTokens),
    costUsd: sum(projection.costUsd, usage.costUsd),
  };
}

function sum(total: number | null, reported: number | null): number | null {
  return reported === null ? total : (total ?? 0) + reported;
}
