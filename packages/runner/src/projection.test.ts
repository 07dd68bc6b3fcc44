import type { Event, EventOf } from "@signalbox/shared";
import { expect, test } from "vitest";
import { emptyProjection, project } from "./projection.ts";

const at = (second: number) => new Date(second * 1000).toISOString();
const usage = (
  seq: number,
  inputTokens: number | null,
  costUsd: number | null,
): EventOf<"agent.usage"> => ({
  type: "agent.usage",
  seq,
  at: at(seq),
  iteration: 1,
  inputTokens,
  outputTokens: null,
  costUsd,
});
const started: Event[] = [
  {
    type: "run.started",
    seq: 1,
    at: at(1),
    runId: "r",
    sessionId: "s",
    orchestrator: "ralph",
    agent: "demo",
    prompt: "p",
    budget: { maxIterations: 2, maxDurationMs: null, maxCostUsd: null },
    checks: [],
    branch: "b",
    baseCommit: "c",
  },
  { type: "iteration.started", seq: 2, at: at(2), iteration: 1, maxIterations: 2, feedback: null },
];

test("a run without events is queued, and running once it has started", () => {
  expect(project(emptyProjection, []).status).toBe("queued");
  expect(project(emptyProjection, started)).toMatchObject({
    status: "running",
    iterations: 1,
    startedAt: at(1),
    lastSeq: 2,
  });
});

test("what the agent does not report stays null; what it reports is summed", () => {
  const projection = project(emptyProjection, [
    ...started,
    usage(3, 10, null),
    usage(4, null, 0.5),
    usage(5, 5, 0.25),
  ]);
  expect(projection).toMatchObject({ inputTokens: 15, outputTokens: null, costUsd: 0.75 });
});

test("folding in pieces, with events given twice, is the same as folding once", () => {
  const events = [...started, usage(3, 1, 1), usage(4, 2, 2)];
  const once = project(emptyProjection, events);
  const pieces = project(project(emptyProjection, events.slice(0, 3)), events);
  expect(pieces).toEqual(once);
});

test("the end gives status, reason and time", () => {
  const ended: Event = {
    type: "run.ended",
    seq: 3,
    at: at(9),
    status: "error",
    reason: "max_iterations",
    message: "",
    exitCode: 1,
    iterations: 1,
    inputTokens: null,
    outputTokens: null,
    costUsd: null,
    durationMs: 8000,
    category: "quota",
  };
  expect(project(emptyProjection, [...started, ended])).toMatchObject({
    status: "error",
    reason: "max_iterations",
    category: "quota",
    exitCode: 1,
    endedAt: at(9),
    lastSeq: 3,
  });
});

test("the checks are those of the last iteration that ran any", () => {
  const check = (seq: number, iteration: number, passed: boolean): Event => ({
    type: "check",
    seq,
    at: at(seq),
    iteration,
    name: `check ${seq}`,
    command: "true",
    passed,
    exitCode: 0,
    durationMs: 1,
    output: "",
  });
  const first = project(emptyProjection, [...started, check(3, 1, false), check(4, 1, false)]);
  expect(first.checks).toEqual({ iteration: 1, passed: 0, failed: 2 });
  const next: Event = {
    type: "iteration.started",
    seq: 5,
    at: at(5),
    iteration: 2,
    maxIterations: 2,
    feedback: null,
  };
  expect(project(first, [next]).checks).toEqual(first.checks);
  const second = project(first, [next, check(6, 2, true), check(7, 2, false), check(8, 2, true)]);
  expect(second.checks).toEqual({ iteration: 2, passed: 2, failed: 1 });
  expect(first.checks).toEqual({ iteration: 1, passed: 0, failed: 2 });
});

test("the last conversation is kept, and whether some of the cost is an estimate", () => {
  expect(emptyProjection).toMatchObject({ conversation: null, costEstimated: false });
  const conversation = (id: string) => ({
    id,
    inputTokens: null,
    cachedInputTokens: null,
    outputTokens: null,
  });
  const ended = (seq: number, id: string | null): Event => ({
    type: "iteration.ended",
    seq,
    at: at(seq),
    iteration: 1,
    outcome: "succeeded",
    promise: false,
    changed: false,
    exitCode: 0,
    durationMs: 1,
    problem: null,
    ...(id === null ? {} : { conversation: conversation(id) }),
  });
  const estimated: Event = { ...usage(6, 1, 1), costEstimated: true };
  const events = [ended(3, "one"), ended(4, "two"), ended(5, null), estimated, usage(7, 1, 1)];
  expect(project(emptyProjection, [...started, ...events])).toMatchObject({
    conversation: conversation("two"),
    costEstimated: true,
  });
});
