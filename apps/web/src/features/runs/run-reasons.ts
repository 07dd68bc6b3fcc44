import { t } from "@lingui/core/macro";
import type { ProblemCategory, RunReason } from "@signalbox/shared";
import { titleOfReason } from "./reason-title.ts";

/** A reason in a person's words: what happened, what it means, what to do next. */
export interface ReasonWords {
  title: string;
  meaning: string;
  next: string;
}

/** Why a run ended, in the language of the page. */
export function wordsOfReason(reason: RunReason): ReasonWords {
  const title = titleOfReason(reason);
  switch (reason) {
    case "completed":
      return {
        title,
        meaning: t`What was made is on the session's own branch; nothing has touched yours.`,
        next: t`Look through the changes.`,
      };
    case "stopped":
      return {
        title,
        meaning: t`The agent and everything it had started are gone. What it had done until then is kept.`,
        next: t`Go on with another prompt, or leave it.`,
      };
    case "max_iterations":
      return {
        title,
        meaning: t`The budget was used up before the work was done. Every iteration's work is kept.`,
        next: t`If it came closer each time, start another run. If not, make the prompt more exact.`,
      };
    case "max_duration":
      return {
        title,
        meaning: t`The time of the budget was used up before the work was done. What was done is kept.`,
        next: t`Start another run with more time; it goes on from what is there.`,
      };
    case "max_cost":
      return {
        title,
        meaning: t`The cost limit was reached before the work was done. What was done is kept.`,
        next: t`Start another run with a higher limit, or with a smaller task.`,
      };
    case "no_progress":
      return {
        title,
        meaning: t`Iterations that change nothing only cost money, so the run ended here.`,
        next: t`Read what the agent said last: often it lacks something that the prompt can give.`,
      };
    case "agent_failed":
      return {
        title,
        meaning: t`Its program failed again and again; trying further would not have helped.`,
        next: t`Its last output says why: often a missing login, a limit, or a wrong option.`,
      };
    case "runner_lost":
      return {
        title,
        meaning: t`The process that owned this run ended without a word: it crashed, or the machine went down.`,
        next: t`Every recorded step is here. Start another run; it goes on from what is there.`,
      };
    case "error":
      return {
        title,
        meaning: t`The run could not go on. What was done until then is kept.`,
        next: t`The last steps above say more. Start another run when the cause is gone.`,
      };
  }
}

/** Problems that end a run with their first appearance: trying again cannot help, and may lock a login. */
const endsAtOnce: ReadonlySet<ProblemCategory | undefined> = new Set(["auth", "permission"]);

/** What a reason means, given the problem that led to it. */
export function meaningOf(reason: RunReason, category: ProblemCategory | undefined): string {
  if (reason === "agent_failed" && endsAtOnce.has(category)) {
    return t`Trying again would not change this, so the run ended at once. What was done until then is kept.`;
  }
  return wordsOfReason(reason).meaning;
}
