import { writeFile } from "node:fs/promises";
import path from "node:path";
import type { SessionSort, SessionState } from "@signalbox/shared";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createTestApi, testAgent, type TestApi } from "../testing/create-test-api.ts";
import { follow, has } from "../testing/follow.ts";
import { commitAll, makeRepository } from "../testing/repositories.ts";

let api: TestApi;
let repository: string;
let repositoryId: string;
let repositories = 0;

beforeAll(async () => {
  api = await createTestApi();
  await api.client.settings.update.mutate({
    agents: [testAgent("until-told"), testAgent("three-iterations")],
  });
});

afterAll(() => api.close());

beforeEach(async () => {
  repositories += 1;
  repository = await makeRepository(api.scratch, `repository-${repositories}`);
  ({ id: repositoryId } = await api.client.repositories.add.mutate({ path: repository }));
});

const create = (name: string, agent = "demo") =>
  api.client.sessions.create.mutate({ repositoryId, name, agent });

const done = (id: string, isDone = true) => api.client.sessions.update.mutate({ id, done: isDone });

async function namesIn(input: { state?: SessionState; sort?: SessionSort; search?: string }) {
  const names: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await api.client.sessions.list.query({ repositoryId, limit: 2, cursor, ...input });
    names.push(...page.items.map((item) => item.name));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return names;
}

const counts = async (filters: object = {}) =>
  (await api.client.sessions.counts.query({ repositoryId, ...filters })).states;

test("the person says when they are done with a session, and takes it back", async () => {
  const { id, doneAt } = await create("one");
  expect(doneAt).toBeNull();
  const first = await done(id);
  expect(first.doneAt).not.toBeNull();
  expect((await done(id)).doneAt).toBe(first.doneAt);
  expect(await namesIn({ state: "done" })).toEqual(["one"]);
  expect((await done(id, false)).doneAt).toBeNull();
  expect(await namesIn({ state: "needs_you" })).toEqual(["one"]);
});

test("that a session is done with is told to those who listen", async () => {
  const { id } = await create("one");
  const heard = new Promise<string | null>((resolve, reject) => {
    const subscription = api.client.sessions.onChange.subscribe(undefined, {
      onStarted: () => void done(id),
      onError: reject,
      onData(change) {
        if (change.kind !== "changed" || change.session.id !== id) return;
        subscription.unsubscribe();
        resolve(change.session.doneAt);
      },
    });
  });
  expect(await heard).toBe((await api.client.sessions.get.query({ id })).doneAt);
});

test("a session is not done with while a run goes on, and its next run takes it back", async () => {
  const { id: sessionId } = await create("one", "until-told");
  await done(sessionId);
  const run = await api.client.runs.start.mutate({ sessionId, prompt: "wait" });
  expect((await api.client.sessions.get.query({ id: sessionId })).doneAt).toBeNull();
  await follow(api, run.id, { isEnough: has("output") });
  expect(await namesIn({ state: "running" })).toEqual(["one"]);
  expect(await counts()).toMatchObject({ running: 1, needs_you: 0, done: 0 });
  const { status, body } = await api.mutate("sessions.update", { id: sessionId, done: true });
  expect([status, body.error.data.domain.code]).toEqual([409, "SESSION_BUSY"]);
  await api.client.runs.stop.mutate({ runId: run.id, force: true });
  await follow(api, run.id);
  expect(await namesIn({ state: "needs_you" })).toEqual(["one"]);
});

