import { describe, expect, it } from "vitest";
import { budgetDraftOf, checkDraft, newRunDraft, readRunDraft } from "./run-draft.ts";

const draft = newRunDraft({ prompt: "do it", checks: [{ name: "tests", command: "npm test" }] });

describe("readRunDraft", () => {
  it("gives what the server is asked", () => {
    expect(readRunDraft({ ...draft, maxTime: "1.5", maxCostUsd: "2" })).toEqual({
      ok: true,
      input: {
        prompt: "do it",
        conversation: "fresh",
        checks: [{ name: "tests", command: "npm test" }],
        budget: { maxIterations: 25, maxDurationMs: 90_000, maxCostUsd: 2 },
      },
    });
  });

  it("takes hours as well as minutes, and says whole hours as hours", () => {
    const result = readRunDraft({ ...draft, maxTime: "2", timeUnit: "h" });
    expect(result).toMatchObject({ ok: true, input: { budget: { maxDurationMs: 7_200_000 } } });
    const limits = { maxIterations: 5, maxCostUsd: null };
    expect(budgetDraftOf({ ...limits, maxDurationMs: 7_200_000 })).toMatchObject({
      maxTime: "2",
      timeUnit: "h",
    });
    expect(budgetDraftOf({ ...limits, maxDurationMs: 5_400_000 })).toMatchObject({
      maxTime: "90",
      timeUnit: "min",
    });
  });

  it("calls a check without a name by its command", () =>
    expect(
      readRunDraft({ ...draft, checks: [checkDraft({ name: "", command: "make test" })] }),
    ).toMatchObject({
      ok: true,
      input: { checks: [{ name: "make test", command: "make test" }] },
    }));

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
    [{ maxTime: "0" }, "budget.maxDurationMs"],
    [{ maxCostUsd: "-1" }, "budget.maxCostUsd"],
  ])("finds fault with %j at %s", (change, path) => {
    const result = readRunDraft({ ...draft, ...change });
    expect(result).toMatchObject({ ok: false, issues: [{ path }] });
  });

  it("takes an empty number of iterations as the default", () =>
    expect(readRunDraft({ ...draft, maxIterations: "" }).ok).toBe(true));
});
