import { expect, test } from "vitest";
import { agentDefinitionSchema } from "./agents.ts";
import { textSchema } from "./primitives.ts";

test("text is trimmed, never empty, never too long, and never holds a NUL", () => {
  const schema = textSchema(5);
  expect(schema.parse(" ü🚀 ")).toBe("ü🚀");
  for (const wrong of ["", " \n", "123456", "\0", "a\0b"]) {
    expect(schema.safeParse(wrong).success).toBe(false);
  }
});

test("neither an agent's command nor its environment may hold a NUL: no program could be started with it", () => {
  const agent = { id: "a", name: "a", protocol: "command", command: ["a"] };
  expect(agentDefinitionSchema.safeParse(agent).success).toBe(true);
  for (const wrong of [{ command: ["a", "\0"] }, { env: { A: "\0" } }]) {
    expect(agentDefinitionSchema.safeParse({ ...agent, ...wrong }).success).toBe(false);
  }
});
