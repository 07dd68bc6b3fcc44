import { readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createTestApi, testAgent, type TestApi } from "../testing/create-test-api.ts";
import { follow } from "../testing/follow.ts";
import { makeRepository } from "../testing/repositories.ts";

let api: TestApi;
let run: { id: string; sessionId: string; folder: string; lastSeq: number };

beforeEach(async () => {
  api = await createTestApi();
  const repository = await makeRepository(api.scratch);
  const { id: repositoryId } = await api.client.repositories.add.mutate({ path: repository });
  await api.client.settings.update.mutate({ agents: [testAgent("three-iterations")] });
  const agent = "three-iterations";
  const { id: sessionId } = await api.client.sessions.create.mutate({ repositoryId, agent });
  const { id } = await api.client.runs.start.mutate({ sessionId, prompt: "work" });
  const events = await follow(api, id);
  run = { id, sessionId, folder: path.join(api.home, "runs", id), lastSeq: events.length };
});

afterEach(() => api.close());

/** Replace the ended journal by one that has only its beginning and another end. */
async function rewriteJournal() {
  const file = path.join(run.folder, "journal.ndjson");
  const lines = (await readFile(file, "utf8")).trimEnd().split("\n");
  const end = { ...JSON.parse(lines.at(-1) ?? ""), seq: 2, status: "error", reason: "error" };
  await writeFile(file, `${lines[0]}\n${JSON.stringify(end)}\n`);
}

test("when a journal is deleted its run says so, and whoever follows it is told of its end at once", async () => {
  const before = await api.client.runs.events.query({ runId: run.id });
  expect(before).toMatchObject({ journalDeleted: false, ended: true, lastSeq: run.lastSeq });
  // The runner may still be clearing its own files away.
  await rm(run.folder, { recursive: true, maxRetries: 5 });
  expect(await api.client.runs.events.query({ runId: run.id })).toEqual({
    events: [],
    firstSeq: 0,
    lastSeq: 0,
    ended: true,
    journalDeleted: true,
  });
  expect(await follow(api, run.id)).toEqual([]);
  const row = await api.client.runs.get.query({ id: run.id });
  expect(row).toMatchObject({ status: "completed", lastSeq: run.lastSeq });
});

test("the row of an ended run is rebuilt when its journal is read and says otherwise", async () => {
  await rewriteJournal();
  await api.client.runs.events.query({ runId: run.id });
  expect(await api.client.runs.get.query({ id: run.id })).toMatchObject({
    status: "error",
    reason: "error",
    iterations: 0,
    lastSeq: 2,
  });
  expect((await api.client.sessions.get.query({ id: run.sessionId })).status).toBe("error");
});

test("a server that starts rebuilds the rows of the latest ended runs that disagree with their journals", async () => {
  await rewriteJournal();
  await api.restart();
  const statusOf = async () => (await api.client.runs.get.query({ id: run.id })).status;
  await expect.poll(statusOf).toBe("error");
});

test("the sizes of the data folder are told, and follow what is deleted", async () => {
  const { sizes } = await api.client.system.info.query();
  expect(sizes).toMatchObject({ journalCount: 1, worktreeCount: 1 });
  expect(sizes.databaseBytes).toBeGreaterThan(10_000);
  const journal = await readFile(path.join(run.folder, "journal.ndjson"));
  expect(sizes.journalBytes).toBe(journal.length);
  await api.client.sessions.delete.mutate({ id: run.sessionId, discardWork: true });
  const { sizes: after } = await api.client.system.info.query();
  expect(after).toMatchObject({ journalCount: 0, journalBytes: 0, worktreeCount: 0 });
});
