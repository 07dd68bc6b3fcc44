import { planEntrySchema, toolKindSchema, toolStatusSchema } from "@signalbox/shared";
import { z } from "zod";

/**
 * What agents say, as tolerant as can be: agents differ, and a field that is not understood must not cost the whole message.
 * Shapes: https://agentclientprotocol.com/protocol/schema (version 1); those under `_meta` are the agents' own.
 */
const maybe = <Schema extends z.ZodType>(schema: Schema) => schema.optional().catch(undefined);
const count = z.number().int().nonnegative();
const terminalOutput = maybe(z.object({ data: z.string() }));

/** A failure of a session as claude-agent-acp and codex-acp type it for clients that ask for it. */
const failure = z.object({
  category: z.string(),
  severity: z.string(),
  title: z.string(),
  details: maybe(z.string()),
  actions: z.array(z.string()).catch([]),
});
export type SessionFailure = z.infer<typeof failure>;

/** Tokens in any of the spellings that were seen. */
const tokens = z.object({
  inputTokens: maybe(count),
  input_tokens: maybe(count),
  cachedReadTokens: maybe(count),
  cachedInputTokens: maybe(count),
  cachedWriteTokens: maybe(count),
  cacheWriteInputTokens: maybe(count),
  outputTokens: maybe(count),
  output_tokens: maybe(count),
  totalTokens: maybe(count),
});
export type Tokens = z.infer<typeof tokens>;

const meta = maybe(
  z.object({
    quota: maybe(
      z.object({ model_usage: z.array(z.object({ model: z.string(), token_count: tokens })) }),
    ),
    jetbrains: maybe(z.object({ air: z.object({ sessionFailure: maybe(failure) }) })),
    codex: maybe(z.object({ threadStatus: z.object({ type: z.string() }) })),
    claudeCode: maybe(z.object({ parentToolUseId: maybe(z.string()) })),
    terminal_output: terminalOutput,
    terminal_output_delta: terminalOutput,
    terminal_exit: maybe(z.object({ exit_code: z.number().int() })),
  }),
);
export type Meta = z.infer<typeof meta>;

const text = z.object({ type: z.literal("text"), text: z.string() });

const toolContent = z.union([
  z.object({ type: z.literal("content"), content: text }),
  z.object({
    type: z.literal("diff"),
    path: z.string(),
    oldText: z.string().nullish(),
    newText: z.string(),
  }),
  z.object({}),
]);
/** What a tool gave back; the fields are those of opencode. */
const toolResult = z.looseObject({
  output: maybe(z.string()),
  metadata: maybe(z.object({ exit: maybe(z.number().int()) })),
});
const toolCall = z.object({
  sessionUpdate: z.enum(["tool_call", "tool_call_update"]),
  toolCallId: z.string(),
  title: maybe(z.string()),
  kind: toolKindSchema.optional().catch("other"),
  status: maybe(toolStatusSchema),
  content: z.array(toolContent).catch([]),
  locations: z.array(z.object({ path: z.string(), line: maybe(count) })).catch([]),
  rawInput: z.unknown().optional(),
  rawOutput: maybe(z.union([z.string(), toolResult])),
});
export type ToolCall = z.infer<typeof toolCall> & { _meta?: Meta };

/** Kinds that say nothing about the work; what some of them carry in `_meta` is read all the same. */
const quietKinds = [
  "user_message_chunk",
  "available_commands_update",
  "current_mode_update",
  "config_option_update",
  "session_info_update",
  "compaction_update",
  "compaction_summary_chunk",
] as const;

export const updateSchema = z
  .discriminatedUnion("sessionUpdate", [
    z.object({
      sessionUpdate: z.enum(["agent_message_chunk", "agent_thought_chunk"]),
      messageId: maybe(z.string()),
      content: text.or(z.object({})),
    }),
    toolCall,
    z.object({ sessionUpdate: z.literal("plan"), entries: z.array(planEntrySchema) }),
    z.object({
      sessionUpdate: z.literal("usage_update"),
      cost: maybe(z.object({ amount: z.number(), currency: z.literal("USD") })),
    }),
    z.object({ sessionUpdate: z.enum(quietKinds) }),
  ])
  .and(z.object({ _meta: meta }));

/** The answer to a prompt. */
export const answerSchema = z.object({
  stopReason: maybe(z.string()),
  usage: maybe(tokens),
  _meta: meta,
});
export type Answer = z.infer<typeof answerSchema>;

/** What the agent can do, by its answer to `initialize`. */
export const initializedSchema = z
  .object({
    agentCapabilities: maybe(
      z.object({
        loadSession: maybe(z.boolean()),
        sessionCapabilities: maybe(z.object({ resume: maybe(z.looseObject({})) })),
      }),
    ),
  })
  .transform(({ agentCapabilities: able }) => ({
    resumes: able?.sessionCapabilities?.resume !== undefined,
    loads: able?.loadSession === true,
  }));
export type Able = z.infer<typeof initializedSchema>;
