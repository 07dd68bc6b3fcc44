import type { CloneSummary } from "@signalbox/shared";
import { expect, it } from "vitest";
import { worthShowing } from "./worth-showing.ts";

function clone(cloneId: string, change: Partial<CloneSummary>): CloneSummary {
  return {
    cloneId,
    url: "https://host/x",
    directory: `/clones/${cloneId}`,
    partial: false,
    startedAt: "2026-01-01T00:00:00.000Z",
    status: "going",
    progress: {
      phase: "waiting",
      percent: null,
      receivedObjects: 0,
      totalObjects: 0,
      receivedBytes: 0,
    },
    problem: null,
    ...change,
  };
}
const failed = (failure: NonNullable<CloneSummary["problem"]>["failure"]) => ({
  status: "failed" as const,
  problem: { code: "CLONE_FAILED" as const, message: "No.", failure },
});

it("shows what goes on and what failed, not what is over for the person", () => {
  const clones = [
    clone("going", {}),
    clone("failed", failed("tls")),
    clone("cancelled", failed("cancelled")),
    clone("put-away", failed("tls")),
    clone("done", { status: "done" }),
    clone("again", { directory: "/clones/going", ...failed("tls") }),
  ];
  const shown = worthShowing(clones, new Set(["put-away"]));
  expect(shown.map(({ cloneId }) => cloneId)).toEqual(["going", "failed"]);
});
