import type { AgentEventBody } from "@signalbox/shared";

type MessageEvent = Extract<AgentEventBody, { type: "agent.message" }>;
type ToolEvent = Extract<AgentEventBody, { type: "agent.tool" }>;

/** Agents send a token at a time; a person cannot see faster than this, and the journal stays small. */
const gatherMs = 150;
/** What a long command prints is looked at less often: each look costs up to 16 KiB of journal. */
const progressMs = 1_000;
/** A piece of a message that is sent on before its time is up. */
const maxPieceLength = 2_000;

/**
 * Gathers the pieces of one message, and the updates of one tool call, into fewer events. Order is kept: anything else that is
 * emitted sends the gathered event on first.
 */
export function createGatherer(emit: (event: AgentEventBody) => void) {
  let pending: MessageEvent | ToolEvent | null = null;
  let timer: NodeJS.Timeout | undefined;
  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    if (pending !== null) emit(pending);
    pending = null;
  };
  const hold = (event: MessageEvent | ToolEvent, holdMs = gatherMs) => {
    pending = event;
    timer ??= setTimeout(flush, holdMs);
  };
  return {
    flush,
    emit(event: AgentEventBody): void {
      flush();
      emit(event);
    },
    message(event: MessageEvent): void {
      let { text } = event;
      if (pending?.type === "agent.message" && isSameMessage(pending, event)) {
        text = pending.text + text;
        pending = null;
      } else {
        flush();
      }
      while (text.length >= maxPieceLength) {
        const end = pieceEnd(text);
        emit({ ...event, text: text.slice(0, end) });
        text = text.slice(end);
      }
      if (text === "") flush();
      else hold({ ...event, text });
    },
    tool(event: ToolEvent): void {
      if (pending?.type === "agent.tool" && pending.toolCallId === event.toolCallId) {
        hold({ ...pending, ...event });
      } else {
        flush();
        hold(event, event.title === undefined ? progressMs : gatherMs);
      }
      if (event.status === "completed" || event.status === "failed") flush();
    },
  };
}

function isSameMessage(one: MessageEvent, other: MessageEvent): boolean {
  return one.messageId === other.messageId && one.kind === other.kind;
}

/** Where a piece may end: never between the two halves of a character outside the basic plane. */
function pieceEnd(text: string): number {
  const isHighSurrogate = /[\ud800-\udbff]/.test(text.charAt(maxPieceLength - 1));
  return isHighSurrogate ? maxPieceLength + 1 : maxPieceLength;
}
