import type { EventBody, EventOf } from "@signalbox/shared";
import type { Redactor } from "./redactor.ts";

type Message = Omit<EventOf<"agent.message">, "seq" | "at">;

/** Events on their way into a journal, the pieces of messages cut where no secret is. */
export interface MessageHold {
  /** What is to be recorded now that this event has come. */
  take(event: EventBody): EventBody[];
  /** What is still held back, when no more of that message comes before anything else. */
  rest(): EventBody[];
}

/**
 * A model says a secret in several pieces of its message, and each by itself would pass. So the end of a piece that may be the
 * beginning of a secret waits for the piece after it. At most the length of the longest secret is held back.
 */
export function createMessageHold({ text: redact, beginningAt }: Redactor): MessageHold {
  let held: Message | null = null;

  function rest(): EventBody[] {
    const last = held;
    held = null;
    return last === null ? [] : [last];
  }

  return {
    rest,
    take(event) {
      if (event.type !== "agent.message") return [...rest(), event];
      const isSame = held?.messageId === event.messageId && held.kind === event.kind;
      const before = isSame ? [] : rest();
      // Redacted first: the end of a whole secret may look like the beginning of one.
      const text = redact((held?.text ?? "") + event.text);
      const end = beginningAt(text);
      held = end === text.length ? null : { ...event, text: text.slice(end) };
      if (end > 0) before.push({ ...event, text: text.slice(0, end) });
      return before;
    },
  };
}
