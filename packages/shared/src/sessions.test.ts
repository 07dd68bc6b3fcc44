import { expect, test } from "vitest";
import { sessionCreateInputSchema } from "./sessions.ts";

const repositoryId = "r";

test("a session input without an orchestrator means ralph", () => {
  expect(sessionCreateInputSchema.parse({ repositoryId })).toEqual({
    repositoryId,
    orchestrator: "ralph",
  });
});

test("null is not the same as leaving the orchestrator out", () => {
  const result = sessionCreateInputSchema.safeParse({ repositoryId, orchestrator: null });
  expect(result.success).toBe(false);
});

test.each([{ name: "" }, { name: "x".repeat(301) }, { baseBranch: "" }, { agent: "Not An Id" }])(
  "%j is refused",
  (field) => {
    expect(sessionCreateInputSchema.safeParse({ repositoryId, ...field }).success).toBe(false);
  },
);
