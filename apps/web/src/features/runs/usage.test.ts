import type { EventOf } from "@signalbox/shared";
import { describe, expect, it } from "vitest";
import { addUsage, usageWords } from "./usage.ts";

const usage = (change: Partial<EventOf<"agent.usage">>): EventOf<"agent.usage"> => ({
  seq: 1,
  at: "2026-01-01T00:00:00.000Z",
  type: "agent.usage",
  iteration: 1,
  inputTokens: 1_000,
  outputTokens: 100,
  costUsd: null,
  ...change,
});

describe("addUsage", () => {
  it("sums what is told, and leaves unknown what nobody tells", () => {
    const sum = addUsage(addUsage(null, usage({})), usage({ cachedInputTokens: 800 }));
    expect(sum).toMatchObject({
      inputTokens: 2_000,
      cachedInputTokens: 800,
      outputTokens: 200,
      costUsd: null,
    });
    expect(usageWords(sum)).toBe("2k tokens in (800 of them cached), 200 out · cost unknown");
  });

  it("marks an estimate, and a sum that lacks the cost of some tokens", () => {
    const first = addUsage(null, usage({ costUsd: 0.5, costEstimated: true, model: "a" }));
    expect(usageWords(first)).toContain("cost ≈ $0.50");
    const both = addUsage(first, usage({ model: "b" }));
    expect(both.models).toEqual(["a", "b"]);
    expect(usageWords(both)).toContain("cost at least ≈ $0.50");
  });

  it("does not miss the cost of a report without tokens", () => {
    const sum = addUsage(null, usage({ inputTokens: null, outputTokens: null, costUsd: 2 }));
    expect(usageWords(sum)).toBe("tokens unknown · cost $2.00");
  });
});
