import type { EventBody } from "@signalbox/shared";
import type { RunSpecInput } from "./spec.ts";

/** The first event of a run's journal. */
export function runStartedEvent(spec: RunSpecInput): EventBody {
  const { runId, sessionId, orchestrator, agent, prompt, budget, checks, branch, baseCommit } =
    spec;
  return {
    type: "run.started",
    runId,
    sessionId,
    orchestrator,
    agent,
    prompt,
    budget,
    checks,
    branch,
    baseCommit,
  };
}
