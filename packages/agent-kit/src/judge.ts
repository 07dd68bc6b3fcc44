import type { ProcessExit } from "@signalbox/host/process";
import type { TurnResult } from "./contract.ts";
import { categoryOf, toProblem, type ProblemAgent } from "./problems.ts";
import type { ProblemMark } from "./updates.ts";

/** What was seen of a turn. */
export interface TurnFacts {
  /** The agent's own final event; null when none came. */
  end: "good" | "bad" | null;
  /** The error mark that says most, when one counts. */
  problem: ProblemMark | null;
  /** What the agent was trying again for when nothing came after it. */
  retrying: ProblemMark | null;
  /** Whether it gave a message, and whether it called a tool. */
  spoke: boolean;
  calledTool: boolean;
  /** The tokens used; null when it does not tell. */
  usedTokens: number | null;
  /** The last lines that its program printed beside events. */
  lastWords: string;
}

/** How a turn came to its end. */
interface TurnEnding {
  facts: TurnFacts;
  /** How its program ended; null when we ended it after its final event, so that it says nothing. */
  exit: ProcessExit | null;
  /** Whether the turn was asked to end. */
  cancelled: boolean;
  agent: ProblemAgent;
}

/**
 * Decides the truth of a turn, for every kind of agent. Exit codes and words lie, so a turn is good only with a good final event and
 * exit code 0 and no error mark, and when something was said or done.
 */
export function judge(ending: TurnEnding): Pick<TurnResult, "outcome" | "problem"> {
  if (ending.cancelled) {
    const mark: ProblemMark = { message: "The agent was stopped.", category: "other" };
    return { outcome: "cancelled", problem: toProblem(mark, ending.agent) };
  }
  const mark = findFault(ending);
  return mark === null
    ? { outcome: "succeeded", problem: null }
    : { outcome: "failed", problem: toProblem(mark, ending.agent) };
}

function findFault({ facts, exit }: TurnEnding): ProblemMark | null {
  if (facts.problem !== null) return facts.problem;
  const exitedBadly = exit !== null && (exit.exitCode !== 0 || exit.signal !== null);
  if (exitedBadly || facts.end === null) return unexpectedEnd(facts, exit);
  if (facts.end === "bad") {
    return facts.retrying ?? fault("The agent says that its turn did not end well.");
  }
  if (!facts.spoke && !facts.calledTool) {
    return facts.retrying ?? fault("The agent ended its turn without saying or doing anything.");
  }
  // What some adapters make of a dead service: its error as the answer. Who called a tool had a model, whatever it counts.
  return facts.usedTokens === 0 && !facts.calledTool
    ? (facts.retrying ?? fault("The agent reports that its model was not used at all."))
    : null;
}

/** A program that ended badly, or before its final event, says why in its last words at best. */
function unexpectedEnd(facts: TurnFacts, exit: ProcessExit | null): ProblemMark {
  if (facts.retrying !== null) return facts.retrying;
  const when = facts.end === null ? " before its turn was over" : "";
  const ended = `The agent ${exit === null ? "was ended" : describeExit(exit)}${when}`;
  const words = facts.lastWords.trim();
  const category = categoryOf({ message: words });
  return {
    message: words === "" ? `${ended}.` : `${ended}: ${words}`,
    category: category === "other" ? "crash" : category,
  };
}

/** How a process ended, to follow "The agent". */
function describeExit({ exitCode, signal }: ProcessExit): string {
  return signal === null ? `ended with exit code ${exitCode}` : `was ended by the signal ${signal}`;
}

function fault(message: string): ProblemMark {
  return { message, category: "other" };
}
