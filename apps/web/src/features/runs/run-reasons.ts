import type { RunReason } from "@signalbox/shared";

/** A reason in a person's words: what happened, what it means, what to do next. */
export interface ReasonWords {
  title: string;
  meaning: string;
  next: string;
}

export const reasonWords: Record<RunReason, ReasonWords> = {
  completed: {
    title: "Completed",
    meaning: "The agent said that the work is done, and every check passed.",
    next: "Look through the changes. They are on the session's own branch; nothing has touched yours.",
  },
  stopped: {
    title: "Stopped by you",
    meaning:
      "The agent and everything it had started are gone. What it had done until then is kept.",
    next: "Go on with another prompt, or leave it.",
  },
  max_iterations: {
    title: "Out of iterations",
    meaning: "The run used every iteration of its budget before the work was done.",
    next: "If it came closer each time, start another run with more iterations. If not, make the prompt more exact.",
  },
  max_duration: {
    title: "Out of time",
    meaning: "The run reached the time limit of its budget.",
    next: "Start another run with more time; it goes on from what is there.",
  },
  max_cost: {
    title: "Out of money",
    meaning: "The run reached the cost limit of its budget.",
    next: "Start another run with a higher limit, or a smaller task.",
  },
  no_progress: {
    title: "No progress",
    meaning: "Several iterations in a row changed no file and did not say that the work is done.",
    next: "Read what the agent said last: it is often blocked by something that the prompt can settle.",
  },
  agent_failed: {
    title: "The agent failed",
    meaning: "The agent's program failed several times in a row.",
    next: "Its last output says why: often a missing login, a limit, or a wrong option.",
  },
  runner_lost: {
    title: "The runner was lost",
    meaning:
      "The process that owned this run ended without a word: a crash, or the machine went down.",
    next: "Every recorded step is here. Start another run; it goes on from what is there.",
  },
  error: {
    title: "Error",
    meaning: "Something went wrong that was nobody's task to handle.",
    next: "The last notices above say what it was.",
  },
};
