import { rm } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestApi, testAgent, type TestApi } from "../testing/create-test-api.ts";
import { follow } from "../testing/follow.ts";
import { makeRepository } from "../testing/repositories.ts";

let api: TestApi;
let runId: string;
let lastSeq: number;

beforeAll(async () => {
  api = await createTestApi();
  const repository = await makeRepository(api.scratch);
  const { id: repositoryId } = await api.client.repositories.add.mutate({ path: repository });
  const agent = "three-iterations";
  await api.client.settings.update.mutate({ agents: [testAgent(agent)] });
  const { id: sessionId } = await api.client.sessions.create.mutate({ repositoryId, agent });
  const checks = [{ name: "look", command: "true" }];
  const run = await api.client.runs.start.mutate({ sessionId, prompt: "Turn the gear", checks });
  runId = run.id;
  lastSeq = (await follow(api, runId)).length;
});

afterAll(() => api.close());

test("a run's outline says where each iteration begins and ends, and what came of it", async () => {
  const outline = await api.client.runs.outline.query({ id: runId });
  expect(outline).toMatchObject({ firstSeq: 1, lastSeq, ended: true, journalDeleted: false });
  expect(outline.iterations.map(({ iteration }) => iteration)).toEqual([1, 2, 3]);
  const { events } = await api.client.runs.events.query({ runId, limit: 2000 });
  for (const { iteration, firstSeq, lastSeq: last, checks } of outline.iterations) {
    expect(events[firstSeq - 1]).toMatchObject({ type: "iteration.started", iteration });
    expect(events[last - 1]).toMatchObject({ type: "iteration.ended", iteration });
    for (const { seq } of checks) expect(events[seq - 1]?.type).toBe("check");
  }
  expect(outline.iterations.at(-1)).toMatchObject({ promise: true, outcome: "succeeded" });
  const counted = Object.values(outline.counts).reduce((sum, count) => sum + count, 0);
  expect(counted).toBe(lastSeq);
});

test("a filter and a search find the run's own events, from either side", async () => {
  const types = ["iteration.started" as const, "run.ended" as const];
  const page = await api.client.runs.filter.query({ runId, types });
  expect(page.events.map(({ type }) => type)).toEqual([
    ...Array.from({ length: 3 }, () => "iteration.started"),
    "run.ended",
  ]);
  const last = await api.client.runs.filter.query({ runId, types, before: lastSeq + 1, limit: 1 });
  expect(last.events.map(({ seq }) => seq)).toEqual([lastSeq]);
  const found = await api.client.runs.search.query({
    runId,
    query: "THE GEAR",
    types: ["run.started"],
  });
  expect(found).toMatchObject({
    matches: [{ seq: 1, type: "run.started", excerpt: "Turn the gear", at: 5, length: 8 }],
    next: null,
    lastSeq,
  });
});

test("a run that there is not is told as such", async () => {
  for (const [procedure, input] of [
    ["runs.outline", { id: "../../token" }],
    ["runs.search", { runId: "nowhere", query: "x" }],
    ["runs.filter", { runId: "..", types: ["output"] }],
  ] as const) {
    const { status, body } = await api.query(procedure, input);
    expect([status, body.error.data.domain.code]).toEqual([404, "RUN_NOT_FOUND"]);
  }
});

test("when a journal is deleted the outline says so, and nothing is found in it", async () => {
  await rm(path.join(api.home, "runs", runId), { recursive: true, maxRetries: 5 });
  expect(await api.client.runs.outline.query({ id: runId })).toEqual({
    firstSeq: 0,
    lastSeq: 0,
    ended: true,
    journalDeleted: true,
    iterations: [],
    counts: {},
  });
  expect((await api.client.runs.search.query({ runId, query: "gear" })).matches).toEqual([]);
});
