import { readFile, readdir, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createTestApi, testAgent, type TestApi } from "../testing/create-test-api.ts";
import { placeAgent, placeProgram } from "../testing/programs.ts";
import { makeRepository } from "../testing/repositories.ts";

let api: TestApi;
let repositoryId: string;

beforeEach(async () => {
  api = await createTestApi();
  const repository = await makeRepository(api.scratch);
  ({ id: repositoryId } = await api.client.repositories.add.mutate({ path: repository }));
});

afterEach(() => api.close());

const known = ["demo", "claude", "codex", "gemini", "opencode", "pi"];

async function statusOf(id: string) {
  const agent = (await api.client.agents.list.query()).find((candidate) => candidate.id === id);
  if (!agent) throw new Error(`${id} is not listed`);
  return agent;
}

/** What sessions.create says of an agent. */
async function answerFor(agent: string, agentOptions = {}) {
  const { status, body } = await api.mutate("sessions.create", {
    repositoryId,
    agent,
    agentOptions,
  });
  return { status, ...(body.error && { message: body.error.message, ...body.error.data.domain }) };
}

test("agents that are not installed are listed in order, with how to install them", async () => {
  const agents = await api.client.agents.list.query();
  expect(agents.map(({ id }) => id)).toEqual(known);
  expect(agents.filter(({ available }) => available).map(({ id }) => id)).toEqual(["demo"]);
  for (const { reason, help, path: place, version } of agents.slice(1)) {
    expect(reason).toContain("was not found");
    expect(help.join(" ")).toContain("npm install -g");
    expect([place, version]).toEqual([null, null]);
  }
  expect(await answerFor("pi")).toMatchObject({
    status: 400,
    code: "AGENT_UNAVAILABLE",
    message: expect.stringContaining("was not found"),
    details: { agent: "pi", available: ["demo"] },
  });
});

test("a program that is too old is told with both versions and how to update it", async () => {
  await placeProgram(api.scratch, "pi", 'console.log("0.1.0")');
  expect(await statusOf("pi")).toMatchObject({ available: false, version: "0.1.0" });
  const { code, message, help } = await answerFor("pi", { env: { ANTHROPIC_API_KEY: "a key" } });
  expect([code, message]).toEqual(["AGENT_UNAVAILABLE", expect.stringMatching(/0\.1\.0.*too old/)]);
  expect(help.join(" ")).toContain("@latest");
});

test("a program without a login is told, and a key in the settings, or in the session, is one", async () => {
  await placeAgent(api.scratch, "pi");
  expect(await statusOf("pi")).toMatchObject({ available: false, login: "no", version: "0.73.1" });
  expect(await answerFor("pi")).toMatchObject({
    code: "AGENT_UNAVAILABLE",
    message: expect.stringContaining("not logged in"),
  });
  const env = { ANTHROPIC_API_KEY: "a key of the person's" };
  expect((await answerFor("pi", { env })).status).toBe(200);
  await api.client.settings.update.mutate({ agentOptions: { pi: { env } } });
  expect(await statusOf("pi")).toMatchObject({ available: true, login: "yes", reason: null });
  expect((await answerFor("pi")).status).toBe(200);
});

test("a program of the options goes before the PATH, and a changed program is noticed", async () => {
  const program = await placeProgram(api.scratch, "another-pi", 'console.log("9.9.9")');
  await api.client.settings.update.mutate({ agentOptions: { pi: { program } } });
  expect(await statusOf("pi")).toMatchObject({ path: program, version: "9.9.9" });
  await placeProgram(api.scratch, "another-pi", 'console.log("10.0.0")');
  const refreshed = await api.client.agents.refresh.mutate();
  expect(refreshed.find(({ id }) => id === "pi")).toMatchObject({ version: "10.0.0" });
});

test("a program that hangs when it is asked for its version holds up neither system.info nor a session", async () => {
  const go = path.join(api.scratch, "go");
  const wait = `const { existsSync, watch } = require("node:fs");
    const end = () => existsSync(${JSON.stringify(go)}) && (console.log("1.2.3"), process.exit(0));
    watch(${JSON.stringify(api.scratch)}, end);
    end();`;
  await placeProgram(api.scratch, "pi", wait);
  const listing = api.client.agents.list.query();
  const { agents } = await api.client.system.info.query();
  expect(agents.map(({ id }) => id)).toEqual(known);
  expect(agents.at(-1)).toMatchObject({
    available: false,
    reason: expect.stringContaining("still"),
  });
  expect(agents[0]).toMatchObject({ id: "demo", available: true, reason: null });
  expect((await answerFor("demo")).status).toBe(200);
  // One that is there and logged in, and nobody's choice while nothing more is known of it.
  expect((await answerFor("pi", { env: { ANTHROPIC_API_KEY: "a key" } })).status).toBe(200);
  expect((await api.client.sessions.create.mutate({ repositoryId })).agent).toBe("demo");
  await writeFile(go, "");
  expect((await listing).at(-1)).toMatchObject({ id: "pi", version: "1.2.3" });
});

