import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { runGit } from "@signalbox/host/git";
import type { Session } from "@signalbox/shared";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createTestApi, makeRepository, testAgent, type TestApi } from "../testing/index.ts";
import { follow, has } from "../testing/follow.ts";

let api: TestApi;
let repository: string;
let repositoryId: string;
let session: Session;

beforeAll(async () => {
  api = await createTestApi();
  await api.client.settings.update.mutate({ agents: [testAgent("until-told")] });
});
afterAll(() => api.close());
beforeEach(async ({ task }) => {
  repository = await makeRepository(api.scratch, task.id);
  repositoryId = (await api.client.repositories.add.mutate({ path: repository })).id;
  session = await api.client.sessions.create.mutate({ repositoryId, agent: "until-told" });
});

const person = ["-c", "user.name=Test", "-c", "user.email=test@example.invalid"];

async function commitFile(folder: string, name: string, text: string): Promise<string> {
  await writeFile(path.join(folder, name), text);
  await runGit(["add", "-A"], { cwd: folder });
  await runGit([...person, "commit", "--quiet", "-m", `Write ${name}`], { cwd: folder });
  return (await runGit(["rev-parse", "HEAD"], { cwd: folder })).stdout.trim();
}

test("the history, the branches and the difference of two commits are read through the API", async () => {
  const { id: sessionId, worktreePath, branch } = session;
  const first = await commitFile(worktreePath, "a.txt", "a\n");
  const second = await commitFile(worktreePath, "b.txt", "b\n");
  const log = await api.client.git.log.query({ sessionId, limit: 1 });
  expect(log.items.map((entry) => entry.commit)).toEqual([second]);
  const rest = await api.client.git.log.query({ sessionId, cursor: log.nextCursor ?? "" });
  expect(rest.items.map((entry) => entry.subject)).toEqual(["Write a.txt"]);
  const branches = await api.client.git.branches.query({ sessionId });
  expect(branches.items.map((entry) => entry.name).toSorted()).toEqual(["main", branch]);
  const diff = await api.client.git.diff.query({ sessionId, from: first, to: second });
  expect(diff.files.map((file) => file.path)).toEqual(["b.txt"]);
  const { status } = await api.query("git.diff", { sessionId, from: "HEAD" });
  expect(status).toBe(400);
});

test("a rewind through the API is a new checkpoint, and refused while a run goes on", async () => {
  const { id: sessionId, worktreePath } = session;
  const first = await commitFile(worktreePath, "a.txt", "a\n");
  const second = await commitFile(worktreePath, "b.txt", "b\n");
  const { head } = await api.client.git.rewind.mutate({ sessionId, to: first });
  const log = await api.client.git.log.query({ sessionId });
  expect(log.items.map((entry) => entry.commit)).toEqual([head, second, first]);
  const run = await api.client.runs.start.mutate({ sessionId, prompt: "wait" });
  await follow(api, run.id, { isEnough: has("output") });
  const { status, body } = await api.mutate("git.rewind", { sessionId, to: second });
  expect(status).toBe(409);
  expect(body.error.data.domain.code).toBe("SESSION_BUSY");
  await api.client.runs.stop.mutate({ runId: run.id, force: true });
  await follow(api, run.id);
});

test("a worktree whose .git names another repository is looked at no further", async () => {
  const other = await makeRepository(api.scratch, "other");
  await runGit(["worktree", "add", "--quiet", "-b", "x", path.join(api.scratch, "linked")], {
    cwd: other,
  });
  const { stdout } = await runGit(["rev-parse", "--absolute-git-dir"], {
    cwd: path.join(api.scratch, "linked"),
  });
  await writeFile(path.join(session.worktreePath, ".git"), `gitdir: ${stdout}`);
  const { id: sessionId } = session;
  for (const procedure of ["git.status", "git.log", "git.diff", "git.branches"]) {
    const { status, body } = await api.query(procedure, { sessionId });
    expect(status).toBe(422);
    expect(body.error.data.domain.code).toBe("GIT_FAILED");
  }
});

test("work is landed after a dry run, and the session goes on from there", async () => {
  const { id: sessionId, worktreePath } = session;
  await commitFile(worktreePath, "a.txt", "a\n");
  const plan = await api.client.git.land.mutate({ sessionId, strategy: "squash", dryRun: true });
  expect(plan).toMatchObject({ outcome: "ready", commits: 1, checkout: repository, landed: null });
  const expected = { head: plan.head, intoCommit: plan.intoCommit ?? "" };
  const { landed } = await api.client.git.land.mutate({ sessionId, strategy: "squash", expected });
  expect(await readFile(path.join(repository, "a.txt"), "utf8")).toBe("a\n");
  const { stdout } = await runGit(["log", "-1", "--format=%B", "main"], { cwd: repository });
  expect(stdout.trim()).toBe("Session 1\n\n- Write a.txt");
  expect(landed?.archivedRef).toMatch(/^refs\/signalbox\/archive\/session-1-/);
  expect(await api.client.sessions.get.query({ id: sessionId })).toMatchObject({
    baseCommit: landed?.commit,
  });
  expect((await api.client.git.diff.query({ sessionId })).files).toEqual([]);
  expect(await api.client.git.status.query({ sessionId })).toMatchObject({ ahead: 0, behind: 0 });
  await api.client.sessions.delete.mutate({ id: sessionId });
});

