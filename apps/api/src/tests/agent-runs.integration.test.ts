import { access, readFile } from "node:fs/promises";
import path from "node:path";
import type { Event } from "@signalbox/shared";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createTestApi, testAgent, type TestApi } from "../testing/create-test-api.ts";
import { follow, has } from "../testing/follow.ts";
import { placeAgent } from "../testing/programs.ts";
import { makeRepository } from "../testing/repositories.ts";

let api: TestApi;
let repositoryId: string;
/** The file where the program that stands in for pi notes its starts. */
let starts: string;

beforeEach(async () => {
  api = await createTestApi();
  const repository = await makeRepository(api.scratch);
  ({ id: repositoryId } = await api.client.repositories.add.mutate({ path: repository }));
  await placeAgent(api.scratch, "pi");
  starts = path.join(api.scratch, "starts.ndjson");
  await api.client.settings.update.mutate({
    agents: [testAgent("until-told"), testAgent("three-iterations")],
    agentOptions: {
      pi: { env: { ANTHROPIC_API_KEY: "a key of the person's", TEST_STARTS: starts } },
    },
  });
});

afterEach(() => api.close());

const openSession = (agent: string, agentOptions = {}) =>
  api.client.sessions.create.mutate({ repositoryId, agent, agentOptions });

async function startsOfPi(): Promise<{ argv: string[]; cwd: string; prompt: string }[]> {
  const lines = (await readFile(starts, "utf8")).trimEnd().split("\n");
  return lines.map((line) => JSON.parse(line));
}

async function runToEnd(input: {
  sessionId: string;
  prompt: string;
  conversation?: "fresh" | "resume";
}) {
  const { id } = await api.client.runs.start.mutate(input);
  const events = await follow(api, id);
  return { events, run: await api.client.runs.get.query({ id }) };
}

const guidanceIn = (events: Event[]) =>
  events.flatMap((event) => (event.type === "guidance" ? [event] : []));

test("a run tells tokens and cost, and a follow-up continues its conversation, across a restart", async () => {
  const session = await openSession("pi");
  const first = await runToEnd({ sessionId: session.id, prompt: "begin" });
  expect(first.events.at(-1)).toMatchObject({ status: "completed" });
  expect(first.run).toMatchObject({
    inputTokens: 1200,
    outputTokens: 42,
    costUsd: 0.5,
    costEstimated: false,
    conversation: "fresh",
    resumable: true,
  });
  await api.restart();
  const second = await runToEnd({
    sessionId: session.id,
    prompt: "go on",
    conversation: "resume",
  });
  expect(second.run).toMatchObject({ status: "completed", conversation: "resume" });
  const [begun, resumed] = await startsOfPi();
  expect(begun?.argv).not.toContain("--session");
  expect(resumed?.argv.join(" ")).toContain("--session conversation-1");
  const third = await runToEnd({ sessionId: session.id, prompt: "anew" });
  expect(third.run.conversation).toBe("fresh");
  expect((await startsOfPi()).at(-1)?.argv).not.toContain("--session");
});

test("a conversation that is not there, or that the agent cannot continue, is refused with help", async () => {
  const neverRan = await openSession("pi");
  const cannot = await openSession("three-iterations");
  await runToEnd({ sessionId: cannot.id, prompt: "work" });
  for (const { id } of [neverRan, cannot]) {
    const { status, body } = await api.mutate("runs.start", {
      sessionId: id,
      prompt: "go on",
      conversation: "resume",
    });
    expect(status).toBe(409);
    expect(body.error.data.domain).toMatchObject({
      code: "CONVERSATION_UNAVAILABLE",
      help: [expect.stringContaining("fresh")],
    });
  }
  expect((await api.client.sessions.get.query({ id: neverRan.id })).status).toBe("idle");
});

test("options come from the settings, a session's go before them, and all are single arguments", async () => {
  const nasty = "x;touch${IFS}pwned|$(touch${IFS}pwned)`touch\\tpwned`&";
  await api.client.settings.update.mutate({
    agentOptions: {
      pi: {
        model: "from-settings",
        effort: "low",
        args: ["--from-settings"],
        env: { ANTHROPIC_API_KEY: null, TEST_STARTS: starts },
      },
    },
  });
  const session = await openSession("pi", { model: nasty, args: ["--one", nasty, "a b\n\"c'"] });
  expect(session.agentOptions).toEqual({ model: nasty, args: ["--one", nasty, "a b\n\"c'"] });
  await runToEnd({ sessionId: session.id, prompt: "-n --version\n$(touch pwned)" });
  const [start] = await startsOfPi();
  expect(start?.argv).toEqual([
    "--print",
    "--mode",
    "json",
    "--model",
    nasty,
    "--thinking",
    "low",
    "--one",
    nasty,
    "a b\n\"c'",
  ]);
  expect(start?.prompt).toContain("-n --version\n$(touch pwned)");
  await expect(access(path.join(session.worktreePath, "pwned"))).rejects.toThrow("ENOENT");
  await api.client.sessions.update.mutate({ id: session.id, agentOptions: { effort: "high" } });
  await runToEnd({ sessionId: session.id, prompt: "again" });
  expect((await startsOfPi()).at(-1)?.argv.slice(3)).toEqual([
    "--model",
    "from-settings",
    "--thinking",
    "high",
    "--from-settings",
  ]);
});

