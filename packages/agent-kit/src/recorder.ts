import { boundTool } from "./bound-tool.ts";
import { boundId, cutEnd, maxLineBytes } from "./bounds.ts";
import type { AgentTurn, OutputBatch } from "./contract.ts";
import { createFinalText } from "./final-text.ts";
import { createGatherer } from "./gather.ts";
import type { TurnFacts } from "./judge.ts";
import { categoryOf } from "./problems.ts";
import type { AgentUpdate, ProblemMark } from "./updates.ts";
import { createUsageMeter } from "./usage.ts";

type Update<Type extends AgentUpdate["type"]> = Extract<AgentUpdate, { type: Type }>;

/** A plan longer than this is not read by anybody. */
const maxPlanEntries = 100;
const maxEntryLength = 500;
/** Ids of conversations become arguments of programs: one that could be an option, or is not whole, is none. */
const conversationIdPattern = /^[^-\s\p{Cc}][^\s\p{Cc}]{0,199}$/u;
/** The tool calls that a late update can belong to. */
const maxKnownTools = 1_000;
/** An agent that tries again and again says nothing new after so many notices. */
const maxRetryNotices = 20;
/** What is kept of the last lines to tell why a program ended. */
const lastLineCount = 5;
const maxLastLineLength = 300;
const maxWordsLength = 500;

export type Recorder = ReturnType<typeof createRecorder>;

/** Makes the events of one turn from its updates, gathered and bounded, and remembers (bounded) what its judgement and its result need. */
export function createRecorder(
  turn: Pick<AgentTurn, "cwd" | "options" | "resume" | "emit" | "emitOutput">,
) {
  const gatherer = createGatherer((event) => turn.emit(event));
  const finalText = createFinalText();
  const usage = createUsageMeter(turn);
  const knownTools = new Set<string>();
  const facts: Omit<TurnFacts, "usedTokens" | "lastWords"> = {
    end: null,
    problem: null,
    retrying: null,
    spoke: false,
    calledTool: false,
  };
  let lastLines: string[] = [];
  let retryNotices = 0;
  let conversationId: string | null = null;
  let unnamedMessages = 0;
  /** The message that the next piece without an id belongs to; null when something else came between. */
  let current: (Pick<Update<"text">, "kind"> & { id: string }) | null = null;
  let lastMessageId: string | null = null;

  const onText = ({ kind, id, text }: Update<"text">) => {
    if (text === "") return;
    if (id !== null) {
      current = { id: boundId(id), kind };
    } else if (current?.kind !== kind) {
      unnamedMessages += 1;
      current = { id: `message-${unnamedMessages}`, kind };
    }
    const messageId = current.id;
    if (kind === "message") {
      facts.spoke = true;
      if (lastMessageId !== messageId) finalText.reset();
      lastMessageId = messageId;
      finalText.append(text);
    }
    gatherer.message({ type: "agent.message", messageId, kind, text });
  };

  const onTool = (update: Update<"tool">) => {
    const event = boundTool(update, turn.cwd);
    if (!knownTools.has(event.toolCallId)) {
      // What was said before a tool call is not the final word. A late update of a known call says nothing about that.
      knownTools.add(event.toolCallId);
      const [oldest] = knownTools;
      if (knownTools.size > maxKnownTools && oldest !== undefined) knownTools.delete(oldest);
      finalText.reset();
      current = null;
      lastMessageId = null;
    }
    facts.calledTool = true;
    gatherer.tool(event);
  };

  const onRetrying = (update: Update<"retrying">) => {
    facts.retrying = update.problem;
    retryNotices += 1;
    if (retryNotices > maxRetryNotices) return;
    const category = categoryOf(update.problem);
    gatherer.emit({ type: "notice", level: "warning", category, message: retryWords(update) });
  };

  const output = (batch: OutputBatch) => {
    lastLines = [
      ...lastLines,
      ...batch.lines.slice(-lastLineCount).map(({ text }) => text.slice(0, maxLastLineLength)),
    ].slice(-lastLineCount);
    gatherer.flush();
    turn.emitOutput(batch);
  };

  const handle = (update: AgentUpdate) => {
    switch (update.type) {
      case "conversation":
        if (conversationIdPattern.test(update.id)) conversationId = update.id;
        // Some begin anew with what they were told late: an end before that was not the last one.
        facts.end = null;
        return;
      case "text":
        return onText(update);
      case "tool":
        return onTool(update);
      case "plan": {
        const entries = update.entries
          .slice(0, maxPlanEntries)
          .map(({ content, priority, status }) => {
            return { content: cutEnd(content, maxEntryLength), priority, status };
          });
        return gatherer.emit({ type: "agent.plan", entries });
      }
      case "usage": {
        const event = usage.take(update);
        return event === null ? undefined : gatherer.emit(event);
      }
      case "retrying":
        return onRetrying(update);
      case "problem":
        facts.problem = moreTelling(update.problem, facts.problem);
        return;
      case "recovered":
        facts.problem = null;
        return;
      case "end":
        facts.end = update.good ? "good" : "bad";
        return;
      case "raw": {
        const text = update.text.slice(0, maxLineBytes);
        return output({
          stream: "stdout",
          lines: [{ text, truncated: text.length < update.text.length }],
        });
      }
    }
  };

  return {
    record(update: AgentUpdate): void {
      if (update.type === "text" || update.type === "tool" || update.type === "recovered") {
        facts.retrying = null;
      }
      handle(update);
    },
    /** Lines that the program printed beside its events. */
    output,
    /** Sends on what is gathered; to be called at the turn's end. */
    flush: () => gatherer.flush(),
    facts: (): TurnFacts => ({
      ...facts,
      usedTokens: usage.usedTokens(),
      lastWords: lastLines.join("\n"),
    }),
    finalText: () => finalText.text(),
    conversation: () => (conversationId === null ? null : usage.conversation(conversationId)),
  };
}

/** The later of two marks, but not when it tells less. */
function moreTelling(later: ProblemMark, earlier: ProblemMark | null): ProblemMark {
  return earlier === null || tells(later) >= tells(earlier) ? later : earlier;
}

/** A known kind says most; what a decoder itself typed as `other`, like a stop reason, says less than any words. */
function tells(mark: ProblemMark): number {
  if (mark.category === "other") return 0;
  return categoryOf(mark) === "other" ? 1 : 2;
}

function retryWords({ problem, attempt, maxAttempts, delayMs }: Update<"retrying">): string {
  const met =
    problem.status === undefined
      ? `The agent met a problem (${cutEnd(problem.message.trim(), maxWordsLength)})`
      : `The model's service answered ${problem.status}`;
  const count = maxAttempts === undefined ? ` (try ${attempt})` : ` (${attempt} of ${maxAttempts})`;
  const when = delayMs === null ? "" : ` in ${Math.max(1, Math.round(delayMs / 1000))} s`;
  return `${met}; the agent tries again${attempt === null ? "" : count}${when}.`;
}
