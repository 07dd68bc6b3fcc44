import { planEntrySchema, toolKindSchema, toolStatusSchema } from "@signalbox/shared";
import { z } from "zod";

/**
 * The session updates that become events, as tolerant as can be: agents differ, and a field that is not understood must not cost
 * the whole update. Shapes: https://agentclientprotocol.com/protocol/schema (version 1).
 */
const text = z.object({ type: z.literal("text"), text: z.string() });

const chunk = z.object({
  messageId: z.string().nullish(),
  content: text.or(z.object({ type: z.string() })),
});

const diff = z.object({
  type: z.literal("diff"),
  path: z.string(),
  oldText: z.string().nullish(),
  newText: z.string(),
});
const toolContent = z.union([
  z.object({ type: z.literal("content"), content: text }),
  diff,
  z.object({ type: z.string() }),
]);

const tool = z.object({
  toolCallId: z.string(),
  title: z.string().nullish().catch(null),
  kind: toolKindSchema.nullish().catch("other"),
  status: toolStatusSchema.nullish().catch(null),
  content: z.array(toolContent).nullish().catch(null),
  locations: z
    .array(z.object({ path: z.string(), line: z.number().nullish() }))
    .nullish()
    .catch(null),
  rawInput: z.unknown().optional(),
  rawOutput: z.unknown().optional(),
});

export const updateSchema = z.discriminatedUnion("sessionUpdate", [
  chunk.extend({ sessionUpdate: z.literal("agent_message_chunk") }),
  chunk.extend({ sessionUpdate: z.literal("agent_thought_chunk") }),
  tool.extend({ sessionUpdate: z.literal("tool_call") }),
  tool.extend({ sessionUpdate: z.literal("tool_call_update") }),
  z.object({ sessionUpdate: z.literal("plan"), entries: z.array(planEntrySchema) }),
  z.object({
    sessionUpdate: z.literal("usage_update"),
    cost: z.object({ amount: z.number(), currency: z.string() }).nullish(),
  }),
]);
export type SessionUpdate = z.infer<typeof updateSchema>;
export type ToolUpdate = Extract<
  SessionUpdate,
  { sessionUpdate: "tool_call" | "tool_call_update" }
>;

/** What a prompt's answer says was used; not part of the stable schema yet, so taken when it is there. */
export const promptUsageSchema = z.object({
  usage: z.object({
    inputTokens: z.number().int().nonnegative(),
    outputTokens: z.number().int().nonnegative(),
  }),
});
