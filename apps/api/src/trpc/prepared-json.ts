import { jsonEncoder } from "@trpc/server/adapters/ws";

/**
 * A value whose JSON is made already: the same batch of events goes to every client that follows a run. It gives its content
 * away once: tRPC keeps what a subscription yields reachable for as long as the collector lets a young object live, and in a
 * flood that would be a hundred megabytes.
 */
class PreparedJson {
  #content: { value: unknown; json: string } | null;

  constructor(value: unknown, json: string) {
    this.#content = { value, json };
  }

  take(): { value: unknown; json: string } {
    const content = this.#content;
    if (content === null) throw new Error("a prepared value is sent once");
    this.#content = null;
    return content;
  }

  /** Where the text cannot be sent as it is: server-sent events. */
  toJSON(): unknown {
    return this.take().value;
  }
}

/** A value for a subscription to yield, with the JSON that it has been made into. */
export function prepared<Value>(value: Value, json: string): Value {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- on the way to a client it is nothing but its JSON
  return new PreparedJson(value, json) as Value;
}

/** tRPC's WebSocket encoding, but for tracked values that are `prepared`: those are put into their message as they are. */
export const socketEncoder: typeof jsonEncoder = {
  encode(message) {
    const tracked = trackedOf(message);
    if (tracked === null) return jsonEncoder.encode(message);
    const { envelope, id, json } = tracked;
    const opening = JSON.stringify(envelope).slice(0, -1);
    return `${opening},"result":{"type":"data","id":${id},"data":{"id":${id},"data":${json}}}}`;
  },
  decode: (data) => jsonEncoder.decode(data),
};

/** The parts of a message with a prepared value in it; null for any other. */
function trackedOf(message: unknown): { envelope: object; id: string; json: string } | null {
  if (!isRecord(message) || !isRecord(message.result) || !isRecord(message.result.data))
    return null;
  const envelope = { ...message, result: undefined };
  const { data } = message.result.data;
  if (!(data instanceof PreparedJson)) return null;
  return { envelope, id: JSON.stringify(message.result.id), json: data.take().json };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
