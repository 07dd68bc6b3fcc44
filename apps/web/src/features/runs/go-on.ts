import type { RouterOutputs } from "@signalbox/api/router";
import { highestMaxIterations } from "@signalbox/shared";
import { useCallback } from "react";
import { draftAfter, type RunDraft } from "./run-draft.ts";

/** What a next run may have more of. */
export type More = "iterations" | "time" | "cost" | "nothing";

/** The draft of a run with the same prompt, checks and budget, and twice of what ran out. */
function draftWithMore(run: RouterOutputs["runs"]["get"], more: More): RunDraft {
  const draft = draftAfter(run, run.prompt);
  if (more === "iterations") {
    const iterations = Math.min(highestMaxIterations, run.budget.maxIterations * 2);
    return { ...draft, maxIterations: String(iterations) };
  }
  if (more === "time") return { ...draft, maxTime: twice(draft.maxTime) };
  return more === "cost" ? { ...draft, maxCostUsd: twice(draft.maxCostUsd) } : draft;
}

function twice(value: string): string {
  return value === "" ? "" : String(Number(value) * 2);
}

/** Gives the function that fills in the next run's form so, and puts the focus there. */
export function useGoOn(
  run: RouterOutputs["runs"]["get"],
  setDraft: (draft: RunDraft) => void,
): (more: More) => void {
  return useCallback(
    (more) => {
      setDraft(draftWithMore(run, more));
      // The form is drawn elsewhere; whoever pressed the button goes on there.
      requestAnimationFrame(() => {
        document.querySelector<HTMLElement>("[data-next-run] textarea")?.focus();
      });
    },
    [run, setDraft],
  );
}
