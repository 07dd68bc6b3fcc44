import { contentText, namedEvent, objects, pieces, propertyNames, string } from "../json.ts";
import type { ConversationItem, Json, Reply, ToolCall, WireFormat } from "../types.ts";
import { openaiError } from "./openai-error.ts";

/** OpenAI's Responses. */
export const openaiResponsesFormat: WireFormat = {
  name: "openai-responses",
  matches: (path) => path.endsWith("/responses"),
  parse: (_path, body) => ({
    model: string(body.model),
    streaming: body.stream === true,
    tools: objects(body.tools).map((tool) => ({
      name: string(tool.name) || string(tool.type),
      parameters: propertyNames(tool.parameters),
      freeform: tool.type === "custom",
    })),
    items:
      typeof body.input === "string"
        ? [{ role: "user", text: body.input }]
        : objects(body.input).flatMap(itemOf),
  }),
  answer: (reply) => response(reply),
  *stream(reply) {
    let sequence = 0;
    const event = (type: string, data: Json) =>
      namedEvent(type, { sequence_number: (sequence += 1), ...data });
    const begun = { ...response(reply), status: "in_progress", output: [], usage: null };
    yield event("response.created", { response: begun });
    for (const [index, item] of outputOf(reply).entries()) {
      const at = { output_index: index };
      const isMessage = item.type === "message";
      const added = { ...item, status: "in_progress", ...(isMessage ? { content: [] } : {}) };
      yield event("response.output_item.added", { ...at, item: added });
      if (isMessage) {
        const place = { ...at, item_id: item.id, content_index: 0 };
        const part = { type: "output_text", text: "", annotations: [] };
        yield event("response.content_part.added", { ...place, part });
        for (const delta of pieces(reply.text, reply.pieceLength)) {
          yield event("response.output_text.delta", { ...place, delta });
        }
        yield event("response.output_text.done", { ...place, text: reply.text });
      }
      yield event("response.output_item.done", { ...at, item });
    }
    yield event("response.completed", { response: response(reply) });
  },
  error: openaiError,
};

/** A message, a call or the result of one; anything else (reasoning, …) is no part of the conversation. */
function itemOf(entry: Json): ConversationItem[] {
  const type = string(entry.type);
  if (type.endsWith("_output")) {
    return [{ role: "tool", text: string(entry.output) || contentText(entry.output) }];
  }
  if (type.endsWith("_call") || entry.role === "assistant") {
    return [{ role: "assistant", text: contentText(entry.content) }];
  }
  return entry.role === "user" ? [{ role: "user", text: contentText(entry.content) }] : [];
}

function response(reply: Reply): Json {
  const { inputTokens, cachedInputTokens, outputTokens } = reply.usage;
  return {
    id: `resp_${reply.serial}`,
    object: "response",
    created_at: 1,
    status: "completed",
    model: reply.model,
    output: outputOf(reply),
    error: null,
    usage: {
      input_tokens: inputTokens,
      input_tokens_details: { cached_tokens: cachedInputTokens },
      output_tokens: outputTokens,
      output_tokens_details: { reasoning_tokens: 0 },
      total_tokens: inputTokens + outputTokens,
    },
  };
}

function outputOf({ serial, text, thought, calls }: Reply): Json[] {
  const status = "completed";
  const content = [{ type: "output_text", text, annotations: [] }];
  const summary = [{ type: "summary_text", text: thought }];
  return [
    ...(thought === "" ? [] : [{ type: "reasoning", id: `rs_${serial}`, summary }]),
    ...(text === ""
      ? []
      : [{ type: "message", role: "assistant", id: `msg_${serial}`, status, content }]),
    ...calls.map(callItem),
  ];
}

function callItem(call: ToolCall): Json {
  const common = { call_id: call.id, name: call.name, status: "completed" };
  return call.input === undefined
    ? {
        type: "function_call",
        id: `fc_${call.id}`,
        ...common,
        arguments: JSON.stringify(call.arguments),
      }
    : { type: "custom_tool_call", id: `ctc_${call.id}`, ...common, input: call.input };
}
