import { createNativeAdapter, createRegistry, defaultAgentId } from "@signalbox/agent-kit";
import { builtInAgentIds, type AgentDefinition } from "@signalbox/shared";
import { expect, test } from "vitest";
import { listAgents, resolveAgent } from "./registry.ts";
import { adapterOf } from "./protocols/index.ts";
import { parrotAgent } from "./testing/agents/parrot/index.ts";
import { fixture, installProgram, startTurn, temporaryFolder } from "./testing/turns.ts";

const definition = (
  id: string,
  command: string[],
  protocol: AgentDefinition["protocol"] = "command",
): AgentDefinition => ({ id, name: id.toUpperCase(), protocol, command });
/** Nothing is installed here. */
const emptyHost = { env: { PATH: "/nowhere", HOME: "/nowhere" }, program: null };
const definitions = [
  definition("gone", ["signalbox-no-such-agent"]),
  definition("node", [process.execPath]),
];

test("all agents are listed, the person's own last, each with an honest state", async () => {
  const statuses = await listAgents(() => ({ host: emptyHost }), definitions);
  expect(statuses.map((status) => status.id)).toEqual([...builtInAgentIds, "gone", "node"]);
  const available = statuses.filter((status) => status.available).map((status) => status.id);
  expect(available).toEqual(["demo", "node"]);
  for (const status of statuses) {
    expect(status.available ? status.reason : status.reason?.length).not.toBe(0);
    expect(status.help.length > 0).toBe(!status.available);
    expect(Date.parse(status.checkedAt)).toBeGreaterThan(0);
  }
  expect(statuses.find((status) => status.id === "claude")).toMatchObject({
    name: "Claude Code",
    builtIn: true,
    reason: "The program claude was not found on this computer.",
    help: expect.arrayContaining(["Install it: npm install -g @anthropic-ai/claude-code"]),
    abilities: { resume: true, model: true, cost: "reported" },
  });
  expect(statuses.find((status) => status.id === "node")).toMatchObject({
    builtIn: false,
    path: process.execPath,
    supported: null,
    abilities: { resume: false, steer: false, model: false, drivings: [], cost: "unknown" },
  });
});

test("an unknown agent resolves to nothing, and the way to drive one is chosen where it has that way", () => {
  expect(resolveAgent("nope", definitions)).toBeNull();
  expect(resolveAgent("node", definitions, "acp")).toMatchObject({ id: "node", name: "NODE" });
  expect(resolveAgent("demo", definitions)).toMatchObject({ id: "demo" });
  const native = resolveAgent("claude", []);
  expect(native?.abilities.drivings).toEqual(["native", "acp"]);
  expect(resolveAgent("claude", [], "acp")).toMatchObject({
    id: "claude",
    supported: native?.supported,
  });
  expect(resolveAgent("claude", [], "acp")?.abilities.drivings).toEqual(["native", "acp"]);
  expect(resolveAgent("pi", [], "acp")?.abilities).toEqual(resolveAgent("pi", [])?.abilities);
});

test("the default is the settings', else the first real agent that is there, else the demo agent", async () => {
  const statuses = await listAgents(() => ({ host: emptyHost }), definitions);
  expect(defaultAgentId(statuses, "codex")).toBe("codex");
  expect(defaultAgentId(statuses, null)).toBe("node");
  expect(defaultAgentId(statuses.slice(0, 1), null)).toBe("demo");
});

test("the next native agent is one folder and one line: it is found, its options are checked, and it works", async () => {
  const registry = createRegistry([createNativeAdapter(parrotAgent)], adapterOf);
  const folder = await temporaryFolder();
  await installProgram(folder, "parrot", fixture("native-agent"));
  const env = { PATH: `${folder}:${process.env.PATH}`, HOME: folder, PARROT_KEY: "k" };
  const [status] = await registry.listAgents(() => ({ host: { env, program: null } }), []);
  expect(status).toMatchObject({ id: "parrot", available: true, version: "3.2.1", login: "yes" });
  const adapter = registry.resolveAgent("parrot", []);
  if (adapter === null) throw new Error("the parrot is not registered");
  const turn = await startTurn(adapter, { prompt: "say hello; end good", env });
  expect(await turn.result).toMatchObject({ outcome: "succeeded", finalText: "hello" });
});

test("the next agent that speaks the Agent Client Protocol is an entry in the settings", async () => {
  const adapter = createRegistry([], adapterOf).resolveAgent("next", [
    definition("next", fixture("acp-agent", "work"), "acp"),
  ]);
  if (adapter === null) throw new Error("there is no such agent");
  const turn = await startTurn(adapter, { prompt: "the task" });
  expect(await turn.result).toMatchObject({
    outcome: "succeeded",
    finalText: "Done: the task\n<promise>COMPLETE</promise>",
  });
});

test.each([
  [{ model: null, effort: "low", args: ["--verbose", "--streaming"] }, null],
  [{ model: "grey", effort: null, args: [] }, null],
  [
    { model: null, effort: "huge", args: [] },
    'Parrot does not know the effort "huge": use low, high.',
  ],
  [
    { model: null, effort: null, args: ["--stream"] },
    "Signalbox sets the argument --stream itself.",
  ],
  [
    { model: null, effort: null, args: ["--resume=x"] },
    "Signalbox sets the argument --resume=x itself.",
  ],
])("options %j are refused with: %s", (options, refusal) => {
  expect(createNativeAdapter(parrotAgent).refuse(options)).toBe(refusal);
});

test.each([
  ["codex", "-C/elsewhere"],
  ["gemini", "-ojson"],
  ["gemini", "-o=json"],
  ["pi", "--continue"],
])("%s: the argument %s is refused", (id, argument) => {
  const options = { model: null, effort: null, args: [argument] };
  expect(resolveAgent(id, [])?.refuse(options)).toContain(argument);
});

test("a plain command has nothing to choose", () => {
  const node = resolveAgent("node", definitions);
  expect(node?.refuse({ model: "x", effort: null, args: [] })).toBe(
    "NODE has no choice of models here.",
  );
  expect(node?.refuse({ model: null, effort: "x", args: [] })).toBe(
    "NODE has no choice of efforts here.",
  );
  expect(node?.refuse({ model: null, effort: null, args: ["--any"] })).toBeNull();
});