test("landing its work is the end of a session, a refused landing and a dry run are not", async () => {
  const { id, worktreePath } = await create("one");
  await writeFile(path.join(worktreePath, "work.txt"), "work\n");
  await commitAll(worktreePath, "work");
  const doneAt = async () => (await api.client.sessions.get.query({ id })).doneAt;
  await api.client.git.land.mutate({ sessionId: id, dryRun: true });
  expect(await doneAt()).toBeNull();
  await writeFile(path.join(repository, "work.txt"), "in the way\n");
  expect((await api.mutate("git.land", { sessionId: id })).status).toBe(409);
  expect(await doneAt()).toBeNull();
  await writeFile(path.join(repository, "README.md"), "# A repository for tests\n");
  await commitAll(repository, "the person's own");
  await api.client.git.land.mutate({
    sessionId: id,
    resolutions: [{ path: "work.txt", take: "session" }],
  });
  expect(await doneAt()).not.toBeNull();
});

test("each sort gives every session once, in pages, also when rows between them go or change", async () => {
  const sessions = [];
  for (const name of ["beta", "Alpha", "gamma", "alpha", "Beta"]) sessions.push(await create(name));
  expect(await namesIn({})).toEqual(["Beta", "alpha", "gamma", "Alpha", "beta"]);
  expect(await namesIn({ sort: "name" })).toEqual(["Alpha", "alpha", "beta", "Beta", "gamma"]);
  await done(sessions[2]?.id ?? "");
  expect((await namesIn({ sort: "changed" }))[0]).toBe("gamma");
  expect(await namesIn({ sort: "changed" })).toHaveLength(5);
  expect(await namesIn({ sort: "name", state: "needs_you" })).not.toContain("gamma");

  const input = { repositoryId, sort: "name", limit: 2 } as const;
  const first = await api.client.sessions.list.query(input);
  const last = first.items.at(-1);
  await api.client.sessions.update.mutate({ id: last?.id ?? "", name: "zeta" });
  const next = await api.client.sessions.list.query({
    ...input,
    cursor: first.nextCursor ?? undefined,
  });
  expect(next.items.map((item) => item.name)).toEqual(["beta", "Beta"]);
});

test.each(["newest", "changed", "name"] as const)(
  "a cursor of the sort %s that no page gave harms nothing",
  async (sort) => {
    for (const cursor of ["'; DROP TABLE Session; --", "%", "99999999999999999.x", "bm8"]) {
      const { status } = await api.query("sessions.list", { sort, cursor });
      expect([200, 400]).toContain(status);
    }
    expect((await api.query("sessions.list", { sort })).status).toBe(200);
  },
);

test("a search looks in names, repository, branch and latest prompt, and takes signs for themselves", async () => {
  const { id: sessionId } = await create("100% sure", "three-iterations");
  await create("1000 others");
  expect(await namesIn({ search: "100%" })).toEqual(["100% sure"]);
  expect(await namesIn({ search: "0_ " })).toEqual([]);
  expect(await namesIn({ search: "SIGNALBOX/1000" })).toEqual(["1000 others"]);
  expect(await namesIn({ search: `repository-${repositories}` })).toHaveLength(2);
  const run = await api.client.runs.start.mutate({ sessionId, prompt: "Mend the Gear" });
  await follow(api, run.id);
  expect(await namesIn({ search: "the gear" })).toEqual(["100% sure"]);
  expect(await counts({ search: "the gear" })).toMatchObject({ needs_you: 1, done: 0 });
});

test("sessions are counted by state and repository, and those of a forgotten one are not", async () => {
  const [one] = [await create("one"), await create("two")];
  await done(one.id);
  expect(await counts()).toEqual({ needs_you: 1, running: 0, queued: 0, done: 1 });
  expect(await counts({ agent: "claude" })).toEqual({
    needs_you: 0,
    running: 0,
    queued: 0,
    done: 0,
  });
  const all = await api.client.sessions.counts.query({});
  expect(all.repositories.find(({ id }) => id === repositoryId)).toEqual({
    id: repositoryId,
    name: `repository-${repositories}`,
    states: { needs_you: 1, running: 0, queued: 0, done: 1 },
  });
  await api.client.repositories.delete.mutate({ id: repositoryId });
  expect(await counts()).toEqual({ needs_you: 0, running: 0, queued: 0, done: 0 });
});
