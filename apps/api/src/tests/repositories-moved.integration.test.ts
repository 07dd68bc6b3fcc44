import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createTestApi, testAgent, type TestApi } from "../testing/create-test-api.ts";
import { commitAll, makeRepository } from "../testing/repositories.ts";

let api: TestApi;
let repository: string;
let id: string;

beforeEach(async () => {
  api = await createTestApi();
  repository = await makeRepository(api.scratch, "app");
  // Two that are made in the same second begin with the very same commit.
  await writeFile(path.join(repository, "own.txt"), "of this repository alone\n");
  await commitAll(repository, "second");
  id = (await api.client.repositories.add.mutate({ path: repository })).id;
});

afterEach(() => api.close());

async function codeOf(input: { id: string; path: string }): Promise<string> {
  const { body } = await api.mutate("repositories.relocate", input);
  return body.error.data.domain?.code;
}

test("a repository that was moved is followed, and its sessions go on with their work", async () => {
  const session = await api.client.sessions.create.mutate({ repositoryId: id });
  await writeFile(path.join(session.worktreePath, "mine.txt"), "not committed\n");
  const moved = path.join(api.scratch, "elsewhere", "renamed");
  await mkdir(path.dirname(moved));
  await rename(repository, moved);

  const followed = await api.client.repositories.relocate.mutate({ id, path: moved });
  expect(followed).toMatchObject({ id, name: "app", path: moved });
  await api.client.sessions.recover.mutate({ id: session.id });
  const { uncommitted } = await api.client.git.status.query({ sessionId: session.id });
  expect(uncommitted).toEqual([{ path: "mine.txt", code: "??" }]);
  expect(await readFile(path.join(session.worktreePath, "mine.txt"), "utf8")).toBe(
    "not committed\n",
  );
  await api.client.git.commit.mutate({ sessionId: session.id, message: "Mine" });
});

test("another repository, one that is registered, no repository and a relative path are refused", async () => {
  await api.client.sessions.create.mutate({ repositoryId: id });
  const other = await makeRepository(api.scratch, "other");
  expect(await codeOf({ id, path: other })).toBe("INVALID_INPUT");
  await api.client.repositories.add.mutate({ path: other });
  expect(await codeOf({ id, path: other })).toBe("REPOSITORY_ALREADY_ADDED");
  expect(await codeOf({ id, path: api.scratch })).toBe("NOT_A_GIT_REPOSITORY");
  expect(await codeOf({ id, path: path.join(api.scratch, "gone") })).toBe(
    "REPOSITORY_PATH_MISSING",
  );
  expect(await codeOf({ id, path: "app" })).toBe("INVALID_INPUT");
  expect(await codeOf({ id: "nobody", path: repository })).toBe("REPOSITORY_NOT_FOUND");
  expect(await api.client.repositories.get.query({ id })).toMatchObject({ path: repository });
});

test("while a run goes on a repository stays where it is", async () => {
  await api.client.settings.update.mutate({ agents: [testAgent("until-told")] });
  const { id: sessionId } = await api.client.sessions.create.mutate({
    repositoryId: id,
    agent: "until-told",
  });
  await api.client.runs.start.mutate({ sessionId, prompt: "wait" });
  expect(await codeOf({ id, path: repository })).toBe("SESSION_BUSY");
});
