import { readFile, rm } from "node:fs/promises";
import path from "node:path";
import type { Event } from "@signalbox/shared";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createTestApi, testAgent, type TestApi } from "../testing/create-test-api.ts";
import { follow } from "../testing/follow.ts";
import { makeRepository } from "../testing/repositories.ts";

let api: TestApi;
let id: string;

beforeEach(async () => {
  api = await createTestApi();
  ({ id } = await api.client.repositories.add.mutate({ path: await makeRepository(api.scratch) }));
  await api.client.settings.update.mutate({ agents: [testAgent("three-iterations")] });
});

afterEach(() => api.close());

const none = { command: null, copyFiles: [] };

test("a repository begins without a set-up; its keys change one by one and outlive a restart", async () => {
  const { update } = api.client.repositories;
  expect((await api.client.repositories.get.query({ id })).setup).toEqual(none);
  const copyFiles = [".env", "config/local.json", "certs/"];
  await update.mutate({ id, setup: { command: "  npm ci  " } });
  await update.mutate({ id, setup: { copyFiles } });
  await update.mutate({ id, name: "Renamed" });
  await api.restart();
  const set = { name: "Renamed", setup: { command: "npm ci", copyFiles } };
  expect(await api.client.repositories.get.query({ id })).toMatchObject(set);
  await api.client.repositories.update.mutate({ id, setup: { command: null, copyFiles: [] } });
  expect((await api.client.repositories.get.query({ id })).setup).toEqual(none);
});

test.each([
  "/etc/passwd",
  "../outside",
  "a/../../outside",
  "a//b",
  "./.env",
  "~/.ssh/id_ed25519",
  ".git",
  ".git/config",
  ".GIT/hooks",
  "sub/.git/config",
  "a\0b",
  "",
])("a path that is not one in the checkout is not copied: %j", async (copied) => {
  const setup = { command: "true", copyFiles: [".env", copied] };
  const { status, body } = await api.mutate("repositories.update", { id, setup });
  expect(status).toBe(400);
  expect(body.error.data.domain.details.issues[0].path).toBe("setup.copyFiles.1");
  expect((await api.client.repositories.get.query({ id })).setup).toEqual(none);
});

test("an unknown repository cannot be changed", async () => {
  const { status } = await api.mutate("repositories.update", { id: "unknown", name: "x" });
  expect(status).toBe(404);
});

async function openSession() {
  return api.client.sessions.create.mutate({ repositoryId: id, agent: "three-iterations" });
}

/** Runs the session; gives how its set-up went, and how the run ended. */
async function run(sessionId: string) {
  const { id: runId } = await api.client.runs.start.mutate({ sessionId, prompt: "Do it" });
  const events = await follow(api, runId);
  const setups = events.filter(
    (event): event is Event & { type: "setup" } => event.type === "setup",
  );
  const end = events.at(-1);
  if (end?.type !== "run.ended") throw new Error("the run has not ended");
  return { setups: setups.map(({ status }) => status), end, runId };
}

test("each session's worktree is set up once, and again when the command or the worktree is another", async () => {
  const log = path.join(api.scratch, "log");
  const setUp = (word: string) =>
    api.client.repositories.update.mutate({
      id,
      setup: { command: `echo "${word} $(pwd)" >> ${log}` },
    });
  const session = await openSession();
  await setUp("one");
  expect(await run(session.id)).toMatchObject({
    setups: ["started", "succeeded"],
    end: { reason: "completed" },
  });
  expect((await run(session.id)).setups).toEqual([]);
  const other = await openSession();
  expect((await run(other.id)).setups).toEqual(["started", "succeeded"]);
  await setUp("two");
  expect((await run(session.id)).setups).toEqual(["started", "succeeded"]);
  await rm(session.worktreePath, { recursive: true });
  expect((await run(session.id)).setups).toEqual(["started", "succeeded"]);
  expect((await readFile(log, "utf8")).trim().split("\n")).toEqual([
    `one ${session.worktreePath}`,
    `one ${other.worktreePath}`,
    `two ${session.worktreePath}`,
    `two ${session.worktreePath}`,
  ]);
});

test("a run whose set-up fails ends as an error that says what to change, and the next one can go well", async () => {
  await api.client.repositories.update.mutate({ id, setup: { command: "echo no luck; exit 9" } });
  const session = await openSession();
  const failed = await run(session.id);
  expect(failed.setups).toEqual(["started", "failed"]);
  expect(failed.end).toMatchObject({
    status: "error",
    reason: "error",
    iterations: 0,
    message: "The repository's set-up command failed (exit code 9): echo no luck; exit 9",
    help: [
      expect.any(String),
      expect.stringContaining("in the repository's details"),
      expect.any(String),
    ],
  });
  expect(await api.client.runs.get.query({ id: failed.runId })).toMatchObject({
    status: "error",
    reason: "error",
    iterations: 0,
    exitCode: null,
  });
  await api.client.repositories.update.mutate({ id, setup: { command: "true" } });
  expect((await run(session.id)).end.reason).toBe("completed");
});
