import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { runGit } from "@signalbox/host/git";
import { fingerprint } from "@signalbox/host/testing";
import type { Session } from "@signalbox/shared";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createTestApi, makeRepository, testAgent, type TestApi } from "../testing/index.ts";
import { follow, has } from "../testing/follow.ts";
import { refsOf } from "../testing/repositories.ts";

let api: TestApi;
let repository: string;
let session: Session;

beforeAll(async () => {
  api = await createTestApi();
});
afterAll(() => api.close());
beforeEach(async ({ task }) => {
  const agents = [testAgent("solves-conflicts"), testAgent("until-told")];
  await api.client.settings.update.mutate({ agents });
  repository = await makeRepository(api.scratch, task.id);
  const { id: repositoryId } = await api.client.repositories.add.mutate({ path: repository });
  session = await api.client.sessions.create.mutate({ repositoryId, agent: "solves-conflicts" });
});

const person = ["-c", "user.name=Test", "-c", "user.email=test@example.invalid"];

async function commitFile(folder: string, name: string, text: string): Promise<string> {
  await writeFile(path.join(folder, name), text);
  await runGit(["add", "-A"], { cwd: folder });
  await runGit([...person, "commit", "--quiet", "-m", `Write ${name}`], { cwd: folder });
  return (await runGit(["rev-parse", "HEAD"], { cwd: folder })).stdout.trim();
}

/** Both sides change the same files, one of them with a name that a shell would make much of. */
async function makeConflict() {
  const odd = "it's $(touch ran)\n.txt";
  await commitFile(session.worktreePath, odd, "session\n");
  const head = await commitFile(session.worktreePath, "README.md", "session\n");
  await commitFile(repository, odd, "person\n");
  const base = await commitFile(repository, "README.md", "person\n");
  return { head, base, paths: ["README.md", odd] };
}

/** All of the worktree that is not git's own, what is staged, and every ref. */
async function stateOf() {
  const staged = await runGit(["ls-files", "--stage"], { cwd: session.worktreePath });
  const status = await runGit(["status", "--porcelain", "--branch"], { cwd: session.worktreePath });
  return {
    // Without the run's own notes, which git ignores.
    files: await fingerprint(session.worktreePath, (file) => file.startsWith(".signalbox")),
    staged: staged.stdout,
    status: status.stdout,
    refs: (await refsOf(repository)).filter((ref) => !ref.startsWith("refs/signalbox/")),
  };
}

test("a run solves the conflicts, is not believed before it has, and its work is landed", async () => {
  const { id: sessionId } = session;
  const { head, base, paths } = await makeConflict();
  const { run, ...solving } = await api.client.git.solveConflicts.mutate({
    sessionId,
    prompt: "Prefer the session's words.",
    budget: { maxIterations: 5, maxCostUsd: 3 },
    checks: [{ name: "no conflict markers", command: "test -f README.md" }],
  });
  expect(solving).toEqual({ previousHead: head, conflicts: expect.arrayContaining(paths) });
  expect(run).toMatchObject({ budget: { maxIterations: 5, maxCostUsd: 3 } });
  expect(run?.checks.map((check) => check.name)).toEqual([
    "no conflict markers (Signalbox)",
    "merge concludes",
    "no conflict markers",
  ]);
  const events = await follow(api, run?.id ?? "");
  expect(events.at(-1)).toMatchObject({ type: "run.ended", status: "completed", iterations: 2 });
  const failed = events.filter((event) => event.type === "check" && !event.passed);
  expect(failed).toMatchObject([{ name: "no conflict markers (Signalbox)" }]);
  const prompt = await readFile(path.join(api.scratch, "prompt-1.txt"), "utf8");
  for (const words of [
    "- README.md: CONFLICT (content)",
    String.raw`- "it's $(touch ran)\n.txt": CONFLICT (add/add)`,
    "What main brings:\n- Write README.md",
    'What this branch ("Session 1") brings:\n- Write README.md',
    "Prefer the session's words.",
  ]) {
    expect(prompt).toContain(words);
  }
  expect(await api.client.sessions.get.query({ id: sessionId })).toMatchObject({
    baseCommit: base,
  });
  const { landed } = await api.client.git.land.mutate({ sessionId });
  expect(landed).not.toBeNull();
  expect(await readFile(path.join(repository, "README.md"), "utf8")).toBe("both\n");
});

test("a run that leaves markers never completes, and a reset brings everything back", async () => {
  const { id: sessionId, baseCommit } = session;
  await makeConflict();
  const before = await stateOf();
  const { previousHead, run } = await api.client.git.solveConflicts.mutate({
    sessionId,
    budget: { maxIterations: 1 },
  });
  const events = await follow(api, run?.id ?? "");
  expect(events.at(-1)).toMatchObject({ status: "error", reason: "max_iterations" });
  await api.client.git.reset.mutate({ sessionId, to: previousHead, confirm: true });
  expect(await stateOf()).toEqual(before);
  expect(await api.client.sessions.get.query({ id: sessionId })).toMatchObject({ baseCommit });
  const diff = await api.client.git.diff.query({ sessionId });
  expect(diff.files).toHaveLength(2);
});

test("without a conflict the branch is merged and no run starts", async () => {
  const { id: sessionId, worktreePath } = session;
  const head = await commitFile(worktreePath, "a.txt", "a\n");
  const base = await commitFile(repository, "b.txt", "b\n");
  const solved = await api.client.git.solveConflicts.mutate({ sessionId });
  expect(solved).toEqual({ previousHead: head, conflicts: [], run: null });
  expect(await api.client.git.status.query({ sessionId })).toMatchObject({
    behind: 0,
    clean: true,
  });
  expect((await api.client.git.diff.query({ sessionId })).baseCommit).toBe(base);
});

test("when the run cannot be started, everything is as it was", async () => {
  const { id: sessionId } = session;
  await makeConflict();
  await api.client.settings.update.mutate({ agents: [testAgent("until-told")] });
  const before = {
    ...(await stateOf()),
    session: await api.client.sessions.get.query({ id: sessionId }),
  };
  const { body } = await api.mutate("git.solveConflicts", { sessionId });
  expect(body.error.data.domain.code).toBe("AGENT_UNAVAILABLE");
  const { updatedAt, ...after } = await api.client.sessions.get.query({ id: sessionId });
  expect(updatedAt).toBeDefined();
  expect(before.session).toMatchObject(after);
  expect(await stateOf()).toEqual({
    files: before.files,
    staged: before.staged,
    status: before.status,
    refs: before.refs,
  });
});

test("uncommitted work, a run that goes on and a branch that is not there are refused", async () => {
  const { id: sessionId, worktreePath, repositoryId } = session;
  await makeConflict();
  const unknown = await api.mutate("git.solveConflicts", { sessionId, into: "nowhere" });
  expect(unknown.body.error.data.domain.code).toBe("GIT_FAILED");
  await writeFile(path.join(worktreePath, "b.txt"), "b\n");
  const dirty = await api.mutate("git.solveConflicts", { sessionId });
  expect(dirty.body.error.message).toContain("not committed");
  const busy = await api.client.sessions.create.mutate({ repositoryId, agent: "until-told" });
  const run = await api.client.runs.start.mutate({ sessionId: busy.id, prompt: "wait" });
  await follow(api, run.id, { isEnough: has("output") });
  const refused = await api.mutate("git.solveConflicts", { sessionId: busy.id });
  expect(refused.body.error.data.domain.code).toBe("SESSION_BUSY");
  await api.client.runs.stop.mutate({ runId: run.id, force: true });
  await follow(api, run.id);
});
