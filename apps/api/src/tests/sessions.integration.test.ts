import { readdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { runGit } from "@signalbox/host/git";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createTestApi, testAgent, type TestApi } from "../testing/create-test-api.ts";
import { follow, has } from "../testing/follow.ts";
import { makeRepository, refsOf } from "../testing/repositories.ts";

let api: TestApi;
let repository: string;
let repositoryId: string;

beforeEach(async () => {
  api = await createTestApi();
  repository = await makeRepository(api.scratch);
  ({ id: repositoryId } = await api.client.repositories.add.mutate({ path: repository }));
});

afterEach(() => api.close());

/** All that a refused call must leave as it was. */
async function everything() {
  return {
    sessions: await api.query("sessions.list"),
    refs: await refsOf(repository),
    worktrees: await readdir(path.join(api.home, "worktrees")),
  };
}

test("a client that sends no orchestrator gets ralph, and the first available agent", async () => {
  const { status, body } = await api.mutate("sessions.create", { repositoryId });
  expect(status).toBe(200);
  expect(body.result.data).toMatchObject({
    orchestrator: "ralph",
    agent: "demo",
    status: "idle",
    name: "Session 1",
    branch: "signalbox/session-1",
    baseBranch: "main",
  });
  expect(await readdir(body.result.data.worktreePath)).toContain("README.md");
});

test.each(["gsd", "gastown"])(
  "a session with %s is refused and nothing is written",
  async (orchestrator) => {
    const before = await everything();
    const { status, body } = await api.mutate("sessions.create", { repositoryId, orchestrator });
    expect(status).toBe(400);
    expect(body.error.data).toMatchObject({
      code: "BAD_REQUEST",
      domain: { code: "ORCHESTRATOR_UNAVAILABLE", details: { orchestrator } },
    });
    expect(body.error.data.domain.help.length).toBeGreaterThan(0);
    expect(await everything()).toEqual(before);
  },
);

test.each(["GSD", "", null, "nope"])(
  "the orchestrator %j is a validation error that lists the allowed values",
  async (orchestrator) => {
    const before = await everything();
    const { status, body } = await api.mutate("sessions.create", { repositoryId, orchestrator });
    expect(status).toBe(400);
    expect(body.error.message).toContain('"ralph"|"gsd"|"gastown"');
    expect(body.error.data.domain).toMatchObject({
      code: "INVALID_INPUT",
      details: { issues: [{ path: "orchestrator", allowed: ["ralph", "gsd", "gastown"] }] },
    });
    expect(await everything()).toEqual(before);
  },
);

test("a session is checked in the order input, repository, orchestrator, agent", async () => {
  const wrong = { repositoryId: "missing", orchestrator: "gsd", agent: "missing" };
  const codeOf = async (input: object) =>
    (await api.mutate("sessions.create", input)).body.error.data.domain.code;
  expect(await codeOf({ ...wrong, name: "" })).toBe("INVALID_INPUT");
  expect(await codeOf(wrong)).toBe("REPOSITORY_NOT_FOUND");
  expect(await codeOf({ ...wrong, repositoryId })).toBe("ORCHESTRATOR_UNAVAILABLE");
  expect(await codeOf({ ...wrong, repositoryId, orchestrator: "ralph" })).toBe("AGENT_UNAVAILABLE");
});

test("a missing repository is REPOSITORY_NOT_FOUND with HTTP 404", async () => {
  const { status, body } = await api.mutate("sessions.create", { repositoryId: "missing" });
  expect(status).toBe(404);
  expect(body.error.data.domain.code).toBe("REPOSITORY_NOT_FOUND");
});

test("an agent that this release cannot drive is refused with what works instead", async () => {
  const { status, body } = await api.mutate("sessions.create", { repositoryId, agent: "claude" });
  expect(status).toBe(400);
  expect(body.error.data.domain).toMatchObject({
    code: "AGENT_UNAVAILABLE",
    details: { agent: "claude", available: ["demo"] },
  });
});

test("a base branch that does not exist, or that git would take for an option, is refused", async () => {
  for (const baseBranch of ["nowhere", "--upload-pack=touch x", "-f", "a..b"]) {
    const { body } = await api.mutate("sessions.create", { repositoryId, baseBranch });
    expect(body.error.data.domain.code).toBe("BRANCH_NOT_FOUND");
  }
});

test("names of any kind give safe branches of their own, also at the same time", async () => {
  const names = ["Fix it", "Fix it", "🚀🚀", "../../etc", "--force", "x".repeat(300), "مرحبا"];
  const sessions = await Promise.all(
    names.map((name) => api.client.sessions.create.mutate({ repositoryId, name })),
  );
  const branches = sessions.map((session) => session.branch);
  expect(new Set(branches).size).toBe(names.length);
  for (const branch of branches) expect(branch).toMatch(/^signalbox\/[a-z0-9-]+$/);
  expect(sessions.map((session) => session.name)).toEqual(names);
  expect(await readdir(path.join(api.home, "worktrees"))).toHaveLength(names.length);
});

