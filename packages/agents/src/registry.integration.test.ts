import { builtInAgentIds, type AgentDefinition } from "@signalbox/shared";
import { expect, test } from "vitest";
import { defaultAgentId, listAgents, resolveAgent } from "./registry.ts";

const definition = (id: string, program: string): AgentDefinition => ({
  id,
  name: id.toUpperCase(),
  protocol: "command",
  command: [program],
});
const host = { env: { PATH: process.env.PATH } };
const definitions = [definition("gone", "signalbox-no-such-agent"), definition("shell", "sh")];

test("all agents are listed, the person's own last, each with an honest state", async () => {
  const statuses = await listAgents(host, definitions);
  expect(statuses.map((status) => status.id)).toEqual([...builtInAgentIds, "gone", "shell"]);
  const available = statuses.filter((status) => status.available).map((status) => status.id);
  expect(available).toEqual(["demo", "shell"]);
  for (const status of statuses) {
    expect(status.available ? status.reason : status.reason?.length).not.toBe(0);
    expect(status.help.length > 0).toBe(!status.available);
  }
  expect(statuses.find((status) => status.id === "claude")).toMatchObject({
    name: "Claude Code",
    builtIn: true,
    reason: "This release of Signalbox has no adapter for Claude Code yet.",
  });
  expect(statuses.find((status) => status.id === "demo")?.description).toContain("no model");
});

test("an agent without an adapter, or unknown, resolves to nothing", () => {
  expect(resolveAgent("claude", definitions)).toBeNull();
  expect(resolveAgent("nope", definitions)).toBeNull();
  expect(resolveAgent("shell", definitions)).toMatchObject({ id: "shell", name: "SHELL" });
  expect(resolveAgent("demo", definitions)).toMatchObject({ id: "demo" });
});

test("the default is the settings', else the first real agent that is there, else the demo agent", async () => {
  const statuses = await listAgents(host, definitions);
  expect(defaultAgentId(statuses, "codex")).toBe("codex");
  expect(defaultAgentId(statuses, null)).toBe("shell");
  expect(defaultAgentId(await listAgents(host, []), null)).toBe("demo");
});
