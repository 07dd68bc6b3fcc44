import type { SessionWithRun } from "@signalbox/shared";
import { describe, expect, it } from "vitest";
import { applySessionChange, type SessionPages } from "./apply-change.ts";

const session = (
  id: string,
  minute: number,
  status: SessionWithRun["status"] = "idle",
): SessionWithRun => ({
  id,
  repositoryId: "r",
  repositoryName: "sample",
  name: id,
  orchestrator: "ralph",
  agent: "demo",
  agentOptions: {},
  status,
  branch: "b",
  baseBranch: "main",
  baseCommit: "c",
  worktreePath: "/w",
  doneAt: null,
  createdAt: new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString(),
  updatedAt: new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString(),
  latestRun: null,
});
const pages = (nextCursor: string | null, ...items: SessionWithRun[]): SessionPages => ({
  pages: [{ items, nextCursor }],
  pageParams: [null],
});
const ids = (data: SessionPages) => data.pages.flatMap((page) => page.items.map((item) => item.id));
const changed = (value: SessionWithRun) => ({ kind: "changed", session: value }) as const;

describe("applySessionChange", () => {
  const list = pages(null, session("b", 2), session("a", 1));

  it("replaces a loaded session where it is", () => {
    const next = applySessionChange(list, {}, changed(session("a", 1, "running")));
    expect(ids(next)).toEqual(["b", "a"]);
    expect(next.pages[0]?.items[1]?.status).toBe("running");
  });
  it("puts a new session first", () =>
    expect(ids(applySessionChange(list, {}, changed(session("c", 3))))).toEqual(["c", "b", "a"]));
  it("lets one go that no longer fits the filter", () =>
    expect(
      ids(applySessionChange(list, { status: "idle" }, changed(session("b", 2, "running")))),
    ).toEqual(["a"]));
  it("takes in an older one that fits now", () =>
    expect(ids(applySessionChange(list, { status: "idle" }, changed(session("0", 0))))).toEqual([
      "b",
      "a",
      "0",
    ]));
  it("leaves an older one to its own page", () =>
    expect(
      ids(applySessionChange(pages("next", session("b", 2)), {}, changed(session("0", 0)))),
    ).toEqual(["b"]));
  it("lets one go from its column of the board, and takes it into another", () => {
    const done = { ...session("b", 2, "completed"), doneAt: session("b", 2).updatedAt };
    expect(ids(applySessionChange(list, { state: "needs_you" }, changed(done)))).toEqual(["a"]);
    expect(ids(applySessionChange(pages(null), { state: "done" }, changed(done)))).toEqual(["b"]);
  });
  it("keeps one where it is when only its last change is another, so that rows do not jump", () => {
    const later = { ...session("a", 1, "running"), updatedAt: session("x", 9).updatedAt };
    const next = applySessionChange(list, { sort: "changed" }, changed(later));
    expect(ids(next)).toEqual(["b", "a"]);
  });
  it("takes one in where the order of the list has it", () => {
    const byName = pages(null, session("a", 2), session("c", 1));
    expect(ids(applySessionChange(byName, { sort: "name" }, changed(session("B", 9))))).toEqual([
      "a",
      "B",
      "c",
    ]);
    const old = { ...session("0", 0), updatedAt: session("x", 9).updatedAt };
    expect(ids(applySessionChange(list, { sort: "changed" }, changed(old)))).toEqual([
      "0",
      "b",
      "a",
    ]);
  });
  it("adds nothing to a searched list", () =>
    expect(applySessionChange(list, { search: "x" }, changed(session("c", 3)))).toBe(list));
  it("removes a deleted one", () =>
    expect(ids(applySessionChange(list, {}, { kind: "deleted", sessionId: "b" }))).toEqual(["a"]));
});
