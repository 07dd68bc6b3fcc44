import type { Page } from "@playwright/test";

/** The sequence numbers of the run events that a page got, one list for each socket it opened, in order of arrival. */
export function recordEventSeqs(page: Page): number[][] {
  const sockets: number[][] = [];
  page.on("websocket", (socket) => {
    const seqs: number[] = [];
    sockets.push(seqs);
    socket.on("framereceived", ({ payload }) => {
      seqs.push(...seqsIn(String(payload)));
    });
  });
  return sockets;
}

/**
 * A subscription's message holds `{id, data: Event[]}`, the answer to `runs.events` `{events}`; nothing else has numbered entries. An answer
 * of one event is a look at that one, beside the timeline.
 */
function seqsIn(payload: string): number[] {
  // Keep-alive frames are words, not JSON.
  if (!payload.startsWith("{") && !payload.startsWith("[")) {
    return [];
  }
  const message: unknown = JSON.parse(payload);
  const messages: unknown[] = Array.isArray(message) ? message : [message];
  return messages.flatMap((entry) => {
    const data = dig(entry, ["result", "data"]);
    const answer = dig(data, ["events"]);
    const isLook = Array.isArray(answer) && answer.length === 1;
    const events = dig(data, ["data"]) ?? (isLook ? [] : answer);
    return Array.isArray(events)
      ? events.map((event) => dig(event, ["seq"])).filter((seq) => typeof seq === "number")
      : [];
  });
}

function dig(value: unknown, path: string[]): unknown {
  return path.reduce<unknown>(
    (found, key) =>
      typeof found === "object" && found !== null ? Reflect.get(found, key) : undefined,
    value,
  );
}

/** 1, 2, 3, … `last`. */
export function oneTo(last: number): number[] {
  return Array.from({ length: last }, (_, index) => index + 1);
}