test("testing an agent really starts it, in an empty folder that is gone afterwards", async () => {
  const program = await placeProgram(
    api.scratch,
    "tell",
    `const { readdirSync } = require("node:fs");
     console.log(process.cwd());
     console.log("there are " + readdirSync(".").length + " files");
     console.error("key " + process.env.MY_API_KEY);
     if (process.env.FAIL) process.exit(3);`,
  );
  const definition = {
    id: "teller",
    name: "Teller",
    protocol: "command" as const,
    command: [program],
    env: { MY_API_KEY: "hush-of-a-definition" },
  };
  const report = await api.client.agents.test.mutate({ definition });
  expect(report).toMatchObject({ ok: true, exitCode: 0, problem: null });
  expect(report.output).toContain("there are 0 files");
  expect(report.output).toContain("key [redacted MY_API_KEY]");
  const folder = report.output.split("\n").find((line) => line.startsWith(os.tmpdir())) ?? "";
  expect(await readdir(folder).catch(() => "gone")).toBe("gone");
  const env = { ...definition.env, FAIL: "1" };
  const failed = await api.client.agents.test.mutate({ definition: { ...definition, env } });
  expect(failed).toMatchObject({ ok: false, exitCode: 3, problem: { category: "crash" } });
  expect((await api.client.settings.get.query()).agents).toEqual([]);
  const { status, body } = await api.mutate("agents.test", { id: "nobody" });
  expect([status, body.error.data.domain.code]).toEqual([400, "AGENT_UNAVAILABLE"]);
});

test("a test that is called off ends its agent, and tests of one agent do not overlap", async () => {
  await api.client.settings.update.mutate({ agents: [testAgent("until-told")] });
  const { signal, abort } = callOff();
  const first = api.fetch("/trpc/agents.test", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ id: "until-told" }),
    signal,
  });
  const folders = async () =>
    (await readdir(os.tmpdir())).filter((name) => name.startsWith("signalbox-test-"));
  const before = await folders();
  await expect.poll(folders).not.toEqual([]);
  abort();
  await expect(first).rejects.toThrow("abort");
  await expect.poll(folders).toEqual(before);
});

test("a test that is called off while it waits for another one of its agent starts nothing", async () => {
  const starts = path.join(api.scratch, "starts");
  const script = `const { appendFileSync, existsSync } = require("node:fs");
    process.on("SIGINT", () => process.exit(0));
    existsSync("${starts}.go") || setInterval(() => {}, 1000);
    appendFileSync("${starts}", "start ");
    console.log("ready");`;
  const definition = {
    id: "counted",
    name: "Counted",
    protocol: "command" as const,
    command: [await placeProgram(api.scratch, "count", script)],
  };
  const body = JSON.stringify({ definition });
  const headers = { "content-type": "application/json" };
  const called = [callOff(), callOff()].map(({ signal, abort }) => {
    const answer = api.fetch("/trpc/agents.test", { method: "POST", headers, body, signal });
    return { abort, answer: answer.catch(() => "called off") };
  });
  await expect.poll(() => readFile(starts, "utf8").catch(() => "")).toBe("start ");
  for (const { abort } of called.toReversed()) abort();
  for (const { answer } of called) expect(await answer).toBe("called off");
  await writeFile(`${starts}.go`, "");
  expect(await api.client.agents.test.mutate({ definition })).toMatchObject({ ok: true });
  expect(await readFile(starts, "utf8")).toBe("start start ");
});

test("a key that an agent inherits from the server does not come out of its test", async () => {
  await api.close();
  const agentEnv = { PATH: process.env.PATH, MY_API_KEY: "hush-of-the-server" };
  api = await createTestApi({ agentEnv });
  const command = ["sh", "-c", "echo it is $MY_API_KEY"];
  const definition = { id: "teller", name: "Teller", protocol: "command" as const, command };
  const { answer, output } = await api.client.agents.test.mutate({ definition });
  expect([answer, output]).toEqual(Array(2).fill("it is [redacted MY_API_KEY]"));
});

function callOff() {
  const controller = new AbortController();
  return { signal: controller.signal, abort: () => controller.abort() };
}
