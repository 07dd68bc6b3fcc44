import {
  contentText,
  isObject,
  objects,
  pieces,
  plainEvent,
  propertyNames,
  string,
} from "../json.ts";
import type { ConversationItem, Json, Reply, WireFormat } from "../types.ts";
import { openaiError } from "./openai-error.ts";

/** OpenAI's Chat Completions. */
export const openaiChatFormat: WireFormat = {
  name: "openai-chat",
  matches: (path) => path.endsWith("/chat/completions"),
  parse: (_path, body) => ({
    model: string(body.model),
    streaming: body.stream === true,
    tools: objects(body.tools).map((tool) => {
      const offer = isObject(tool.function) ? tool.function : tool;
      const parameters = propertyNames(offer.parameters);
      return { name: string(offer.name), parameters, freeform: false };
    }),
    items: objects(body.messages).flatMap(itemOf),
  }),
  answer: (reply) => ({
    ...base(reply),
    object: "chat.completion",
    choices: [
      {
        index: 0,
        message: {
          role: "assistant",
          content: reply.text || null,
          ...(reply.calls.length > 0 ? { tool_calls: callsOf(reply) } : {}),
        },
        finish_reason: finishReason(reply),
      },
    ],
    usage: usageOf(reply),
  }),
  *stream(reply) {
    const chunk = (delta: Json, finish_reason: string | null = null) =>
      plainEvent({
        ...base(reply),
        object: "chat.completion.chunk",
        choices: [{ index: 0, delta, finish_reason }],
      });
    yield chunk({ role: "assistant", content: "" });
    for (const reasoning_content of pieces(reply.thought, reply.pieceLength)) {
      yield chunk({ reasoning_content });
    }
    for (const content of pieces(reply.text, reply.pieceLength)) yield chunk({ content });
    for (const [index, call] of callsOf(reply).entries()) {
      const { name, arguments: argumentsText } = call.function;
      yield chunk({ tool_calls: [{ index, ...call, function: { name, arguments: "" } }] });
      for (const piece of pieces(argumentsText, reply.pieceLength)) {
        yield chunk({ tool_calls: [{ index, function: { arguments: piece } }] });
      }
    }
    yield chunk({}, finishReason(reply));
    yield plainEvent({
      ...base(reply),
      object: "chat.completion.chunk",
      choices: [],
      usage: usageOf(reply),
    });
    yield "data: [DONE]\n\n";
  },
  error: openaiError,
};

function itemOf(entry: Json): ConversationItem[] {
  const text = contentText(entry.content);
  const { role } = entry;
  return role === "tool" || role === "assistant" || role === "user" ? [{ role, text }] : [];
}

function base({ serial, model }: Reply): Json {
  return { id: `chatcmpl-${serial}`, created: 1, model };
}

function callsOf({ calls }: Reply) {
  return calls.map((call) => ({
    id: call.id,
    type: "function",
    function: { name: call.name, arguments: JSON.stringify(call.arguments) },
  }));
}

function finishReason({ calls }: Reply): string {
  return calls.length > 0 ? "tool_calls" : "stop";
}

function usageOf({ usage: { inputTokens, cachedInputTokens, outputTokens } }: Reply): Json {
  return {
    prompt_tokens: inputTokens,
    completion_tokens: outputTokens,
    total_tokens: inputTokens + outputTokens,
    prompt_tokens_details: { cached_tokens: cachedInputTokens },
  };
}
