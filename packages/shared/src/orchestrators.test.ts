import { expect, test } from "vitest";
import { defaultOrchestrator, orchestratorCatalog, orchestratorSchema } from "./orchestrators.ts";

test("the orchestrators are ralph, gsd and gastown, and ralph is the default", () => {
  expect(orchestratorSchema.options).toEqual(["ralph", "gsd", "gastown"]);
  expect(defaultOrchestrator).toBe("ralph");
});

test("in this release only ralph is available; the others say why and what to do", () => {
  for (const id of orchestratorSchema.options) {
    const { available, reason, help } = orchestratorCatalog[id];
    expect([id, available]).toEqual([id, id === "ralph"]);
    expect(reason === null).toBe(available);
    expect(help.length > 0).toBe(!available);
  }
});

test.each(["GSD", "", null, undefined, "nope", 1])("%j is no orchestrator", (value) => {
  const { error } = orchestratorSchema.safeParse(value);
  expect(error?.issues[0]).toMatchObject({ values: ["ralph", "gsd", "gastown"] });
});
