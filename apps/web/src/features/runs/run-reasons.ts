import type { ProblemCategory, RunReason } from "@signalbox/shared";

/** A reason in a person's words: what happened, what it means, what to do next. */
export interface ReasonWords {
  title: string;
  meaning: string;
  next: string;
}

export const reasonWords: Record<RunReason, ReasonWords> = {
  completed: {
    title: "The work is done",
    meaning: "What was made is on the session's own branch; nothing has touched yours.",
    next: "Look through the changes.",
  },
  stopped: {
    title: "Stopped by you",
    meaning:
      "The agent and everything it had started are gone. What it had done until then is kept.",
    next: "Go on with another prompt, or leave it.",
  },
  max_iterations: {
    title: "Out of iterations",
    meaning: "The budget was used up before the work was done. Every iteration's work is kept.",
    next: "If it came closer each time, start another run. If not, make the prompt more exact.",
  },
  max_duration: {
    title: "Out of time",
    meaning: "The time of the budget was used up before the work was done. What was done is kept.",
    next: "Start another run with more time; it goes on from what is there.",
  },
  max_cost: {
    title: "Out of money",
    meaning: "The cost limit was reached before the work was done. What was done is kept.",
    next: "Start another run with a higher limit, or with a smaller task.",
  },
  no_progress: {
    title: "No progress",
    meaning: "Iterations that change nothing only cost money, so the run ended here.",
    next: "Read what the agent said last: often it lacks something that the prompt can give.",
  },
  agent_failed: {
    title: "The agent failed",
    meaning: "Its program failed again and again; trying further would not have helped.",
    next: "Its last output says why: often a missing login, a limit, or a wrong option.",
  },
  runner_lost: {
    title: "The runner was lost",
    meaning:
      "The process that owned this run ended without a word: it crashed, or the machine went down.",
    next: "Every recorded step is here. Start another run; it goes on from what is there.",
  },
  error: {
    title: "Something went wrong",
    meaning: "The run could not go on. What was done until then is kept.",
    next: "The last steps above say more. Start another run when the cause is gone.",
  },
};

/** Problems that end a run with their first appearance: trying again cannot help, and may lock a login. */
const endsAtOnce: ReadonlySet<ProblemCategory | undefined> = new Set(["auth", "permission"]);

/** What a reason means, given the problem that led to it. */
export function meaningOf(reason: RunReason, category: ProblemCategory | undefined): string {
  if (reason === "agent_failed" && endsAtOnce.has(category)) {
    return "Trying again would not change this, so the run ended at once. What was done until then is kept.";
  }
  return reasonWords[reason].meaning;
}
