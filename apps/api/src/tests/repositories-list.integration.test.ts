import { rename } from "node:fs/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createTestApi, testAgent, type TestApi } from "../testing/create-test-api.ts";
import { follow, has } from "../testing/follow.ts";
import { makeRepository } from "../testing/repositories.ts";

let api: TestApi;

beforeEach(async () => {
  api = await createTestApi();
});

afterEach(() => api.close());

type Input = Parameters<typeof api.client.repositories.list.query>[0];

/** Adds repositories of these names, in this order; gives their ids by name. */
async function addAll(...names: string[]): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (const [index, name] of names.entries()) {
    const path = await makeRepository(api.scratch, `folder-${index}`);
    ids.set(name, (await api.client.repositories.add.mutate({ path, name })).id);
  }
  return ids;
}

/** The names of every page. */
async function pagesOf(input: Input): Promise<string[][]> {
  const pages: string[][] = [];
  let cursor: string | undefined;
  do {
    const page = await api.client.repositories.list.query({ ...input, cursor });
    pages.push(page.items.map((item) => item.name));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return pages;
}

test("by name, whatever the case, with numbers as numbers and equal names apart", async () => {
  await addAll("zebra", "app 10", "Émile", "App 2", "eagle", "same");
  const path = await makeRepository(api.scratch, "another");
  await api.client.repositories.add.mutate({ path, name: "same" });
  expect(await pagesOf({ sort: "name", limit: 3 })).toEqual([
    ["App 2", "app 10", "eagle"],
    ["Émile", "same", "same"],
    ["zebra"],
  ]);
  expect(await pagesOf({ sort: "name", limit: 1, search: "app" })).toEqual([["App 2"], ["app 10"]]);
});

test("a list by name goes on where it was when a repository of the page before is forgotten", async () => {
  const ids = await addAll("a", "b", "c");
  const first = await api.client.repositories.list.query({ sort: "name", limit: 2 });
  await api.client.repositories.delete.mutate({ id: ids.get("b") ?? "" });
  const cursor = first.nextCursor ?? "";
  const next = await api.client.repositories.list.query({ sort: "name", cursor });
  expect(next.items.map((item) => item.name)).toEqual(["c"]);
});

test("by use: what a session was made of or a run started in comes first, then the rest, newest first", async () => {
  const ids = await addAll("one", "two", "three", "four");
  await api.client.settings.update.mutate({ agents: [testAgent("until-told")] });
  const open = (name: string) =>
    api.client.sessions.create.mutate({
      repositoryId: ids.get(name) ?? "",
      agent: "until-told",
    });
  const { id: sessionId } = await open("one");
  await open("two");
  expect(await pagesOf({ sort: "used" })).toEqual([["two", "one", "four", "three"]]);
  const run = await api.client.runs.start.mutate({ sessionId, prompt: "wait" });
  expect(await pagesOf({ sort: "used", limit: 1 })).toEqual([
    ["one"],
    ["two"],
    ["four"],
    ["three"],
  ]);
  expect(await pagesOf({ sort: "used", limit: 2, search: "o" })).toEqual([
    ["one", "two"],
    ["four", "three"],
  ]);
  expect(await pagesOf({ limit: 4 })).toEqual([["four", "three", "two", "one"]]);

  await follow(api, run.id, { isEnough: has("output") });
  const { items } = await api.client.repositories.list.query({ sort: "used" });
  expect(items.map(({ sessions, activeSessions }) => [sessions, activeSessions])).toEqual([
    [1, 1],
    [1, 0],
    [0, 0],
    [0, 0],
  ]);
  expect(items[0]?.lastUsedAt).toBe(run.createdAt);
  expect(items[2]?.lastUsedAt).toBeNull();
  await api.client.runs.stop.mutate({ runId: run.id, force: true });
  await follow(api, run.id);
});

test("the page says which folders are not where they were", async () => {
  await addAll("here", "moved");
  const { items } = await api.client.repositories.list.query();
  await rename(items[0]?.path ?? "", `${items[0]?.path}-elsewhere`);
  const again = await api.client.repositories.list.query();
  expect(again.items.map(({ name, present }) => [name, present])).toEqual([
    ["moved", false],
    ["here", true],
  ]);
});

test.each([
  { sort: "used", cursor: "nonsense" },
  { sort: "used", cursor: "99999999999999999999.x" },
  { sort: "name", cursor: "nonsense" },
  { sort: "size" },
])("what no page gave is no place in the list: $sort $cursor", async (input) => {
  const { status, body } = await api.query("repositories.list", input);
  expect(status).toBe(400);
  expect(body.error.data.domain.code).toBe("INVALID_INPUT");
});
