import { readFile, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { openDatabase } from "@signalbox/db";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createTestApi, testAgent, type TestApi } from "../testing/create-test-api.ts";
import { follow } from "../testing/follow.ts";
import { makeRepository } from "../testing/repositories.ts";
import { filesWith } from "../testing/search-files.ts";

const agentSecret = "hush-of-the-agent-4711";
const sessionSecret = "hush-of-the-session-0815";
const definition = testAgent("tells-secret");

let api: TestApi;
let repositoryId: string;

beforeEach(async () => {
  api = await createTestApi();
  const repository = await makeRepository(api.scratch);
  ({ id: repositoryId } = await api.client.repositories.add.mutate({ path: repository }));
});

afterEach(() => api.close());

const secretsFile = () => path.join(api.home, "secrets.json");
const storedSecrets = async () => JSON.parse(await readFile(secretsFile(), "utf8")).values;
const setAgentSecret = () =>
  api.client.settings.update.mutate({
    agents: [{ ...definition, env: { TEST_TOKEN: agentSecret, PLAIN: "visible" } }],
  });
const openSession = (secret: string | null = sessionSecret) =>
  api.mutate("sessions.create", {
    repositoryId,
    agent: definition.id,
    agentOptions: { env: { SESSION_TOKEN: secret } },
  });
const issuesOf = (answer: { status: number; body: { error: { data: { domain: object } } } }) => {
  expect(answer.status).toBe(400);
  return answer.body.error.data.domain;
};

test("an agent gets its secrets, and nobody else sees them: no answer, no journal, no log, no database, no spec", async () => {
  const answers: unknown[] = [];
  await new Promise<void>((resolve) => {
    api.client.sessions.onChange.subscribe(undefined, {
      onStarted: () => resolve(),
      onData: (change) => answers.push(change),
    });
  });
  answers.push(await setAgentSecret());
  const created = await openSession();
  answers.push(created);
  const session = created.body.result.data;
  expect(session.agentOptions).toEqual({ env: { SESSION_TOKEN: null } });
  const run = await api.client.runs.start.mutate({ sessionId: session.id, prompt: "tell" });
  const events = await follow(api, run.id);
  const lines = events.flatMap((event) => (event.type === "output" ? [event.text] : []));
  expect(lines).toContain(`lengths ${agentSecret.length} ${sessionSecret.length}`);
  expect(lines).toContain("TEST_TOKEN is [redacted TEST_TOKEN]");
  expect(lines).toContain("SESSION_TOKEN is [redacted SESSION_TOKEN], PLAIN is visible");
  answers.push(
    events,
    await api.client.agents.test.mutate({ id: definition.id }),
    await api.query("settings.get"),
    await api.query("sessions.get", { id: session.id }),
    await api.query("sessions.list"),
    await api.query("runs.get", { id: run.id }),
    await api.query("runs.events", { runId: run.id }),
    await api.query("agents.list"),
    await api.query("system.info"),
    await api.mutate("settings.update", {
      agentOptions: { demo: { env: { A_TOKEN: agentSecret, "not a name": "x" } } },
    }),
    await api.mutate("settings.update", {
      agentOptions: { [definition.id]: { model: "x", env: { A_TOKEN: agentSecret } } },
    }),
  );
  expect(JSON.stringify(answers)).not.toMatch(/hush-of/);
  await api.app.close();
  expect(await filesWith(api.home, "hush-of")).toEqual(["secrets.json"]);
  expect((await stat(secretsFile())).mode & 0o777).toBe(0o600);
});

test("null keeps a secret, a name that is left out goes, and null for what is not stored is refused with the place", async () => {
  await setAgentSecret();
  const shown = await api.client.settings.get.query();
  expect(shown.agents[0]?.env).toEqual({ TEST_TOKEN: null, PLAIN: "visible" });
  // What was shown can be sent back.
  await api.client.settings.update.mutate({ agents: shown.agents, maxConcurrentRuns: 3 });
  const scope = `agent:${definition.id}`;
  expect(await storedSecrets()).toEqual({ [scope]: { TEST_TOKEN: agentSecret } });
  // Options of the same agent are beside its definition.
  await api.client.settings.update.mutate({
    agentOptions: { [definition.id]: { env: { MORE_TOKEN: "more" } } },
  });
  expect(await storedSecrets()).toEqual({
    [scope]: { TEST_TOKEN: agentSecret, MORE_TOKEN: "more" },
  });
  const missing = { env: { OTHER_TOKEN: null, PLAIN: null } };
  expect(
    issuesOf(await api.mutate("settings.update", { agents: [{ ...definition, ...missing }] })),
  ).toMatchObject({ code: "INVALID_INPUT", details: { issues: [{ path: "agents.0.env.PLAIN" }] } });
  const onlySecret = { env: { OTHER_TOKEN: null } };
  expect(
    issuesOf(await api.mutate("settings.update", { agents: [{ ...definition, ...onlySecret }] })),
  ).toMatchObject({
    code: "INVALID_INPUT",
    details: { issues: [{ path: "agents.0.env.OTHER_TOKEN" }] },
  });
  await api.client.settings.update.mutate({ agents: [{ ...definition, env: { PLAIN: "x" } }] });
  expect(await storedSecrets()).toEqual({ [scope]: { MORE_TOKEN: "more" } });
});

