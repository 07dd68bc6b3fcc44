import { z } from "zod";
import { orRaw, readApiError, type AgentUpdate } from "@signalbox/agent-kit";
import { describeCall } from "../tool-call.ts";

const text = z.string();
const tokens = z.int().nonnegative().catch(0);
const used = { total_tokens: tokens, input_tokens: tokens, output_tokens: tokens, cached: tokens };
const stats = z.object({ models: z.record(text, z.object(used)) }).catch({ models: {} });
const error = z.object({ type: text, message: text }).optional();
const result = { status: text, error };
const call = { tool_name: text, parameters: z.unknown().optional() };
/** The events of `--output-format stream-json`. */
const eventSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("init"), session_id: text }),
  z.object({ type: z.literal("message"), role: text, content: text }),
  z.object({ type: z.literal("tool_use"), tool_id: text, ...call }),
  z.object({ type: z.literal("tool_result"), tool_id: text, output: text.optional(), ...result }),
  z.object({ type: z.literal("error"), severity: text, message: text }),
  z.object({ type: z.literal("result"), stats, ...result }),
]);

/** A model that answers has got over the attempts that failed. */
const recovered = { type: "recovered" } as const;

/** Google's own words about a rate limit have two lines: what comes after the first of them is missing here. */
const attemptPattern =
  /^Attempt (\d+) failed(?: with status (\d+))?(?!.*Max attempts reached)(?:.*Retrying (?:after (\d+)ms|with))?/;
/** It would try on for five minutes whatever its settings say; after so many attempts a run waits better, and tells of it. */
const maxAttempts = 3;

/** Follows an attempt of a helper, like the one that chooses the model: Gemini can do without it, so its last attempt ends nothing. */
const helperPattern = /^\s+at async BaseLlmClient\./;
const goesOn: AgentUpdate[] = [recovered, { type: "text", kind: "thought", id: null, text: "" }];

/** Decodes one line of Gemini CLI: what it means does not depend on the lines before. */
export const decodeGemini = orRaw((line) => updatesOf(eventSchema.parse(JSON.parse(line))));

function updatesOf(event: z.infer<typeof eventSchema>): AgentUpdate[] {
  switch (event.type) {
    case "init":
      return [{ type: "conversation", id: event.session_id }];
    case "message":
      if (event.role !== "assistant") return [];
      return [recovered, { type: "text", kind: "message", id: null, text: event.content }];
    case "tool_use": {
      const described = describeCall(event.tool_name, event.parameters);
      const started = { status: "in_progress", ...described } as const;
      return [recovered, { type: "tool", toolCallId: event.tool_id, ...started }];
    }
    case "tool_result": {
      const output = event.output ?? event.error?.message ?? "";
      const ended = { type: "tool", toolCallId: event.tool_id, output } as const;
      if (event.status === "success") return [{ ...ended, status: "completed" }];
      // What a failed call would have changed is not shown as changed.
      return [{ ...ended, status: "failed", diffs: [] }];
    }
    case "error":
      // A warning is no error mark, the agent goes on: it is kept as output.
      if (event.severity !== "error") return [{ type: "raw", text: event.message }];
      return [{ type: "problem", problem: readApiError(event.message) }];
    case "result": {
      const good = event.status === "success";
      return [...usageOf(event.stats), ...problemOf(event.error), { type: "end", good }];
    }
  }
}

/** One update a model: those that only route cost too. `output_tokens` leaves the thoughts out, the total does not. */
function usageOf({ models }: z.infer<typeof stats>): AgentUpdate[] {
  return Object.entries(models).flatMap(([model, { total_tokens, input_tokens, ...used }]) => {
    if (total_tokens === 0) return [];
    const outputTokens = Math.max(used.output_tokens, total_tokens - input_tokens);
    const inputs = { inputTokens: input_tokens, cachedInputTokens: used.cached };
    return [
      { type: "usage", figures: { ...inputs, outputTokens, costUsd: null }, model, total: false },
    ];
  });
}

function problemOf(failure: z.infer<typeof error>): AgentUpdate[] {
  if (failure === undefined) return [];
  const typed = failure.type === "FatalAuthenticationError" ? { category: "auth" as const } : {};
  return [{ type: "problem", problem: { ...readApiError(failure.message), ...typed } }];
}

/** What its error output says and no event does: attempts that failed, and that nobody is logged in (it exits 41). */
export function decodeGeminiError(line: string): AgentUpdate[] {
  if (/auth method|must specify the \w+ environment variable/i.test(line)) {
    return [{ type: "problem", problem: { message: line, category: "auth" } }];
  }
  if (helperPattern.test(line)) return goesOn;
  const [words, number, status, delay] = attemptPattern.exec(line) ?? [];
  if (words === undefined) return [];
  // What it tells of the error comes behind its own words about it.
  const problem = readApiError(line.split("... ", 2)[1] ?? line);
  if (status !== undefined) problem.status = Number(status);
  const attempt = Number(number);
  if (attempt >= maxAttempts)
    return [
      { type: "problem", problem },
      { type: "end", good: false },
    ];
  const delayMs = delay === undefined ? null : Number(delay);
  return [{ type: "retrying", problem, attempt, maxAttempts, delayMs }];
}
