import type { AgentEventBody } from "@signalbox/shared";
import { createFinalText } from "../../final-text.ts";
import { createGatherer } from "./gather.ts";
import { toToolEvent } from "./tool-event.ts";
import { updateSchema, type SessionUpdate, type ToolUpdate } from "./updates.ts";

type Chunk = Extract<
  SessionUpdate,
  { sessionUpdate: "agent_message_chunk" | "agent_thought_chunk" }
>;

/** A plan longer than this is not read by anybody. */
const maxPlanEntries = 100;

/** Decodes the session updates of one turn into events, and remembers what its judgement needs. Updates of unknown kinds are ignored. */
export function createDecoder(emit: (event: AgentEventBody) => void, cwd: string) {
  const gatherer = createGatherer(emit);
  const finalText = createFinalText();
  const knownTools = new Set<string>();
  let saidSomething = false;
  let messageNumber = 0;
  /** The message that the next piece without an id belongs to; null when something else came between. */
  let current: { id: string; kind: "message" | "thought" } | null = null;
  let lastMessageId: string | null = null;
  let costSoFar = 0;

  const onChunk = (update: Chunk) => {
    if (!("text" in update.content) || update.content.text === "") {
      return;
    }
    const kind = update.sessionUpdate === "agent_message_chunk" ? "message" : "thought";
    if (typeof update.messageId === "string") {
      current = { id: update.messageId, kind };
    } else if (current?.kind !== kind) {
      messageNumber += 1;
      current = { id: `message-${messageNumber}`, kind };
    }
    if (kind === "message") {
      saidSomething = true;
      if (lastMessageId !== current.id) {
        finalText.reset();
        lastMessageId = current.id;
      }
      finalText.append(update.content.text);
    }
    gatherer.message({
      type: "agent.message",
      messageId: current.id,
      kind,
      text: update.content.text,
    });
  };

  const onTool = (update: ToolUpdate) => {
    if (!knownTools.has(update.toolCallId)) {
      // What was said before a tool call is not the final word. A late update of a known call says nothing about that.
      knownTools.add(update.toolCallId);
      finalText.reset();
      current = null;
      lastMessageId = null;
    }
    gatherer.tool(toToolEvent(update, cwd));
  };

  const onCost = (cost: { amount: number; currency: string } | null | undefined) => {
    // The amount is the session's sum; events carry what came since the last one.
    if (cost?.currency === "USD" && cost.amount > costSoFar) {
      gatherer.emit({
        type: "agent.usage",
        inputTokens: null,
        outputTokens: null,
        costUsd: cost.amount - costSoFar,
      });
      costSoFar = cost.amount;
    }
  };

  const handle = (update: SessionUpdate) => {
    switch (update.sessionUpdate) {
      case "agent_message_chunk":
      case "agent_thought_chunk":
        return onChunk(update);
      case "tool_call":
      case "tool_call_update":
        return onTool(update);
      case "plan":
        return gatherer.emit({
          type: "agent.plan",
          entries: update.entries.slice(0, maxPlanEntries),
        });
      case "usage_update":
        return onCost(update.cost);
    }
  };

  return {
    emit: (event: AgentEventBody) => gatherer.emit(event),
    flush: () => gatherer.flush(),
    update(raw: unknown): void {
      const parsed = updateSchema.safeParse(raw);
      if (parsed.success) {
        handle(parsed.data);
      }
    },
    /** Whether the agent gave any text or tool call: one that did neither did not work, whatever it says. */
    didSomething: () => saidSomething || knownTools.size > 0,
    finalText: () => finalText.text(),
  };
}
export type Decoder = ReturnType<typeof createDecoder>;