test("a session's secrets are kept, changed and removed with it; a definition's with the definition", async () => {
  await setAgentSecret();
  expect(issuesOf(await openSession(null))).toMatchObject({
    details: { issues: [{ path: "agentOptions.env.SESSION_TOKEN" }] },
  });
  const { id } = (await openSession()).body.result.data;
  const scope = `session:${id}`;
  expect(await storedSecrets()).toMatchObject({ [scope]: { SESSION_TOKEN: sessionSecret } });
  const env = { SESSION_TOKEN: null, SECOND_TOKEN: "second", PLAIN: "seen" };
  const updated = await api.client.sessions.update.mutate({ id, agentOptions: { env } });
  expect(updated.agentOptions.env).toEqual({ ...env, SECOND_TOKEN: null });
  const both = { SESSION_TOKEN: sessionSecret, SECOND_TOKEN: "second" };
  expect(await storedSecrets()).toMatchObject({ [scope]: both });
  await api.client.sessions.update.mutate({ id, name: "renamed" });
  expect(await storedSecrets()).toMatchObject({ [scope]: both });
  await api.client.sessions.delete.mutate({ id });
  expect(Object.keys(await storedSecrets())).toEqual([`agent:${definition.id}`]);
  await api.client.settings.update.mutate({ agents: [] });
  expect(await storedSecrets()).toEqual({});
});

test("the secrets of sessions that are gone are removed when the server starts", async () => {
  await openSession();
  await setAgentSecret();
  const values = { "session:gone": { A_KEY: "x" }, ...(await storedSecrets()) };
  await api.app.close();
  await writeFile(secretsFile(), JSON.stringify({ version: 1, values }));
  await api.restart();
  await expect.poll(async () => Object.keys(await storedSecrets())).not.toContain("session:gone");
  expect(await storedSecrets()).toMatchObject({
    [`agent:${definition.id}`]: { TEST_TOKEN: agentSecret },
  });
});

test("secrets that an earlier release kept in the database are moved when the server starts, without a trace", async () => {
  await api.app.close();
  const database = await openDatabase({ home: api.home });
  const agents = [{ ...definition, env: { TEST_TOKEN: agentSecret, PLAIN: "visible" } }];
  await database.client.setting.create({
    data: { key: "agents", value: JSON.stringify(agents) },
  });
  await database.close();
  expect(await filesWith(api.home, agentSecret)).toEqual(["signalbox.db"]);
  await api.restart();
  const { agents: shown } = await api.client.settings.get.query();
  expect(shown).toEqual([{ ...definition, env: { TEST_TOKEN: null, PLAIN: "visible" } }]);
  expect(await filesWith(api.home, agentSecret)).toEqual(["secrets.json"]);
});

test("a damaged file of secrets is told of, kept as it is, and holds up only what needs it", async () => {
  await setAgentSecret();
  const session = (await openSession()).body.result.data;
  const plain = await api.client.sessions.create.mutate({ repositoryId, agent: "demo" });
  await writeFile(secretsFile(), '{"version":1,"values":{"agent:');
  await api.restart();
  for (const answer of [
    await api.mutate("settings.update", { agents: [{ ...definition, env: { A_TOKEN: "x" } }] }),
    await api.mutate("runs.start", { sessionId: session.id, prompt: "x" }),
    await api.mutate("agents.test", { id: definition.id }),
  ]) {
    expect(answer.status).toBe(409);
    expect(answer.body.error.data.domain).toMatchObject({
      code: "SECRETS_UNREADABLE",
      help: [expect.stringContaining(secretsFile()), expect.any(String)],
    });
  }
  const agents = await api.client.agents.list.query();
  const told = agents.find((agent) => agent.id === definition.id);
  expect(told).toMatchObject({ available: false, reason: expect.stringContaining("secrets") });
  expect(agents.find((agent) => agent.id === "demo")).toMatchObject({ available: true });
  await api.client.settings.update.mutate({ maxConcurrentRuns: 3 });
  await api.client.sessions.update.mutate({ id: plain.id, name: "renamed" });
  await api.client.sessions.delete.mutate({ id: session.id });
  expect(await readFile(secretsFile(), "utf8")).toBe('{"version":1,"values":{"agent:');
});
