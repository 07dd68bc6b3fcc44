import {
  contentText,
  isObject,
  namedEvent,
  objects,
  pieces,
  propertyNames,
  string,
} from "../json.ts";
import type { ConversationItem, Json, Reply, Usage, WireFormat } from "../types.ts";

const errorTypes: Readonly<Record<number, string>> = {
  400: "invalid_request_error",
  401: "authentication_error",
  403: "permission_error",
  429: "rate_limit_error",
  500: "api_error",
  529: "overloaded_error",
};

/** Anthropic's Messages. */
export const anthropicFormat: WireFormat = {
  name: "anthropic",
  matches: (path) => path.endsWith("/messages"),
  parse: (_path, body) => ({
    model: string(body.model),
    streaming: body.stream === true,
    tools: objects(body.tools).map((tool) => ({
      name: string(tool.name),
      parameters: propertyNames(tool.input_schema),
      freeform: false,
    })),
    items: objects(body.messages).map(itemOf),
  }),
  answer: (reply) => ({ ...message(reply), content: contentOf(reply) }),
  *stream(reply) {
    const usage = { ...usageOf(reply.usage), output_tokens: 1 };
    yield namedEvent("message_start", {
      message: { ...message(reply), content: [], stop_reason: null, usage },
    });
    for (const [index, block] of contentOf(reply).entries()) {
      yield* streamBlock(index, block, reply.pieceLength);
    }
    const { stop_reason, stop_sequence } = message(reply);
    yield namedEvent("message_delta", {
      delta: { stop_reason, stop_sequence },
      usage: { output_tokens: reply.usage.outputTokens },
    });
    yield namedEvent("message_stop", {});
  },
  error: (status, text) => ({
    type: "error",
    error: { type: errorTypes[status] ?? "api_error", message: text },
    request_id: "req_scripted",
  }),
};

function itemOf(entry: Json): ConversationItem {
  const text = contentText(entry.content);
  if (entry.role === "assistant") return { role: "assistant", text };
  const results = objects(entry.content).filter((part) => part.type === "tool_result");
  if (results.length === 0) return { role: "user", text };
  return { role: "tool", text: results.map((part) => contentText(part.content)).join("\n") };
}

function contentOf({ text, thought, calls }: Reply): Json[] {
  return [
    ...(thought === "" ? [] : [{ type: "thinking", thinking: thought, signature: "scripted" }]),
    ...(text === "" ? [] : [{ type: "text", text }]),
    ...calls.map(({ id, name, arguments: input }) => ({ type: "tool_use", id, name, input })),
  ];
}

function message({ serial, model, calls, usage }: Reply) {
  return {
    id: `msg_${serial}`,
    type: "message",
    role: "assistant",
    model,
    stop_reason: calls.length > 0 ? "tool_use" : "end_turn",
    stop_sequence: null,
    usage: usageOf(usage),
  };
}

/** In this format the three kinds of input stand apart. */
function usageOf(usage: Usage): Json {
  const { inputTokens, cachedInputTokens, cacheWriteTokens, outputTokens } = usage;
  return {
    input_tokens: inputTokens - cachedInputTokens - cacheWriteTokens,
    cache_creation_input_tokens: cacheWriteTokens,
    cache_read_input_tokens: cachedInputTokens,
    output_tokens: outputTokens,
  };
}

function* streamBlock(index: number, block: Json, pieceLength: number): Iterable<string> {
  const delta = (fields: Json) => namedEvent("content_block_delta", { index, delta: fields });
  const start = (fields: Json) =>
    namedEvent("content_block_start", { index, content_block: { ...block, ...fields } });
  if (isObject(block.input)) {
    yield start({ input: {} });
    for (const partial_json of pieces(JSON.stringify(block.input), pieceLength)) {
      yield delta({ type: "input_json_delta", partial_json });
    }
  } else if (block.type === "thinking") {
    yield start({ thinking: "", signature: "" });
    for (const thinking of pieces(string(block.thinking), pieceLength)) {
      yield delta({ type: "thinking_delta", thinking });
    }
    yield delta({ type: "signature_delta", signature: "scripted" });
  } else {
    yield start({ text: "" });
    for (const text of pieces(string(block.text), pieceLength)) {
      yield delta({ type: "text_delta", text });
    }
  }
  yield namedEvent("content_block_stop", { index });
}
