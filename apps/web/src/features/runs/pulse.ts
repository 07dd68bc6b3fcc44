import type { Event, EventOf, ProblemCategory } from "@signalbox/shared";

/** How a run that goes on is doing at this moment, as far as its journal tells. */
export interface Pulse {
  /** Whether an agent's turn is going on; between turns come checks, waits and the end. */
  isTurnOn: boolean;
  turnLimits: EventOf<"iteration.started">["turnLimits"] | null;
  /** When something was last heard of the run; null before its first event. What the person says does not count. */
  heardAt: string | null;
  /** The latest wait that was told of, over or not; null when there was none since the last turn began. */
  wait: { until: string; message: string; category: ProblemCategory | null } | null;
}

export const noPulse: Pulse = { isTurnOn: false, turnLimits: null, heardAt: null, wait: null };

/** The pulse after some more events, given in order. The same object when there are none. */
export function pulseAfter(pulse: Pulse, events: readonly Event[]): Pulse {
  if (events.length === 0) return pulse;
  const next = { ...pulse };
  for (const event of events) {
    if (event.type !== "guidance") next.heardAt = event.at;
    switch (event.type) {
      case "iteration.started":
        next.isTurnOn = true;
        next.turnLimits = event.turnLimits ?? null;
        next.wait = null;
        break;
      case "notice":
        if (event.until !== undefined) {
          const { until, message, category = null } = event;
          next.wait = { until, message, category };
        }
        break;
      // What follows the agent's turn within its iteration.
      case "checkpoint":
      case "check":
      case "iteration.ended":
      case "run.ended":
        next.isTurnOn = false;
        break;
      default:
    }
  }
  return next;
}

/** Whether the run waits at this moment (milliseconds since 1970). */
export function isWaiting({ wait }: Pulse, nowMs: number): boolean {
  return wait !== null && Date.parse(wait.until) > nowMs;
}

/** For how long (ms) the agent's turn has been without output; null while no turn goes on. */
export function silenceMs({ isTurnOn, heardAt, wait }: Pulse, nowMs: number): number | null {
  if (!isTurnOn || heardAt === null) return null;
  // After a wait the turn begins anew.
  const since = Math.max(Date.parse(heardAt), wait ? Date.parse(wait.until) : 0);
  return nowMs > since ? nowMs - since : null;
}