test("sessions are listed newest first, in pages, filtered and searched", async () => {
  for (const name of ["one", "two", "three"]) {
    await api.client.sessions.create.mutate({ repositoryId, name });
  }
  const first = await api.client.sessions.list.query({ limit: 2 });
  expect(first.items.map((item) => item.name)).toEqual(["three", "two"]);
  const second = await api.client.sessions.list.query({
    limit: 2,
    cursor: first.nextCursor ?? undefined,
  });
  expect(second.items.map((item) => item.name)).toEqual(["one"]);
  expect(second.nextCursor).toBeNull();
  const found = await api.client.sessions.list.query({ search: "TWO", status: "idle" });
  expect(found.items.map((item) => item.name)).toEqual(["two"]);
  expect((await api.client.sessions.list.query({ status: "running" })).items).toEqual([]);
  expect((await api.client.sessions.list.query({ orchestrator: "gsd" })).items).toEqual([]);
});

test("a session without work of its own is deleted with its branch and worktree", async () => {
  const before = await refsOf(repository);
  const session = await api.client.sessions.create.mutate({ repositoryId });
  expect(await api.client.sessions.delete.mutate({ id: session.id })).toEqual({
    id: session.id,
    archivedRef: null,
  });
  expect(await refsOf(repository)).toEqual(before);
  expect(await readdir(path.join(api.home, "worktrees"))).toEqual([]);
  const { status, body } = await api.query("sessions.get", { id: session.id });
  expect(status).toBe(404);
  expect(body.error.data.domain.code).toBe("SESSION_NOT_FOUND");
});

test("unlanded work is never deleted unasked, and is kept as a ref when discarded", async () => {
  const session = await api.client.sessions.create.mutate({ repositoryId });
  await writeFile(path.join(session.worktreePath, "precious.txt"), "not committed\n");
  const refused = await api.mutate("sessions.delete", { id: session.id });
  expect(refused.status).toBe(409);
  expect(refused.body.error.data.domain).toMatchObject({
    code: "SESSION_HAS_UNLANDED_WORK",
    details: { uncommittedFiles: 1, unmergedCommits: 0 },
  });
  expect(await readdir(session.worktreePath)).toContain("precious.txt");

  const { archivedRef } = await api.client.sessions.delete.mutate({
    id: session.id,
    discardWork: true,
  });
  expect(archivedRef).toMatch(/^refs\/signalbox\/archive\//);
  const { stdout } = await runGit(["show", `${archivedRef}:precious.txt`], { cwd: repository });
  expect(stdout).toBe("not committed\n");
});

test("a session whose worktree was deleted by hand can still be read and deleted", async () => {
  const session = await api.client.sessions.create.mutate({ repositoryId });
  await runGit(["worktree", "remove", "--force", session.worktreePath], { cwd: repository });
  const { status, body } = await api.query("git.status", { sessionId: session.id });
  expect(status).toBe(409);
  expect(body.error.data.domain.code).toBe("WORKTREE_MISSING");
  expect((await api.query("sessions.get", { id: session.id })).status).toBe(200);
  await api.client.sessions.delete.mutate({ id: session.id });
  expect((await refsOf(repository)).filter((ref) => ref.includes("signalbox"))).toEqual([]);
});

test("a session with a going run is not deleted, and its repository not forgotten", async () => {
  await api.client.settings.update.mutate({ agents: [testAgent("until-told")] });
  const session = await api.client.sessions.create.mutate({ repositoryId, agent: "until-told" });
  const run = await api.client.runs.start.mutate({ sessionId: session.id, prompt: "wait" });
  await follow(api, run.id, { isEnough: has("output") });
  for (const [procedure, id] of [
    ["sessions.delete", session.id],
    ["repositories.delete", repositoryId],
  ] as const) {
    const { status, body } = await api.mutate(procedure, { id });
    expect(status).toBe(409);
    expect(body.error.data.domain.code).toBe("SESSION_BUSY");
  }
  await api.client.runs.stop.mutate({ runId: run.id, force: true });
  await follow(api, run.id);
});

test("every change of a session is told to those who listen", async () => {
  const kinds: string[] = [];
  let heard: () => void = () => {};
  const listening = new Promise<void>((resolve) => {
    const subscription = api.client.sessions.onChange.subscribe(undefined, {
      onStarted: () => resolve(),
      onData(change) {
        kinds.push(change.kind === "changed" ? change.session.name : change.kind);
        if (change.kind === "deleted") {
          subscription.unsubscribe();
          heard();
        }
      },
    });
  });
  await listening;
  const done = new Promise<void>((resolve) => {
    heard = resolve;
  });
  const { id } = await api.client.sessions.create.mutate({ repositoryId, name: "first" });
  await api.client.sessions.update.mutate({ id, name: "second" });
  await api.client.sessions.delete.mutate({ id });
  await done;
  expect(kinds).toEqual(["first", "second", "deleted"]);
});
