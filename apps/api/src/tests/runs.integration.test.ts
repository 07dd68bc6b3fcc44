import { rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { runGit } from "@signalbox/host/git";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createTestApi, testAgent, type TestApi } from "../testing/create-test-api.ts";
import { follow, has } from "../testing/follow.ts";
import { makeRepository } from "../testing/repositories.ts";

let api: TestApi;
let repositoryId: string;

beforeEach(async () => {
  api = await createTestApi();
  const repository = await makeRepository(api.scratch);
  ({ id: repositoryId } = await api.client.repositories.add.mutate({ path: repository }));
  await api.client.settings.update.mutate({
    agents: [testAgent("three-iterations"), testAgent("until-told")],
  });
});

afterEach(() => api.close());

async function openSession(agent: string) {
  return api.client.sessions.create.mutate({ repositoryId, agent });
}

/** Start a run of the waiting agent and give it back once the agent waits. */
async function startWaiting(sessionId: string) {
  const run = await api.client.runs.start.mutate({ sessionId, prompt: "wait" });
  await follow(api, run.id, { isEnough: has("output") });
  return run;
}

async function endNow(runId: string) {
  await api.client.runs.stop.mutate({ runId, force: true });
  await follow(api, runId);
}

test("a run goes through its iterations to its end, and row, session and journal agree", async () => {
  const session = await openSession("three-iterations");
  const { id } = await api.client.runs.start.mutate({
    sessionId: session.id,
    prompt: "Do the work",
    checks: [{ name: "three files", command: "test -f work-3.txt" }],
  });
  const events = await follow(api, id);
  const iteration = ["iteration.started", "output", "checkpoint", "check", "iteration.ended"];
  expect(events.map((event) => event.type)).toEqual([
    "run.started",
    ...iteration,
    ...iteration,
    "iteration.started",
    "output",
    "output",
    "checkpoint",
    "check",
    "iteration.ended",
    "run.ended",
  ]);
  expect(events.map((event) => event.seq)).toEqual(events.map((_, index) => index + 1));
  const run = await api.client.runs.get.query({ id });
  expect(run).toMatchObject({
    number: 1,
    status: "completed",
    reason: "completed",
    category: null,
    iterations: 3,
    checksPassed: 1,
    checksFailed: 0,
    exitCode: 0,
    inputTokens: null,
    costUsd: null,
    lastSeq: events.length,
  });
  const after = await api.client.sessions.get.query({ id: session.id });
  expect(after).toMatchObject({ status: "completed", latestRun: run });
  const { stdout } = await runGit(["rev-list", "--count", `${session.baseCommit}..HEAD`], {
    cwd: session.worktreePath,
  });
  expect(stdout.trim()).toBe("3");
  const diff = await api.client.git.diff.query({ sessionId: session.id });
  expect(diff.files.map((file) => file.path)).toEqual(["work-1.txt", "work-2.txt", "work-3.txt"]);
  const status = await api.client.git.status.query({ sessionId: session.id });
  expect(status).toMatchObject({ ahead: 3, behind: 0, clean: true });
});

test("a subscription resumes after the last event that was seen, without gap or double", async () => {
  const session = await openSession("three-iterations");
  const { id } = await api.client.runs.start.mutate({ sessionId: session.id, prompt: "work" });
  const first = await follow(api, id, { isEnough: (events) => events.length >= 4 });
  const rest = await follow(api, id, { lastEventId: String(first.at(-1)?.seq) });
  const seqs = [...first, ...rest].map((event) => event.seq);
  expect(seqs).toEqual(seqs.map((_, index) => index + 1));
  expect(rest.at(-1)?.type).toBe("run.ended");
});

test("events are read in pages from either end", async () => {
  const session = await openSession("three-iterations");
  const { id } = await api.client.runs.start.mutate({ sessionId: session.id, prompt: "work" });
  const { length } = await follow(api, id);
  const last = await api.client.runs.events.query({ runId: id, before: length + 1, limit: 3 });
  expect(last.events.map((event) => event.seq)).toEqual([length - 2, length - 1, length]);
  expect(last).toMatchObject({ firstSeq: 1, lastSeq: length, ended: true });
  const next = await api.client.runs.events.query({ runId: id, after: 2, limit: 2 });
  expect(next.events.map((event) => event.seq)).toEqual([3, 4]);
});

