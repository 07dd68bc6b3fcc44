import { z } from "zod";
import { orRaw, type AgentUpdate, type LineDecoder, type ProblemMark } from "@signalbox/agent-kit";
import { describeCall } from "../tool-call.ts";
import { createClaudePlan } from "./plan.ts";
import { createClaudeUsage, modelUsageSchema } from "./usage.ts";

const text = z.string();
const words = text.catch("");
const maybe = text.optional().catch(undefined);
const number = z.number().nullable().catch(null);
const anything = z.unknown().optional();
const content = z.union([text, z.array(z.object({ text: words }))]).catch("");
const call = { id: maybe, name: maybe, input: anything };
const result = { tool_use_id: maybe, content, is_error: z.boolean().catch(false) };
/** Every kind of block in one: what is not understood of it costs only itself. */
const block = z.object({ type: text, text: maybe, thinking: maybe, ...call, ...result });
type Block = z.infer<typeof block>;
const message = z.object({ id: words, content: z.array(block).catch([]) });
const started = z.object({ id: text }).optional().catch(undefined);
const delta = z.object({ text: maybe, thinking: maybe }).catch({});
const piece = z.object({ message: started, index: z.int().catch(0), delta });
const parent_tool_use_id = text.nullable().catch(null);
const saying = { message, error: maybe, uuid: maybe, parent_tool_use_id };
const counts = { attempt: number, max_retries: z.number().catch(0), retry_delay_ms: number };
const system = { subtype: text, session_id: maybe, error: words, error_status: number, ...counts };
const limit = z.object({ status: text, resetsAt: z.number().catch(0) });
const errors = z.array(text).catch([]);
const ending = { is_error: z.boolean(), api_error_status: number, result: words, errors };
/** The events of `--output-format stream-json` that say something. */
const eventSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("system"), ...system }),
  z.object({ type: z.literal("stream_event"), event: piece, parent_tool_use_id }),
  z.object({ type: z.literal("assistant"), ...saying }),
  z.object({ type: z.literal("user"), message, tool_use_result: anything }),
  z.object({ type: z.literal("rate_limit_event"), rate_limit_info: limit }),
  z.object({ type: z.literal("result"), subtype: text, ...ending, modelUsage: modelUsageSchema }),
]);
type Event = z.infer<typeof eventSchema>;
type EventOf<Type extends Event["type"]> = Extract<Event, { type: Type }>;

/** A decoder for one turn of Claude Code. */
export function createClaudeDecoder(): LineDecoder {
  const plan = createClaudePlan();
  const usage = createClaudeUsage();
  /** The message that comes in pieces: what repeats it whole tells nothing new. */
  let streaming: string | null = null;
  let errorType: string | undefined;
  /** What a service that refuses says about the person's allowance. */
  let allowance: Pick<ProblemMark, "category" | "retryAfterMs"> = {};

  const onAssistant = (event: EventOf<"assistant">): AgentUpdate[] => {
    const { id } = event.message;
    errorType = event.error;
    // No word of the agent itself are an error in the place of an answer, and what its subagents say.
    const isSilent =
      errorType !== undefined || event.parent_tool_use_id !== null || id === streaming;
    return event.message.content.flatMap((block, index) => {
      if (block.type === "tool_use") return callOf(block);
      return isSilent ? [] : textOf(block, `${event.uuid ?? id}.${index}`);
    });
  };
  const onResult = (event: EventOf<"result">): AgentUpdate[] => {
    const good = event.subtype === "success" && !event.is_error;
    const message = event.result || event.errors.join("\n") || event.subtype;
    const problem = { ...markOf(message, errorType, event.api_error_status), ...allowance };
    const marks = good ? [] : [{ type: "problem", problem } as const];
    return [...usage(event.modelUsage), ...marks, { type: "end", good }];
  };
  const updatesOf = (event: Event): AgentUpdate[] => {
    switch (event.type) {
      case "system":
        return ofSystem(event);
      case "stream_event":
        if (event.parent_tool_use_id !== null) return [];
        streaming = event.event.message?.id ?? streaming ?? "";
        return textOf(event.event.delta, `${streaming}.${event.event.index}`);
      case "assistant":
        return onAssistant(event);
      case "user": {
        const outcome = event.tool_use_result;
        const results = event.message.content.flatMap((block) => resultOf(block, outcome));
        return [...results, ...plan(outcome)];
      }
      case "rate_limit_event": {
        const { status, resetsAt } = event.rate_limit_info;
        const wait = { retryAfterMs: Math.max(0, resetsAt * 1000 - Date.now()) };
        const isRejected = status === "rejected";
        allowance = isRejected ? { category: "quota", ...(resetsAt > 0 ? wait : {}) } : {};
        return [];
      }
      case "result":
        return onResult(event);
    }
  };
  return orRaw((line) => updatesOf(eventSchema.parse(JSON.parse(line))));
}

function ofSystem(event: EventOf<"system">): AgentUpdate[] {
  const { subtype, session_id: id, error, attempt, max_retries: maxAttempts } = event;
  if (subtype === "init" && id !== undefined) return [{ type: "conversation", id }];
  if (subtype !== "api_retry") return [];
  const problem = markOf(error, error, event.error_status);
  return [{ type: "retrying", problem, attempt, maxAttempts, delayMs: event.retry_delay_ms }];
}

function markOf(message: string, errorType: string | undefined, status: number | null) {
  const mark: ProblemMark = { message };
  if (errorType === "authentication_failed") mark.category = "auth";
  if (status !== null) mark.status = status;
  return mark;
}

function textOf({ text, thinking = "" }: Pick<Block, "text" | "thinking">, id: string) {
  const kind = text === undefined ? "thought" : "message";
  const update: AgentUpdate = { type: "text", kind, id, text: text ?? thinking };
  return update.text === "" ? [] : [update];
}

function callOf({ id, name, input }: Block): AgentUpdate[] {
  if (id === undefined || name === undefined) return [];
  return [{ type: "tool", toolCallId: id, status: "in_progress", ...describeCall(name, input) }];
}

/** What a command that ended well, and a file that was written over, tell beside their output. */
const ran = z.object({
  stdout: text,
  interrupted: z.literal(false),
  backgroundTaskId: z.undefined().optional(),
});
const written = z.object({ filePath: text, originalFile: text, content: text });

function resultOf({ tool_use_id: id, content, is_error }: Block, outcome: unknown): AgentUpdate[] {
  if (id === undefined) return [];
  const output =
    typeof content === "string" ? content : content.map((part) => part.text).join("\n");
  const ended = { type: "tool", toolCallId: id, output } as const;
  const code = /^Exit code (\d+)/.exec(output)?.[1];
  const exit = code === undefined ? {} : { exitCode: Number(code) };
  // What a failed call would have changed is not shown as changed.
  if (is_error) return [{ ...ended, ...exit, status: "failed", diffs: [] }];
  const file = written.safeParse(outcome).data;
  const diff = file && { path: file.filePath, oldText: file.originalFile, newText: file.content };
  const done = ran.safeParse(outcome).success ? { exitCode: 0 } : {};
  return [{ ...ended, ...done, ...(diff ? { diffs: [diff] } : {}), status: "completed" }];
}
