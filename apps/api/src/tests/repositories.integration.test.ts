import { mkdir, readdir, rename, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { runGit } from "@signalbox/host/git";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createTestApi, type TestApi } from "../testing/create-test-api.ts";
import { makeRepository } from "../testing/repositories.ts";

let api: TestApi;

beforeEach(async () => {
  api = await createTestApi();
});

afterEach(() => api.close());

test("a repository is added by any path in it, once, whatever the spelling", async () => {
  const repository = await makeRepository(api.scratch);
  const nested = path.join(repository, "deep", "er");
  await mkdir(nested, { recursive: true });
  const link = path.join(api.scratch, "link");
  await symlink(repository, link);
  const added = await api.client.repositories.add.mutate({ path: nested });
  expect(added).toMatchObject({ path: repository, name: "repository", defaultBranch: "main" });
  for (const again of [repository, link, "~/repository", `${repository}/../repository/`]) {
    const { status, body } = await api.mutate("repositories.add", { path: again });
    expect(status).toBe(409);
    expect(body.error.data.domain).toMatchObject({
      code: "REPOSITORY_ALREADY_ADDED",
      details: { repositoryId: added.id },
    });
  }
});

test("of several adds at once of one repository, one succeeds", async () => {
  const repository = await makeRepository(api.scratch);
  const answers = await Promise.all(
    [1, 2, 3].map(() => api.mutate("repositories.add", { path: repository })),
  );
  expect(answers.map((answer) => answer.status).toSorted((a, b) => a - b)).toEqual([200, 409, 409]);
});

test("what cannot be added is told apart, each with help", async () => {
  await mkdir(path.join(api.scratch, "plain"));
  await writeFile(path.join(api.scratch, "file"), "");
  await mkdir(path.join(api.scratch, "empty"));
  await runGit(["init", "--quiet"], { cwd: path.join(api.scratch, "empty") });
  const cases = {
    nowhere: "REPOSITORY_PATH_MISSING",
    plain: "NOT_A_GIT_REPOSITORY",
    file: "NOT_A_GIT_REPOSITORY",
    empty: "REPOSITORY_HAS_NO_COMMITS",
  };
  for (const [name, code] of Object.entries(cases)) {
    const { status, body } = await api.mutate("repositories.add", {
      path: path.join(api.scratch, name),
    });
    expect(status).toBe(400);
    expect(body.error.data.domain.code).toBe(code);
    expect(body.error.data.domain.help.length).toBeGreaterThan(0);
  }
  const relative = await api.mutate("repositories.add", { path: "some/where" });
  expect(relative.body.error.data.domain.details.issues[0].path).toBe("path");
  expect((await api.client.repositories.list.query()).items).toEqual([]);
});

test("a forgotten repository keeps its files, and comes back with its sessions", async () => {
  const repository = await makeRepository(api.scratch);
  const { id } = await api.client.repositories.add.mutate({ path: repository, name: "Mine" });
  const session = await api.client.sessions.create.mutate({ repositoryId: id });
  await api.client.repositories.delete.mutate({ id });
  expect((await api.client.repositories.list.query()).items).toEqual([]);
  expect((await api.client.sessions.list.query()).items).toEqual([]);
  expect((await api.query("repositories.get", { id })).status).toBe(404);
  expect((await api.query("sessions.get", { id: session.id })).status).toBe(404);
  expect(await readdir(repository)).toContain("README.md");
  expect(await readdir(session.worktreePath)).toContain("README.md");

  const again = await api.client.repositories.add.mutate({ path: repository });
  expect(again).toMatchObject({ id, name: "Mine" });
  expect((await api.client.sessions.list.query()).items.map((item) => item.id)).toEqual([
    session.id,
  ]);
});

test("a repository is renamed, searched and paged", async () => {
  for (const name of ["one", "two", "three"]) {
    await api.client.repositories.add.mutate({ path: await makeRepository(api.scratch, name) });
  }
  const page = await api.client.repositories.list.query({ limit: 2 });
  expect(page.items.map((item) => item.name)).toEqual(["three", "two"]);
  const rest = await api.client.repositories.list.query({ cursor: page.nextCursor ?? undefined });
  expect(rest.items.map((item) => item.name)).toEqual(["one"]);
  const [first] = rest.items;
  await api.client.repositories.update.mutate({ id: first?.id ?? "", name: "Renamed" });
  const found = await api.client.repositories.list.query({ search: "renam" });
  expect(found.items.map((item) => item.name)).toEqual(["Renamed"]);
});

test("the sample repository is made once, and again after it was forgotten", async () => {
  const sample = await api.client.repositories.createSample.mutate();
  expect(await api.client.repositories.createSample.mutate()).toEqual(sample);
  await api.client.repositories.delete.mutate({ id: sample.id });
  expect((await api.client.repositories.createSample.mutate()).id).toBe(sample.id);
  expect(await api.client.repositories.branches.query({ id: sample.id })).toEqual({
    branches: ["main"],
    defaultBranch: "main",
  });
});

test("a repository that was moved away says so when a session is wanted", async () => {
  const repository = await makeRepository(api.scratch);
  const { id } = await api.client.repositories.add.mutate({ path: repository });
  await rename(repository, `${repository}-moved`);
  const { status, body } = await api.mutate("sessions.create", { repositoryId: id });
  expect(status).toBe(400);
  expect(body.error.data.domain.code).toBe("REPOSITORY_PATH_MISSING");
});