test("a second run in a session is refused while one goes on, and numbered after it", async () => {
  const session = await openSession("until-told");
  const run = await startWaiting(session.id);
  const { status, body } = await api.mutate("runs.start", { sessionId: session.id, prompt: "x" });
  expect(status).toBe(409);
  expect(body.error.data.domain.code).toBe("SESSION_BUSY");
  await endNow(run.id);
  const second = await startWaiting(session.id);
  expect(second.number).toBe(2);
  await endNow(second.id);
  const { items } = await api.client.runs.list.query({ sessionId: session.id });
  expect(items.map((item) => item.number)).toEqual([2, 1]);
});

test("of two runs started at once in one session, one is refused", async () => {
  const session = await openSession("until-told");
  const start = () => api.mutate("runs.start", { sessionId: session.id, prompt: "x" });
  const answers = await Promise.all([start(), start()]);
  expect(answers.map((answer) => answer.status).toSorted((a, b) => a - b)).toEqual([200, 409]);
  const started = answers.find((answer) => answer.status === 200);
  await endNow(started?.body.result.data.id);
});

test("a stop ends the run as stopped and cancelled, keeps the work, and a second stop is refused", async () => {
  const session = await openSession("until-told");
  const run = await startWaiting(session.id);
  await writeFile(path.join(session.worktreePath, "half.txt"), "half\n");
  await api.client.runs.stop.mutate({ runId: run.id });
  const end = (await follow(api, run.id)).at(-1);
  expect(end).toMatchObject({ type: "run.ended", status: "cancelled", reason: "stopped" });
  expect((await api.client.sessions.get.query({ id: session.id })).status).toBe("cancelled");
  const { stdout } = await runGit(["show", "HEAD:half.txt"], { cwd: session.worktreePath });
  expect(stdout).toBe("half\n");
  const { status, body } = await api.mutate("runs.stop", { runId: run.id });
  expect(status).toBe(409);
  expect(body.error.data.domain.code).toBe("RUN_ALREADY_ENDED");
});

test("runs wait in the queue while the limits are reached, and start when there is room", async () => {
  await api.client.settings.update.mutate({ maxConcurrentRuns: 1 });
  const sessions = [await openSession("until-told"), await openSession("until-told")] as const;
  const first = await startWaiting(sessions[0].id);
  const second = await api.client.runs.start.mutate({ sessionId: sessions[1].id, prompt: "later" });
  expect((await api.client.runs.get.query({ id: second.id })).status).toBe("queued");
  await endNow(first.id);
  await follow(api, second.id, { isEnough: has("output") });
  await endNow(second.id);
});

test("repositories take turns in the queue, and every run's position is told as it moves", async () => {
  await api.client.settings.update.mutate({ maxConcurrentRuns: 1 });
  const other = await api.client.repositories.add.mutate({
    path: await makeRepository(api.scratch, "other"),
  });
  const first = await startWaiting((await openSession("until-told")).id);
  const queue = async (ofRepository: string, prompt = "later") => {
    const session = await api.client.sessions.create.mutate({
      repositoryId: ofRepository,
      agent: "until-told",
    });
    return api.client.runs.start.mutate({ sessionId: session.id, prompt });
  };
  const told = new Map<string, (number | null | undefined)[]>();
  await new Promise<void>((resolve) => {
    api.client.sessions.onChange.subscribe(undefined, {
      onStarted: () => resolve(),
      onData(change) {
        if (change.kind !== "changed" || !change.session.latestRun) return;
        const { id, queuePosition } = change.session.latestRun;
        told.set(id, [...(told.get(id) ?? []), queuePosition]);
      },
    });
  });
  const mine = await queue(repositoryId);
  const mineToo = await queue(repositoryId, "x".repeat(3000));
  const theirs = await queue(other.id);
  expect([mine, mineToo, theirs].map((run) => run.queuePosition)).toEqual([1, 2, 1]);
  expect((await api.client.runs.get.query({ id: mine.id })).queuePosition).toBe(2);
  expect((await api.client.sessions.get.query({ id: mine.sessionId })).latestRun).toMatchObject({
    status: "queued",
    queuePosition: 2,
  });
  const { items } = await api.client.sessions.list.query({});
  const listed = items.find((session) => session.id === mineToo.sessionId)?.latestRun;
  expect(listed).toMatchObject({ queuePosition: 3, promptTruncated: true });
  expect(listed?.prompt).toHaveLength(2000);
  expect(await api.client.runs.get.query({ id: mineToo.id })).toMatchObject({
    promptTruncated: false,
    prompt: "x".repeat(3000),
  });
  expect(first.queuePosition === null || first.queuePosition === 1).toBe(true);

  await endNow(first.id);
  await follow(api, theirs.id, { isEnough: has("output") });
  expect((await api.client.runs.get.query({ id: theirs.id })).queuePosition).toBe(null);
  await api.client.runs.stop.mutate({ runId: mine.id });
  await expect.poll(() => told.get(mineToo.id)?.at(-1)).toBe(1);
  expect(told.get(mine.id)).toContain(2);
  await api.client.runs.stop.mutate({ runId: mineToo.id });
  await endNow(theirs.id);
});