test("a landing that something keeps back, or that conflicts, says so with the way out", async () => {
  const { id: sessionId, worktreePath } = session;
  await commitFile(worktreePath, "README.md", "session\n");
  await writeFile(path.join(repository, "README.md"), "dirty\n");
  const blocked = await api.mutate("git.land", { sessionId });
  expect(blocked.status).toBe(409);
  expect(blocked.body.error.data.domain).toMatchObject({
    code: "LAND_BLOCKED",
    help: [expect.stringContaining("stash"), expect.any(String), expect.any(String)],
    details: { plan: { blockers: [{ kind: "checkout_has_changes" }] } },
  });
  await commitFile(repository, "README.md", "person\n");
  const conflicts = await api.mutate("git.land", { sessionId });
  expect(conflicts.status).toBe(409);
  const { domain } = conflicts.body.error.data;
  expect(domain.code).toBe("MERGE_CONFLICTS");
  expect(domain.details.plan.conflicts[0]).toMatchObject({
    path: "README.md",
    base: { text: "person\n" },
    session: { text: "session\n" },
  });
  const resolutions = [{ path: "README.md", text: "both\n" }];
  await api.client.git.land.mutate({ sessionId, resolutions });
  expect(await readFile(path.join(repository, "README.md"), "utf8")).toBe("both\n");
});

test("while a run goes on, a landing is refused and a dry run says so", async () => {
  const { id: sessionId } = session;
  const run = await api.client.runs.start.mutate({ sessionId, prompt: "wait" });
  await follow(api, run.id, { isEnough: has("output") });
  const { body } = await api.mutate("git.land", { sessionId });
  expect(body.error.data.domain.code).toBe("SESSION_BUSY");
  const plan = await api.client.git.land.mutate({ sessionId, dryRun: true });
  expect(plan).toMatchObject({ outcome: "blocked" });
  expect(plan.blockers[0]).toMatchObject({ kind: "run_going_on" });
  await api.client.runs.stop.mutate({ runId: run.id, force: true });
  await follow(api, run.id);
});

test("work is committed, discarded, taken from a branch and reset; what goes is in the archive", async () => {
  const { id: sessionId, worktreePath } = session;
  const file = path.join(worktreePath, "README.md");
  await writeFile(file, "one\n");
  await writeFile(path.join(worktreePath, "b.txt"), "b\n");
  const { git } = api.client;
  const made = await git.commit.mutate({ sessionId, message: "One", paths: ["README.md"] });
  expect(made).toMatchObject({ subject: "One", filesChanged: 1 });
  const discarded = await git.discard.mutate({ sessionId, paths: ["b.txt"] });
  expect(discarded.head).toBe(made.commit);
  expect(await git.status.query({ sessionId })).toMatchObject({ clean: true, ahead: 1 });
  await git.checkout.mutate({ sessionId, from: "main", paths: ["README.md"] });
  expect(await readFile(file, "utf8")).toBe("# A repository for tests\n");
  const unconfirmed = await api.mutate("git.reset", { sessionId });
  expect(unconfirmed.status).toBe(400);
  const back = await git.reset.mutate({ sessionId, to: session.baseCommit, confirm: true });
  expect(back.head).toBe(session.baseCommit);
  const { stdout } = await runGit(
    ["show", `${discarded.archivedRef}:b.txt`, `${back.archivedRef}:README.md`],
    { cwd: repository },
  );
  expect(stdout).toBe("b\n# A repository for tests\n");
  const branches = await runGit(["rev-parse", `${back.archivedRef}^`], { cwd: repository });
  expect(branches.stdout.trim()).toBe(made.commit);
  const { body } = await api.mutate("git.discard", { sessionId, paths: ["b.txt"] });
  expect(body.error.data.domain.code).toBe("GIT_FAILED");
});

test("a session's branch is pushed; the base branch's commits are pulled in, conflicts told or left to solve", async () => {
  const { id: sessionId, worktreePath, branch } = session;
  const remote = path.join(api.scratch, "remote.git");
  await runGit(["init", "--quiet", "--bare", remote], { cwd: api.scratch });
  const { git } = api.client;
  const none = await api.mutate("git.push", { sessionId });
  expect(none.body.error.data.domain).toMatchObject({ code: "GIT_FAILED" });
  await runGit(["remote", "add", "origin", remote], { cwd: repository });
  const head = await commitFile(worktreePath, "README.md", "session\n");
  expect(await git.push.mutate({ sessionId })).toEqual({
    url: remote,
    commit: head,
    compareUrl: null,
  });
  const { stdout } = await runGit(["rev-parse", branch], { cwd: remote });
  expect(stdout.trim()).toBe(head);
  const base = await commitFile(repository, "README.md", "person\n");
  const wish = { sessionId, source: "base", strategy: "merge" } as const;
  const { status, body } = await api.mutate("git.pull", wish);
  expect(status).toBe(409);
  expect(body.error.data.domain).toMatchObject({
    code: "MERGE_CONFLICTS",
    details: { conflicts: [{ path: "README.md" }] },
  });
  const pulled = await git.pull.mutate({ ...wish, leaveConflicts: true });
  expect(pulled).toMatchObject({ pulled: base, previousHead: head, archivedRef: null });
  await writeFile(path.join(worktreePath, "README.md"), "both\n");
  await git.commit.mutate({ sessionId, message: "Solve it" });
  expect((await git.diff.query({ sessionId })).baseCommit).toBe(base);
  await git.land.mutate({ sessionId });
  expect(await readFile(path.join(repository, "README.md"), "utf8")).toBe("both\n");
});
