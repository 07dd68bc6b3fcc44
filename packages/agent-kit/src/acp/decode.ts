import { jsonLine } from "../bounds.ts";
import type { AgentUpdate } from "../updates.ts";
import { decodeFailure } from "./failure.ts";
import { answerSchema, updateSchema, type Answer, type Meta } from "./schema.ts";
import { createToolDecoder } from "./tool.ts";
import { decodeUsage } from "./usage.ts";

/** What each stop reason but `end_turn` says about the turn. */
const stopReasons: ReadonlyMap<string, string> = new Map([
  ["cancelled", "The agent says that its turn was cancelled."],
  ["refusal", "The agent refused to go on."],
  ["max_tokens", "The agent reached its model's token limit."],
  ["max_turn_requests", "The agent reached its limit of model requests in one turn."],
]);

/**
 * Decodes what one turn's agent says: the raw `update` of each session/update, and its answer to the prompt. Never throws. What
 * comes before `begin` is not of this turn (a replayed history, the news of a changed mode) and gives nothing.
 */
export function createAcpDecoder({ hasUsage }: { hasUsage: boolean } = { hasUsage: true }) {
  const decodeTool = createToolDecoder();
  let hasBegun = false;
  let model: string | null = null;
  let isSystemError = false;
  let isMarked = false;
  /** The session's sum (US dollars); null while the agent tells none. */
  let costUsd: number | null = null;
  let costBeforeUsd = 0;

  const fromMeta = (meta: Meta): AgentUpdate[] => {
    const status = meta?.codex?.threadStatus.type;
    isSystemError = status === undefined ? isSystemError : status === "systemError";
    const failure = meta?.jetbrains?.air.sessionFailure;
    const updates = failure === undefined ? [] : decodeFailure(failure);
    isMarked ||= updates.some(({ type }) => type === "problem");
    return updates;
  };
  const usageOf = (answer: Answer): AgentUpdate[] => {
    const spentUsd = costUsd === null ? null : costUsd - costBeforeUsd;
    costBeforeUsd = costUsd ?? costBeforeUsd;
    costUsd = null;
    return hasUsage ? decodeUsage(answer, spentUsd, model) : [];
  };
  const decode = (raw: unknown): AgentUpdate[] => {
    const parsed = updateSchema.safeParse(raw);
    if (!parsed.success) return [{ type: "raw", text: jsonLine(raw) }];
    const update = parsed.data;
    const { _meta: meta } = update;
    const marks = fromMeta(meta);
    switch (update.sessionUpdate) {
      case "agent_message_chunk":
      case "agent_thought_chunk": {
        if (!("text" in update.content)) return marks;
        // What a subagent says is not the agent's own word.
        const isOwn = meta?.claudeCode?.parentToolUseId === undefined;
        const isMessage = isOwn && update.sessionUpdate === "agent_message_chunk";
        const { text } = update.content;
        const kind = isMessage ? "message" : "thought";
        return [...marks, { type: "text", kind, id: update.messageId ?? null, text }];
      }
      case "tool_call":
      case "tool_call_update":
        return [...marks, decodeTool(update)];
      case "plan":
        return [...marks, { type: "plan", entries: update.entries }];
      case "usage_update":
        costUsd = update.cost?.amount ?? costUsd;
        return marks;
      default:
        return marks;
    }
  };
  return {
    /** From here on everything is of this turn. `model`: the session's, when it is known. */
    begin(sessionModel: string | null): void {
      hasBegun = true;
      model = sessionModel;
      costBeforeUsd = costUsd ?? 0;
      costUsd = null;
    },
    update(raw: unknown): AgentUpdate[] {
      const updates = decode(raw);
      return hasBegun ? updates : [];
    },
    /** The answer to the prompt; `undefined` when none came: what is known of the usage, then. */
    answer(raw: unknown): AgentUpdate[] {
      const answer = answerSchema.catch({}).parse(raw);
      const { stopReason = "none", _meta: meta } = answer;
      const updates = [...fromMeta(meta), ...usageOf(answer)];
      if (isSystemError && !isMarked) {
        const message = "Codex reports an error of its system.";
        updates.push({ type: "problem", problem: { message } });
      }
      if (raw === undefined) return updates;
      if (stopReason === "end_turn") return [...updates, { type: "end", good: true }];
      const unknown = `The agent stopped for an unknown reason: ${stopReason}.`;
      const message = stopReasons.get(stopReason) ?? unknown;
      const problem = { message, category: "other" } as const;
      return [...updates, { type: "problem", problem }, { type: "end", good: false }];
    },
  };
}
export type Decoder = ReturnType<typeof createAcpDecoder>;
