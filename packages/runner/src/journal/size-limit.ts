import type { EventBody } from "@signalbox/shared";

/**
 * How large a journal may become. 2 GiB: ten million lines of output, more than anybody reads of one run, and a disk that
 * holds the work has room for several such runs. Bytes.
 */
const defaultMaxBytes = 2_147_483_648;

/** What an agent says and does: as long as it likes. All other events say how the run goes on, and are always recorded. */
type BoundlessEvent = Extract<
  EventBody,
  { type: "output" | "agent.message" | "agent.tool" | "agent.plan" }
>;
const boundlessTypes: ReadonlySet<EventBody["type"]> = new Set<BoundlessEvent["type"]>([
  "output",
  "agent.message",
  "agent.tool",
  "agent.plan",
]);

export function isBoundless(event: EventBody): event is BoundlessEvent {
  return boundlessTypes.has(event.type);
}

/** Leaves out what is boundless once a journal has reached its limit, and says so: when that begins, and how much it was. */
export interface SizeLimit {
  isReached(sizeBytes: number): boolean;
  /** Counts events that are not recorded. */
  leaveOut(iteration: number, count: number): void;
  /** Says how much was left out since the last time, if anything. */
  say(iteration: number | undefined): void;
}

/** `record` gets the notices. */
export function createSizeLimit(
  maxBytes: number = defaultMaxBytes,
  record: (notice: EventBody) => void,
): SizeLimit {
  let leftOut = 0;
  let told = false;
  const notice = (iteration: number | undefined, message: string) =>
    record({ type: "notice", iteration, level: "warning", message });
  return {
    isReached: (sizeBytes) => sizeBytes >= maxBytes,
    leaveOut(iteration, count) {
      if (!told) {
        const message = `The run's journal has reached its limit of ${inWords(maxBytes)}. From here on what the agent prints, says and does is not recorded; how the run goes on is.`;
        notice(iteration, message);
      }
      told = true;
      leftOut += count;
    },
    say(iteration) {
      if (leftOut === 0) return;
      const events = leftOut === 1 ? "1 event" : `${leftOut} events`;
      leftOut = 0;
      notice(iteration, `Not recorded, since the run's journal has reached its limit: ${events}.`);
    },
  };
}

function inWords(bytes: number): string {
  const gibibytes = bytes / 1_073_741_824;
  return gibibytes >= 1 ? `${Math.round(gibibytes)} GiB` : `${bytes} bytes`;
}
