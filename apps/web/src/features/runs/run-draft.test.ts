import { describe, expect, it } from "vitest";
import { checkDraft, newRunDraft, readRunDraft } from "./run-draft.ts";

const draft = newRunDraft({ prompt: "do it", checks: [{ name: "tests", command: "npm test" }] });

describe("readRunDraft", () => {
  it("gives what the server is asked", () => {
    expect(readRunDraft({ ...draft, maxMinutes: "1.5", maxCostUsd: "2" })).toEqual({
      ok: true,
      input: {
        prompt: "do it",
        conversation: "fresh",
        checks: [{ name: "tests", command: "npm test" }],
        budget: { maxIterations: 25, maxDurationMs: 90_000, maxCostUsd: 2 },
      },
    });
  });

  it("passes over empty rows and still names the row that is seen", () => {
    const checks = [checkDraft(), checkDraft({ name: "lint", command: "" })];
    expect(readRunDraft({ ...draft, checks })).toMatchObject({
      ok: false,
      issues: [{ path: "checks.1.command" }],
    });
  });

  it.each([
    [{ prompt: "  " }, "prompt"],
    [{ maxIterations: "0" }, "budget.maxIterations"],
    [{ maxIterations: "two" }, "budget.maxIterations"],
    [{ maxMinutes: "0" }, "budget.maxDurationMs"],
    [{ maxCostUsd: "-1" }, "budget.maxCostUsd"],
  ])("finds fault with %j at %s", (change, path) => {
    const result = readRunDraft({ ...draft, ...change });
    expect(result).toMatchObject({ ok: false, issues: [{ path }] });
  });

  it("takes an empty number of iterations as the default", () =>
    expect(readRunDraft({ ...draft, maxIterations: "" }).ok).toBe(true));
});
