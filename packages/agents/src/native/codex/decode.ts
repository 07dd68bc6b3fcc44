import { z } from "zod";
import {
  jsonText,
  orRaw,
  type AgentUpdate,
  type ProblemMark,
  type ToolUpdate,
} from "@signalbox/agent-kit";

const text = z.string();
const maybe = text.optional().catch(undefined);
const tokens = z.number().nullable().catch(null);
const used = z.object({
  input_tokens: tokens,
  cached_input_tokens: tokens,
  output_tokens: tokens,
});
const unknown = { input_tokens: null, cached_input_tokens: null, output_tokens: null };
const error = z.object({ message: text });
const answer = z.object({ content: z.array(z.object({ text: text.catch("") })) });
const told = { text: maybe, message: maybe, prompt: maybe, query: maybe };
const ran = { command: maybe, aggregated_output: maybe, exit_code: z.int().nullish().catch(null) };
const called = { server: maybe, tool: maybe, arguments: z.unknown().optional() };
/** Every kind of item in one: what is not understood of it costs only itself. */
const itemSchema = z.object({
  id: text,
  type: text,
  status: z.enum(["in_progress", "completed", "failed", "declined"]).optional().catch(undefined),
  ...told,
  ...ran,
  ...called,
  changes: z.array(z.object({ path: text, kind: text })).catch([]),
  items: z.array(z.object({ text, completed: z.boolean().catch(false) })).catch([]),
  result: answer.nullish().catch(null),
  error: error.nullish().catch(null),
});
type Item = z.infer<typeof itemSchema>;
const phase = z.enum(["item.started", "item.updated", "item.completed"]);
/** The events of `codex exec --json`. */
const eventSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("thread.started"), thread_id: text }),
  z.object({ type: z.literal("turn.started") }),
  z.object({ type: phase, item: itemSchema }),
  z.object({ type: z.literal("error"), message: text }),
  z.object({ type: z.literal("turn.completed"), usage: used.catch(unknown) }),
  z.object({ type: z.literal("turn.failed"), error }),
]);

/** Decodes one line of Codex: what it means does not depend on the lines before. */
export const decodeCodex = orRaw((line) => updatesOf(eventSchema.parse(JSON.parse(line))));

function updatesOf(event: z.infer<typeof eventSchema>): AgentUpdate[] {
  switch (event.type) {
    case "thread.started":
      return [{ type: "conversation", id: event.thread_id }];
    case "turn.started":
      return [];
    case "error":
      return [errorOf(event.message)];
    case "turn.failed": {
      const problem = markOf(event.error.message);
      return [
        { type: "problem", problem },
        { type: "end", good: false },
      ];
    }
    case "turn.completed": {
      const { input_tokens: inputTokens, output_tokens: outputTokens } = event.usage;
      const cachedInputTokens = event.usage.cached_input_tokens;
      const figures = { inputTokens, cachedInputTokens, outputTokens, costUsd: null };
      // The figures are those of the whole conversation. No event names the model.
      return [
        { type: "usage", figures, model: null, total: true },
        { type: "end", good: true },
      ];
    }
    default:
      return [itemOf(event.item, event.type === "item.completed")].flat();
  }
}

/** Not fatal while it says that it reconnects. */
function errorOf(words: string): AgentUpdate {
  const [, attempt, max, why] = /^Reconnecting\.+ (\d+)\/(\d+)(?: \(([^]*)\))?/.exec(words) ?? [];
  const problem = markOf(why ?? words);
  if (attempt === undefined) return { type: "problem", problem };
  const counts = { attempt: Number(attempt), maxAttempts: Number(max) };
  return { type: "retrying", problem, ...counts, delayMs: null };
}

/** Its words tell the category, but for the missing key of a provider that the person set up. */
function markOf(message: string): ProblemMark {
  const isKeyMissing = message.startsWith("Missing environment variable");
  return isKeyMissing ? { message, category: "auth" } : { message };
}

function itemOf(item: Item, ended: boolean): AgentUpdate | [] {
  const { id, type, text = "" } = item;
  switch (type) {
    case "agent_message":
      return ended ? { type: "text", kind: "message", id, text } : [];
    case "reasoning":
      return ended ? { type: "text", kind: "thought", id, text } : [];
    case "error":
      // No error mark: it warns, of a model that it does not know for one, and goes on.
      return { type: "raw", text: item.message ?? "" };
    case "todo_list": {
      const entries = item.items.map(({ text: content, completed }) => {
        const status = completed ? "completed" : "pending";
        return { content, priority: "medium", status } as const;
      });
      return { type: "plan", entries };
    }
    default:
      return toolOf(item, ended);
  }
}

const kinds: ReadonlyMap<string, ToolUpdate["kind"]> = new Map([
  ["command_execution", "execute"],
  ["file_change", "edit"],
  ["web_search", "search"],
]);

function toolOf(item: Item, ended: boolean): ToolUpdate {
  const { command, changes, exit_code: exitCode } = item;
  // Without the shell that it starts commands with, and the quotes around them.
  const script = /^\S*sh -l?c (['"]?)([^]*)\1$/.exec(command ?? "")?.[2] ?? command;
  const changed = changes.map(({ kind, path }) => `${kind} ${path}`).join(", ");
  const words = [item.server, item.tool, item.query].filter(Boolean).join(" ");
  const called = item.arguments === undefined ? undefined : jsonText(item.arguments);
  const input = command ?? item.prompt ?? item.query ?? called;
  const answered = item.result?.content.map((part) => part.text).join("\n");
  const output = item.aggregated_output ?? item.error?.message ?? answered;
  const { status = ended ? "completed" : "in_progress" } = item;
  return {
    type: "tool",
    toolCallId: item.id,
    kind: kinds.get(item.type) ?? "other",
    title: script?.trim() ?? (changed || words || item.type),
    status: status === "declined" ? "failed" : status,
    locations: changes.map(({ path }) => path),
    ...(input === undefined ? {} : { input }),
    ...(output === undefined ? {} : { output }),
    ...(typeof exitCode === "number" ? { exitCode } : {}),
  };
}