test("a raised limit lets the queue go at once", async () => {
  await api.client.settings.update.mutate({ maxConcurrentRuns: 1 });
  const first = await startWaiting((await openSession("until-told")).id);
  const { id: sessionId } = await openSession("until-told");
  const second = await api.client.runs.start.mutate({ sessionId, prompt: "later" });
  await api.client.settings.update.mutate({ maxConcurrentRuns: 2 });
  const events = await follow(api, second.id, { isEnough: has("output") });
  expect(events.at(0)?.type).toBe("run.started");
  await Promise.all([endNow(first.id), endNow(second.id)]);
});

test("a queued run that is stopped ends without ever starting, with a journal that says so", async () => {
  await api.client.settings.update.mutate({ maxConcurrentRuns: 1 });
  const sessions = [await openSession("until-told"), await openSession("until-told")] as const;
  const first = await startWaiting(sessions[0].id);
  const second = await api.client.runs.start.mutate({ sessionId: sessions[1].id, prompt: "later" });
  const stopped = await api.client.runs.stop.mutate({ runId: second.id });
  expect(stopped).toMatchObject({ status: "cancelled", reason: "stopped", iterations: 0 });
  const events = await follow(api, second.id);
  expect(events.map((event) => event.type)).toEqual(["run.started", "run.ended"]);
  await endNow(first.id);
});

test("a restarted server goes on with a run: every event is there, and it ends", async () => {
  const session = await openSession("until-told");
  const run = await startWaiting(session.id);
  await api.restart();
  expect((await api.client.runs.get.query({ id: run.id })).status).toBe("running");
  await writeFile(path.join(session.worktreePath, "go"), "");
  const events = await follow(api, run.id);
  expect(events.map((event) => event.seq)).toEqual(events.map((_, index) => index + 1));
  expect(events.at(-1)).toMatchObject({ type: "run.ended", reason: "completed" });
});

test("a worktree that was deleted by hand is made again from its branch for the next run", async () => {
  const session = await openSession("three-iterations");
  await rm(session.worktreePath, { recursive: true });
  const { id } = await api.client.runs.start.mutate({ sessionId: session.id, prompt: "work" });
  expect((await follow(api, id)).at(-1)).toMatchObject({ reason: "completed" });
});

test("budgets end a run as an error with their own reason", async () => {
  const session = await openSession("until-told");
  const { id } = await api.client.runs.start.mutate({
    sessionId: session.id,
    prompt: "wait",
    budget: { maxDurationMs: 1000 },
  });
  expect((await follow(api, id)).at(-1)).toMatchObject({ status: "error", reason: "max_duration" });
  expect((await api.client.sessions.get.query({ id: session.id })).status).toBe("error");
});

test("what is wrong with a run's input is told field by field", async () => {
  const session = await openSession("until-told");
  const pathsOf = async (input: object) => {
    const { status, body } = await api.mutate("runs.start", { sessionId: session.id, ...input });
    expect(status).toBe(400);
    return body.error.data.domain.details.issues.map((issue: { path: string }) => issue.path);
  };
  expect(await pathsOf({ prompt: "  " })).toEqual(["prompt"]);
  expect(await pathsOf({ prompt: "x", budget: { maxIterations: 0 } })).toEqual([
    "budget.maxIterations",
  ]);
  expect(await pathsOf({ prompt: "x", checks: [{ name: "a", command: "" }] })).toEqual([
    "checks.0.command",
  ]);
});

test.each(["runs.get", "runs.events", "runs.stop"])(
  "%s of an unknown run is RUN_NOT_FOUND",
  async (procedure) => {
    const { status, body } =
      procedure === "runs.get"
        ? await api.query(procedure, { id: "nope" })
        : procedure === "runs.events"
          ? await api.query(procedure, { runId: "nope" })
          : await api.mutate(procedure, { runId: "nope" });
    expect(status).toBe(404);
    expect(body.error.data.domain.code).toBe("RUN_NOT_FOUND");
  },
);

test("a subscription to an unknown run ends with RUN_NOT_FOUND", async () => {
  await expect(follow(api, "nope")).rejects.toMatchObject({
    data: { code: "NOT_FOUND", httpStatus: 404, domain: { code: "RUN_NOT_FOUND" } },
  });
});
