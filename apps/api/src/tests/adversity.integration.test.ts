import { mkdir, readdir, rename, rm, rmdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { addWorktree, runGit } from "@signalbox/host/git";
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

const openSession = (name?: string) =>
  api.client.sessions.create.mutate({ repositoryId, name, agent: "demo" });

/** Commit one file in a worktree. */
async function commitIn(worktree: string) {
  await writeFile(path.join(worktree, "work.txt"), "work\n");
  await runGit(["add", "-A"], { cwd: worktree });
  const identity = ["-c", "user.name=Test", "-c", "user.email=test@example.invalid"];
  await runGit([...identity, "commit", "--quiet", "-m", "work"], { cwd: worktree });
}

test("a session whose branch is checked out elsewhere is deleted once it is not", async () => {
  const { id, branch, worktreePath } = await openSession("elsewhere");
  await commitIn(worktreePath);
  await rm(worktreePath, { recursive: true });
  await runGit(["worktree", "prune"], { cwd: repository });
  await runGit(["checkout", "--quiet", branch], { cwd: repository });
  const refused = await api.mutate("sessions.delete", { id, discardWork: true });
  expect(refused.body.error.data.domain.code).toBe("GIT_FAILED");
  expect(refused.body.error.data.domain.help[0]).toContain(branch);

  await runGit(["checkout", "--quiet", "main"], { cwd: repository });
  const { archivedRef } = await api.client.sessions.delete.mutate({ id, discardWork: true });
  expect((await refsOf(repository)).join("\n")).toContain(archivedRef);
});

test("a repository that is forgotten while a run or a session is begun in it hides neither", async () => {
  const session = await openSession();
  const [started, created, forgotten] = await Promise.all([
    api.mutate("runs.start", { sessionId: session.id, prompt: "work" }),
    api.mutate("sessions.create", { repositoryId }),
    api.mutate("repositories.delete", { id: repositoryId }),
  ]);
  expect([200, 409]).toContain(forgotten.status);
  const isForgotten = forgotten.status === 200;
  expect(started.status).toBe(isForgotten ? 404 : 200);
  expect(created.status).toBe(isForgotten ? 404 : 200);
  const worktrees = await readdir(path.join(api.home, "worktrees"));
  expect(worktrees.length).toBe(created.status === 200 ? 2 : 1);
});

test("a repository that moved is named as what is missing, and no run is begun without it", async () => {
  const { id: sessionId } = await openSession();
  await rename(repository, `${repository}-moved`);
  const answers = [
    await api.query("git.status", { sessionId }),
    await api.query("git.diff", { sessionId }),
    await api.mutate("runs.start", { sessionId, prompt: "work" }),
  ];
  await writeFile(repository, "a file in the place of the repository");
  answers.push(await api.query("repositories.branches", { id: repositoryId }));
  const codes = answers.map(({ body }) => body.error.data.domain?.code);
  expect(codes).toEqual(codes.map(() => "REPOSITORY_PATH_MISSING"));
});

test("a look at a session that is deleted meanwhile never breaks the server", async () => {
  const sessions = await Promise.all(Array.from({ length: 4 }, () => openSession()));
  const answers = await Promise.all(
    sessions.flatMap(({ id }) => [
      api.query("git.diff", { sessionId: id }),
      api.mutate("sessions.delete", { id }),
      api.query("git.status", { sessionId: id }),
      api.mutate("sessions.update", { id, name: "renamed" }),
    ]),
  );
  expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
});

test("text with a NUL in it is refused, not cut off", async () => {
  const { id } = await openSession();
  for (const answer of [
    await api.mutate("sessions.create", { repositoryId, name: "a\0b" }),
    await api.mutate("sessions.update", { id, name: "\0" }),
    await api.mutate("runs.start", { sessionId: id, prompt: "do it\0, or not" }),
    await api.mutate("repositories.add", { path: `${repository}\0` }),
  ]) {
    expect(answer.body.error?.data.domain.code).toBe("INVALID_INPUT");
  }
});

test("the sample whose folder was deleted is made again", async () => {
  const sample = await api.client.repositories.createSample.mutate();
  await rm(sample.path, { recursive: true });
  expect(await api.client.repositories.createSample.mutate()).toEqual(sample);
  expect(await api.client.repositories.branches.query({ id: sample.id })).toMatchObject({
    branches: ["main"],
  });
  expect(await readdir(path.dirname(sample.path))).toEqual([path.basename(sample.path)]);
});

test("what a server leaves that is killed while it makes a session is cleared away, work is not", async () => {
  const session = await openSession("kept");
  const orphan = async (name: string) => {
    const folder = path.join(api.home, "worktrees", name);
    await addWorktree({
      repository,
      path: folder,
      branch: `signalbox/${name}`,
      startPoint: "main",
    });
    return folder;
  };
  await orphan("untouched");
  await commitIn(await orphan("committed"));
  await writeFile(path.join(await orphan("dirty"), "new.txt"), "new\n");
  await mkdir(path.join(api.home, "worktrees", "no-worktree"));

  await api.restart();
  expect((await readdir(path.join(api.home, "worktrees"))).toSorted()).toEqual(
    ["committed", "dirty", "no-worktree", path.basename(session.worktreePath)].toSorted(),
  );
  expect((await refsOf(repository)).join("\n")).not.toContain("untouched");
});

test("a run whose journal cannot be read does not keep the server from starting, and is followed later", async () => {
  await api.client.settings.update.mutate({ agents: [testAgent("until-told")] });
  const session = await api.client.sessions.create.mutate({ repositoryId, agent: "until-told" });
  const run = await api.client.runs.start.mutate({ sessionId: session.id, prompt: "wait" });
  await follow(api, run.id, { isEnough: has("output") });
  const journal = path.join(api.home, "runs", run.id, "journal.ndjson");
  await rename(journal, `${journal}.away`);
  await mkdir(journal);
  await api.restart();
  expect((await api.client.runs.get.query({ id: run.id })).status).toBe("running");

  await rmdir(journal);
  await rename(`${journal}.away`, journal);
  await writeFile(path.join(session.worktreePath, "go"), "");
  const events = await follow(api, run.id);
  expect(events.at(-1)).toMatchObject({ type: "run.ended", reason: "completed" });
  expect((await api.client.runs.get.query({ id: run.id })).status).toBe("completed");
});

test.each([
  ["a detached head", ["checkout", "--quiet", "--detach"]],
  ["a renamed branch", ["branch", "-m", "elsewhere"]],
])("work on %s is not lost with its session", async (_where, leaveBranch) => {
  const { id, worktreePath } = await openSession();
  await runGit(leaveBranch, { cwd: worktreePath });
  await commitIn(worktreePath);
  const refused = await api.mutate("sessions.delete", { id });
  expect(refused.body.error?.data.domain.code).toBe("SESSION_HAS_UNLANDED_WORK");

  const { archivedRef } = await api.client.sessions.delete.mutate({ id, discardWork: true });
  const { stdout } = await runGit(["show", `${archivedRef}:work.txt`], { cwd: repository });
  expect(stdout).toBe("work\n");
});

test("a request that no procedure can look at is told how to do it right", async () => {
  const post = { method: "POST", headers: { "content-type": "application/json" } };
  const answers = await Promise.all([
    api.fetch("/trpc/sessions.nope"),
    api.fetch("/trpc/sessions.create"),
    api.fetch("/trpc/sessions.list?input={"),
    api.fetch("/trpc/sessions.create", { ...post, body: "{" }),
    api.fetch("/trpc/sessions.create", { method: "POST", body: "a=b" }),
    api.fetch("/trpc/sessions.create", { ...post, body: "x".repeat(3_000_000) }),
  ]);
  expect(answers.map(({ status }) => status)).toEqual([404, 405, 400, 400, 415, 413]);
  for (const answer of answers) {
    expect(await answer.json()).toMatchObject({
      error: { data: { domain: { code: "INVALID_INPUT", help: [expect.any(String)] } } },
    });
  }
});
