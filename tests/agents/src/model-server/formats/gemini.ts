import { contentText, objects, pieces, plainEvent, propertyNames, string } from "../json.ts";
import type { ConversationItem, Json, Reply, WireFormat } from "../types.ts";

const errorStatuses: Readonly<Record<number, string>> = {
  400: "INVALID_ARGUMENT",
  401: "UNAUTHENTICATED",
  403: "PERMISSION_DENIED",
  429: "RESOURCE_EXHAUSTED",
  500: "INTERNAL",
  503: "UNAVAILABLE",
};

/** Google's generateContent: the model and whether to stream stand in the path. */
export const geminiFormat: WireFormat = {
  name: "gemini",
  matches: (path) => /:(streamGenerateContent|generateContent)$/.test(path),
  parse: (path, body) => ({
    model: /models\/([^:]+)/.exec(path)?.[1] ?? "",
    streaming: path.endsWith(":streamGenerateContent"),
    tools: objects(body.tools)
      .flatMap((tool) => objects(tool.functionDeclarations))
      .map((tool) => ({
        name: string(tool.name),
        parameters: propertyNames(tool.parametersJsonSchema ?? tool.parameters),
        freeform: false,
      })),
    items: objects(body.contents).map(itemOf),
  }),
  answer: (reply) => content(reply, [{ text: reply.text }, ...callParts(reply)], true),
  *stream(reply) {
    for (const text of pieces(reply.thought, reply.pieceLength)) {
      yield plainEvent(content(reply, [{ text, thought: true }], false));
    }
    for (const text of pieces(reply.text, reply.pieceLength)) {
      yield plainEvent(content(reply, [{ text }], false));
    }
    const calls = callParts(reply);
    yield plainEvent(content(reply, calls.length > 0 ? calls : [{ text: "" }], true));
  },
  error: (code, message, retryAfterS) => ({
    error: {
      code,
      message,
      status: errorStatuses[code] ?? "UNKNOWN",
      ...(retryAfterS === null ? {} : { details: [retryInfo(retryAfterS)] }),
    },
  }),
};

function itemOf(entry: Json): ConversationItem {
  const text = contentText(entry.parts);
  if (entry.role === "model") return { role: "assistant", text };
  const results = objects(entry.parts).filter((part) => part.functionResponse !== undefined);
  return results.length === 0
    ? { role: "user", text }
    : { role: "tool", text: JSON.stringify(results) };
}

function callParts({ calls }: Reply): Json[] {
  return calls.map(({ id, name, arguments: args }) => ({ functionCall: { id, name, args } }));
}

function content(reply: Reply, parts: Json[], isLast: boolean): Json {
  const candidate = { content: { role: "model", parts }, index: 0 };
  return {
    candidates: [isLast ? { ...candidate, finishReason: "STOP" } : candidate],
    modelVersion: reply.model,
    responseId: `response-${reply.serial}`,
    ...(isLast ? { usageMetadata: usageOf(reply) } : {}),
  };
}

function usageOf({ usage: { inputTokens, cachedInputTokens, outputTokens } }: Reply): Json {
  return {
    promptTokenCount: inputTokens,
    cachedContentTokenCount: cachedInputTokens,
    candidatesTokenCount: outputTokens,
    thoughtsTokenCount: 0,
    totalTokenCount: inputTokens + outputTokens,
  };
}

function retryInfo(retryAfterS: number): Json {
  return { "@type": "type.googleapis.com/google.rpc.RetryInfo", retryDelay: `${retryAfterS}s` };
}