test("options that an agent refuses are told where they are set, and nothing changes", async () => {
  const session = await openSession("pi");
  const before = await api.client.settings.get.query();
  const pathsOf = async (procedure: string, input: object) => {
    const { status, body } = await api.mutate(procedure, input);
    expect([status, body.error?.data.domain.code]).toEqual([400, "INVALID_INPUT"]);
    const { help, details } = body.error.data.domain;
    expect(help.length).toBeGreaterThan(0);
    return details.issues.map((issue: { path: string }) => issue.path);
  };
  const wrong = { effort: "enormous", args: ["--mode=text"] };
  const places = ["effort", "args"];
  expect(await pathsOf("settings.update", { agentOptions: { pi: wrong } })).toEqual(
    places.map((place) => `agentOptions.pi.${place}`),
  );
  const inSession = places.map((place) => `agentOptions.${place}`);
  const { id } = session;
  expect(await pathsOf("sessions.update", { id, agentOptions: wrong })).toEqual(inSession);
  expect(
    await pathsOf("sessions.create", { repositoryId, agent: "pi", agentOptions: wrong }),
  ).toEqual(inSession);
  const custom = { "until-told": { model: "any", program: "/bin/sh", driving: "acp" } };
  expect(await pathsOf("settings.update", { agentOptions: custom })).toEqual(
    ["model", "program", "driving"].map((place) => `agentOptions.until-told.${place}`),
  );
  expect(await pathsOf("settings.update", { agentOptions: { nobody: {} } })).toEqual([
    "agentOptions.nobody",
  ]);
  for (const options of [{ model: "--yolo" }, { model: "a b" }, { effort: "-x" }]) {
    expect(await pathsOf("settings.update", { agentOptions: { pi: options } })).toHaveLength(1);
  }
  expect(await api.client.settings.get.query()).toEqual(before);
  expect((await api.client.sessions.get.query({ id })).agentOptions).toEqual({});
});

test("guidance reaches a going run; a queued one has it from its first iteration; an ended one refuses it", async () => {
  await api.client.settings.update.mutate({ maxConcurrentRuns: 1 });
  const going = await openSession("until-told");
  const waiting = await openSession("pi");
  const first = await api.client.runs.start.mutate({ sessionId: going.id, prompt: "wait" });
  await follow(api, first.id, { isEnough: has("output") });
  const queued = await api.client.runs.start.mutate({ sessionId: waiting.id, prompt: "work" });
  const steered = await api.client.runs.steer.mutate({ runId: queued.id, text: "Mind the gap." });
  expect(steered.status).toBe("queued");
  await api.client.runs.steer.mutate({ runId: first.id, text: "Use tabs." });
  const events = await follow(api, first.id, { isEnough: has("guidance") });
  expect(guidanceIn(events)).toMatchObject([{ text: "Use tabs.", delivery: "next_iteration" }]);
  await api.client.runs.stop.mutate({ runId: first.id, force: true });
  await follow(api, first.id);
  const told = guidanceIn(await follow(api, queued.id));
  expect(told).toMatchObject([{ text: "Mind the gap." }]);
  expect((await startsOfPi())[0]?.prompt).toContain("Mind the gap.");
  const ended = await api.mutate("runs.steer", { runId: first.id, text: "Too late." });
  expect(ended.status).toBe(409);
  expect(ended.body.error.data.domain.code).toBe("RUN_ALREADY_ENDED");
  const unknown = await api.mutate("runs.steer", { runId: "nope", text: "x" });
  expect([unknown.status, unknown.body.error.data.domain.code]).toEqual([404, "RUN_NOT_FOUND"]);
});

test("the limits of a turn in the settings count for a run", async () => {
  await api.client.settings.update.mutate({ turnMaxSilenceMs: 1000 });
  const session = await openSession("until-told");
  const run = await api.client.runs.start.mutate({
    sessionId: session.id,
    prompt: "wait",
    budget: { maxIterations: 1 },
  });
  const events = await follow(api, run.id);
  const ended = events.find((event) => event.type === "iteration.ended");
  expect(ended).toMatchObject({ outcome: "failed", category: "no_output" });
});
