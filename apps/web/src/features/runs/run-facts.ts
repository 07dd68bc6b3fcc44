import type { Event } from "@signalbox/shared";
import { noPulse, pulseAfter, type Pulse } from "./pulse.ts";
import { addUsage, type Usage } from "./usage.ts";

/** How a run stands, wherever in its journal one reads: from its last events and every new one. */
export interface RunFacts {
  /** The seq of the last event that is known of. */
  lastSeq: number;
  ended: boolean;
  /** The number of the latest iteration that has begun; 0 before the first. */
  iteration: number;
  /** The commit of the latest checkpoint. */
  lastCommit: string | null;
  pulse: Pulse;
  /** Tokens and cost of the whole run; null when it tells none, or not all of its events passed by here. */
  usage: Usage | null;
  /** Whether every event of the run passed by here. */
  isWhole: boolean;
}

export const noFacts: RunFacts = {
  lastSeq: 0,
  ended: false,
  iteration: 0,
  lastCommit: null,
  pulse: noPulse,
  usage: null,
  isWhole: true,
};

/** The facts after some more events, given in order. The same object when there are none. */
export function factsAfter(facts: RunFacts, events: readonly Event[]): RunFacts {
  const [first] = events;
  if (!first) return facts;
  let { iteration, lastCommit, ended, usage } = facts;
  const isWhole = facts.isWhole && first.seq === facts.lastSeq + 1;
  for (const event of events) {
    if ("iteration" in event) iteration = Math.max(iteration, event.iteration ?? 0);
    if (event.type === "checkpoint") lastCommit = event.commit;
    else if (event.type === "agent.usage") usage = addUsage(usage, event);
    else if (event.type === "run.ended") ended = true;
  }
  return {
    lastSeq: events.at(-1)?.seq ?? facts.lastSeq,
    ended,
    iteration,
    lastCommit,
    pulse: pulseAfter(facts.pulse, events),
    usage: isWhole ? usage : null,
    isWhole,
  };
}

/** The facts with what an earlier event tells that was not read with the last ones: how the turn that goes on began, the last commit. */
export function withEarlier(
  facts: RunFacts,
  earlier: { started: Event | null; lastCommit: string | null },
): RunFacts {
  const { started, lastCommit } = earlier;
  const { pulse } = facts;
  const knowsTurn = pulse.isTurnOn || pulse.turnLimits !== null;
  return {
    ...facts,
    lastCommit: facts.lastCommit ?? lastCommit,
    pulse:
      started && !knowsTurn && !facts.ended
        ? { ...pulseAfter(pulse, [started]), heardAt: pulse.heardAt, wait: pulse.wait }
        : pulse,
  };
}
