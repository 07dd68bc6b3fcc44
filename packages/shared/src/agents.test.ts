import { expect, test } from "vitest";
import { agentDefinitionSchema, builtInAgentIds, isSecretName } from "./agents.ts";

const agent = { id: "my-agent", name: "Mine", protocol: "command", command: ["agent", "--go"] };

test("an agent is an id, a name, a protocol and an argv array", () => {
  expect(agentDefinitionSchema.parse(agent)).toEqual(agent);
});

test("an agent of a person cannot take a built-in one's id", () => {
  for (const id of builtInAgentIds) {
    expect(agentDefinitionSchema.safeParse({ ...agent, id }).success).toBe(false);
  }
});

test.each([
  { command: "agent --go" },
  { command: [] },
  { command: ["  "] },
  { protocol: "shell" },
  { env: { SIGNALBOX_RUN_ID: "x" } },
  { env: { "NOT A NAME": "x" } },
  { env: Object.fromEntries(Array.from({ length: 201 }, (_, count) => [`V${count}`, "x"])) },
])("%j is refused", (field) => {
  expect(agentDefinitionSchema.safeParse({ ...agent, ...field }).success).toBe(false);
});

test.each([
  ["API_KEY", true],
  ["MY_AUTH_HEADER", true],
  ["AUTHORIZATION", true],
  ["db_password", true],
  ["GIT_AUTHOR_NAME", false],
  ["XAUTHORITY", false],
  ["PATH", false],
])("the value of %s is a secret: %s", (name, secret) => {
  expect(isSecretName(name)).toBe(secret);
});
