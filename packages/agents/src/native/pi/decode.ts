import { z } from "zod";
import { orRaw, readApiError, type AgentUpdate, type LineDecoder } from "@signalbox/agent-kit";
import { describeCall } from "../tool-call.ts";

const text = z.string();
const tokens = z.int().nonnegative().catch(0);
const part = z.object({ type: text, text: text.optional(), thinking: text.optional() });
const content = z.array(part).catch([]);
const cost = z.object({ total: z.number() }).catch({ total: 0 });
const used = z.object({
  input: tokens,
  output: tokens,
  cacheRead: tokens,
  cacheWrite: tokens,
  cost,
});
const usage = used.optional().catch(undefined);
const ending = { usage, model: text.nullable().catch(null), stopReason: text.catch("") };
const message = z.object({ role: text, content, ...ending, errorMessage: text.optional() });
const result = z.object({ content }).catch({ content: [] });
const retry = { attempt: z.int(), maxAttempts: z.int(), delayMs: z.number(), errorMessage: text };
const call = { toolCallId: text, toolName: text };
/** The events of `--mode json` that say something new. */
const eventSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("session"), id: text }),
  z.object({ type: z.literal("message_end"), message }),
  z.object({ type: z.literal("auto_retry_start"), ...retry }),
  z.object({ type: z.literal("tool_execution_start"), ...call, args: z.unknown().optional() }),
  z.object({ type: z.literal("tool_execution_end"), ...call, result, isError: z.boolean() }),
]);
type Message = z.infer<typeof message>;

/** A message has a few blocks: of one with more, they come with its end. */
const maxBlocks = 1_000;
const kindPattern = /^\{"type":"(\w+)"/;
/** Events that grow with the message or the conversation and say nothing new, but for pieces of messages at their beginning. */
const repetitions =
  /^(agent_(start|end)|turn_\w+|message_(start|update)|tool_execution_update|auto_retry_end|queue_update|compaction_\w+|\w+_changed)$/;
const piecePattern =
  /^\{"type":"message_update","assistantMessageEvent":\{"type":"(text|thinking)_delta",(?:"contentIndex":(\d+),"delta":("(?:[^"\\]|\\.)*"))?/;

/** Whether the line with this beginning is told by it alone: it is never parsed. */
export const isRepetition = (line: string): boolean =>
  repetitions.test(kindPattern.exec(line)?.[1] ?? "");

/** A decoder for one turn of pi: pieces of messages come from the beginnings of lines, all that counts from `message_end`. */
export function createPiDecoder(): LineDecoder {
  let messageNumber = 0;
  /** How many characters of each block of the current message were told in pieces. */
  let told: number[] = [];
  let hasGap = false;
  let stopReason = "";
  let failed = false;

  const tell = (type: string, index: number, piece: string): AgentUpdate[] => {
    told[index] = (told[index] ?? 0) + piece.length;
    const kind = type === "text" ? "message" : "thought";
    return piece === ""
      ? []
      : [{ type: "text", kind, id: `${messageNumber}.${index}`, text: piece }];
  };
  const onRepetition = (line: string): AgentUpdate[] => {
    if (line.startsWith('{"type":"agent_end"'))
      return [{ type: "end", good: stopReason === "stop" }];
    const [delta, type, index, piece] = piecePattern.exec(line) ?? [];
    // After a piece that cannot be read all others of the message come with its end.
    if (delta === undefined || hasGap) return [];
    hasGap = piece === undefined || Number(index) >= maxBlocks;
    return piece === undefined || hasGap
      ? []
      : tell(type ?? "", Number(index), text.parse(JSON.parse(piece)));
  };
  const onMessage = (said: Message): AgentUpdate[] => {
    if (said.role !== "assistant") return [];
    const rest = said.content.flatMap((block, index) =>
      tell(block.type, index, (block.text ?? block.thinking ?? "").slice(told[index] ?? 0)),
    );
    messageNumber += 1;
    told = [];
    hasGap = false;
    stopReason = said.stopReason;
    const recovered = failed ? [{ type: "recovered" } as const] : [];
    failed = stopReason !== "stop" && stopReason !== "toolUse";
    return [...rest, ...usageOf(said), ...(failed ? [problemOf(said)] : recovered)];
  };
  const updatesOf = (event: z.infer<typeof eventSchema>): AgentUpdate[] => {
    switch (event.type) {
      case "session":
        return [{ type: "conversation", id: event.id }];
      case "message_end":
        return onMessage(event.message);
      case "auto_retry_start": {
        const { type: _, errorMessage, ...retrying } = event;
        return [{ type: "retrying", problem: readApiError(errorMessage), ...retrying }];
      }
      case "tool_execution_start": {
        const described = describeCall(event.toolName, event.args);
        return [
          { type: "tool", toolCallId: event.toolCallId, status: "in_progress", ...described },
        ];
      }
      case "tool_execution_end": {
        const output = event.result.content.map((block) => block.text ?? "").join("\n");
        const ended = { type: "tool", toolCallId: event.toolCallId, output } as const;
        const code = /Command exited with code (\d+)$/.exec(output)?.[1];
        const exit = code === undefined ? {} : { exitCode: Number(code) };
        // What a failed call would have changed is not shown as changed.
        if (event.isError) return [{ ...ended, ...exit, status: "failed", diffs: [] }];
        return [
          { ...ended, status: "completed", ...(event.toolName === "bash" ? { exitCode: 0 } : {}) },
        ];
      }
    }
  };
  return orRaw((line) =>
    isRepetition(line) ? onRepetition(line) : updatesOf(eventSchema.parse(JSON.parse(line))),
  );
}

function usageOf({ usage: spent, model }: Message): AgentUpdate[] {
  const inputTokens = (spent?.input ?? 0) + (spent?.cacheRead ?? 0) + (spent?.cacheWrite ?? 0);
  if (spent === undefined || inputTokens + spent.output === 0) return [];
  // A model whose price pi does not know costs 0 there.
  const costUsd = spent.cost.total > 0 ? spent.cost.total : null;
  const figures = {
    inputTokens,
    cachedInputTokens: spent.cacheRead,
    outputTokens: spent.output,
    costUsd,
  };
  return [{ type: "usage", figures, model, total: false }];
}

function problemOf({ errorMessage, stopReason }: Message): AgentUpdate {
  const words = errorMessage ?? `The model's answer ended with "${stopReason}".`;
  return { type: "problem", problem: readApiError(words) };
}
