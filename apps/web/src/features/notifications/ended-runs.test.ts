import { describe, expect, it } from "vitest";
import { EndedRuns, type EndedRun, type ToldChange } from "./ended-runs.ts";

const began = Date.UTC(2026, 10, 24, 12);
const at = (ms: number) => new Date(began + ms).toISOString();

const session = { id: "session", name: "Sums", repositoryName: "app" };

function change(part: Partial<EndedRun["run"]>): ToldChange {
  const run: EndedRun["run"] = {
    id: "run",
    number: 1,
    status: "completed",
    endedAt: at(1_000),
    reason: "completed",
    category: null,
    checksFailed: 0,
    ...part,
  };
  return { kind: "changed", session: { ...session, latestRun: run } };
}

describe("EndedRuns", () => {
  it("tells the end of a run once", () => {
    const runs = new EndedRuns(began);
    expect(runs.take(change({ status: "running", endedAt: null }), began)).toBeNull();
    expect(runs.take(change({}), began + 1_100)?.end).toBe("completed");
    expect(runs.take(change({}), began + 1_200)).toBeNull();
    expect(runs.take(change({ id: "next", status: "error" }), began + 1_300)?.end).toBe("failed");
    expect(runs.take(change({ id: "third", status: "cancelled" }), began + 1_400)?.end).toBe(
      "stopped",
    );
  });

  it("passes over what ended before it looked, or long ago", () => {
    const runs = new EndedRuns(began);
    expect(runs.take(change({ endedAt: at(-1) }), began + 10)).toBeNull();
    expect(runs.take(change({ endedAt: at(1) }), began + 600_000)).toBeNull();
  });

  it("passes over sessions that are gone or have no run", () => {
    const runs = new EndedRuns(began);
    expect(runs.take({ kind: "deleted" }, began)).toBeNull();
    const without = { ...session, latestRun: null };
    expect(runs.take({ kind: "changed", session: without }, began)).toBeNull();
  });
});
