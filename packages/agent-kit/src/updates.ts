import type { AgentEventBody, ProblemCategory } from "@signalbox/shared";

type EventFields<Type extends AgentEventBody["type"]> = Omit<
  Extract<AgentEventBody, { type: Type }>,
  "type"
>;

/** A tool call or what is new about one; texts of any length, absolute paths: the recorder bounds them. */
export type ToolUpdate = { type: "tool" } & EventFields<"agent.tool">;

/** Tokens and cost. `inputTokens` are all that were read, cached ones included. */
export interface UsageFigures {
  inputTokens: number | null;
  cachedInputTokens: number | null;
  outputTokens: number | null;
  costUsd: number | null;
}

/** A mark of an error: of the agent, of its model, of its service. The judge decides what it means for the turn. */
export interface ProblemMark {
  /** The agent's own words. */
  message: string;
  /** The HTTP status of the model's service, where the agent tells it. */
  status?: number;
  /** Where the agent types its errors; else it is told from status and words. */
  category?: ProblemCategory;
  retryAfterMs?: number;
}

/**
 * What a decoder makes of what an agent prints: the normalised model of all agents, in the words of the Agent Client Protocol.
 * Decoders are pure but for what they remember of the turn; the recorder makes events of updates, the judge the truth of the turn.
 */
export type AgentUpdate =
  /** The conversation's id, to continue it later. */
  | { type: "conversation"; id: string }
  /** A piece of a message or thought; pieces without an id belong to the one before while nothing else comes between. */
  | { type: "text"; kind: "message" | "thought"; id: string | null; text: string }
  | ToolUpdate
  | { type: "plan"; entries: EventFields<"agent.plan">["entries"] }
  /** What was used since the last such update; `total` instead when the figures are those of the whole conversation so far. */
  | { type: "usage"; figures: UsageFigures; model: string | null; total: boolean }
  /** The agent met a problem and tries again by itself: told to the person, no error mark. */
  | {
      type: "retrying";
      problem: ProblemMark;
      attempt: number | null;
      maxAttempts?: number;
      delayMs: number | null;
    }
  /** An error mark: the turn did not end well, whatever follows. */
  | { type: "problem"; problem: ProblemMark }
  /** The agent went on after errors it marked before: they no longer count. */
  | { type: "recovered" }
  /** The agent's own final event, and whether it says that the turn ended well. */
  | { type: "end"; good: boolean }
  /** A line of a kind that this decoder does not know: kept as output. */
  | { type: "raw"; text: string };

/** Decodes what one turn prints on its standard output, one line at a time. Never throws: a broken line is a `raw` update. */
export type LineDecoder = (line: string) => AgentUpdate[];
