import { afterEach, beforeEach, expect, test } from "vitest";
import { createTestApi, testAgent, type TestApi } from "../testing/create-test-api.ts";

let api: TestApi;

beforeEach(async () => {
  api = await createTestApi();
});

afterEach(() => api.close());

test("settings have defaults, change key by key, and outlive a restart", async () => {
  expect(await api.client.settings.get.query()).toEqual({
    defaultAgent: null,
    defaultOrchestrator: "ralph" as const,
    promptTemplates: [],
    agents: [],
    maxConcurrentRuns: 4,
    maxConcurrentRunsPerRepository: 2,
    journalKeepDays: null,
    journalMaxBytes: null,
    agentOptions: {},
    prices: {},
    turnMaxDurationMs: 7_200_000,
    turnMaxSilenceMs: 1_800_000,
    scanDirectories: ["~"],
    scanDepth: 4,
    cloneDirectory: "~/repositories",
  });
  await api.client.settings.update.mutate({ maxConcurrentRuns: 7 });
  await api.client.settings.update.mutate({ agents: [testAgent("until-told")] });
  await api.restart();
  expect(await api.client.settings.get.query()).toMatchObject({
    maxConcurrentRuns: 7,
    agents: [{ id: "until-told" }],
  });
});

test("settings that cannot be are refused whole", async () => {
  const agent = testAgent("until-told");
  const wrong = [
    { maxConcurrentRuns: 0 },
    { noSuchSetting: 1 },
    { agents: [agent, agent] },
    { agents: [{ ...agent, id: "demo" }] },
    { agents: [{ ...agent, command: "rm -rf /" }] },
    { agents: [{ ...agent, command: [] }] },
    { agents: [{ ...agent, env: { SIGNALBOX_RUN_ID: "x" } }] },
    { agents: [{ ...agent, env: { "A=B": "x" } }] },
    { maxConcurrentRuns: 5, agents: [{ ...agent, protocol: "shell" }] },
    { scanDirectories: [] },
    { scanDirectories: ["~", "projects"] },
    { scanDirectories: ["~somebody/projects"] },
    { scanDepth: 21 },
    { maxConcurrentRuns: 5, cloneDirectory: "../clones" },
    { cloneDirectory: "" },
  ];
  const before = await api.client.settings.get.query();
  for (const settings of wrong) {
    const { status, body } = await api.mutate("settings.update", settings);
    expect(status).toBe(400);
    expect(body.error.data.domain.code).toBe("INVALID_INPUT");
  }
  expect(await api.client.settings.get.query()).toEqual(before);
});

test("of a path that is not whole, the place is told", async () => {
  const { body } = await api.mutate("settings.update", { scanDirectories: ["~", "projects"] });
  expect(body.error.data.domain).toMatchObject({
    help: ["Give the whole path, beginning with / or ~/."],
    details: { issues: [{ path: "scanDirectories.1" }] },
  });
});

test("what is wrong with a variable's name is told", async () => {
  const agents = [{ ...testAgent("until-told"), env: { SIGNALBOX_RUN_ID: "x" } }];
  const { body } = await api.mutate("settings.update", { agents });
  expect(body.error.message).toContain("names that begin with SIGNALBOX_ are set by Signalbox");
});

test("a person's agent is listed, can be the default, and is honest about a missing program", async () => {
  const missing = { ...testAgent("until-told"), id: "gone", command: ["no-such-program-anywhere"] };
  await api.client.settings.update.mutate({
    agents: [testAgent("three-iterations"), missing],
    defaultAgent: "three-iterations",
  });
  const agents = await api.client.agents.list.query();
  const byId = new Map(agents.map((agent) => [agent.id, agent]));
  expect(byId.get("three-iterations")).toMatchObject({ available: true, builtIn: false });
  expect(byId.get("gone")).toMatchObject({ available: false });
  expect(byId.get("gone")?.reason).toContain("no-such-program-anywhere");
  expect(byId.get("demo")).toMatchObject({ available: true, builtIn: true });
  for (const id of ["claude", "codex", "gemini", "opencode", "pi"]) {
    expect(byId.get(id)).toMatchObject({ available: false, builtIn: true });
  }
});

test("the server tells its version, its data folder, and the orchestrators in order", async () => {
  const info = await api.client.system.info.query();
  expect(info).toMatchObject({ version: "0.0.0-test", home: api.home });
  expect(info.orchestrators.map(({ id, available }) => [id, available])).toEqual([
    ["ralph", true],
    ["gsd", false],
    ["gastown", false],
  ]);
  expect(await api.client.orchestrators.list.query()).toEqual(info.orchestrators);
  for (const { available, reason, help } of info.orchestrators) {
    expect(reason === null).toBe(available);
    expect(help.length > 0).toBe(!available);
  }
});

test("prompt templates and the default orchestrator are kept over a restart, and two templates of one id refused", async () => {
  const promptTemplates = [{ id: "one", name: "Mend", prompt: "Mend it.\nThen test it." }];
  await api.client.settings.update.mutate({ promptTemplates, defaultOrchestrator: "gsd" });
  await api.restart();
  const kept = await api.client.settings.get.query();
  expect(kept).toMatchObject({ promptTemplates, defaultOrchestrator: "gsd" });
  const { status, body } = await api.mutate("settings.update", {
    promptTemplates: [...promptTemplates, ...promptTemplates],
  });
  expect([status, body.error.data.domain.code]).toEqual([400, "INVALID_INPUT"]);
});
