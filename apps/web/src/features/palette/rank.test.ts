import { describe, expect, it } from "vitest";
import { rank } from "./rank.ts";
import { withFirst } from "./recents.ts";

const entries = [
  { label: "Delete session…" },
  { label: "Stop run", keywords: "cancel kill" },
  { label: "Go to repositories", keywords: "git folders" },
  { label: "Land…", keywords: "merge rebase" },
  { label: "Rename session…" },
  { label: "会话设置" },
];
const found = (query: string) => rank(entries, query).map(({ label }) => label);

describe("ranking", () => {
  it("keeps everything in its order without a query", () =>
    expect(found("  ")).toEqual(entries.map(({ label }) => label)));
  it("finds words in any order, and keywords", () => {
    expect(found("run stop")).toEqual(["Stop run"]);
    expect(found("merge")).toEqual(["Land…"]);
  });
  it("finds scattered letters, after better matches", () => {
    expect(found("rns")[0]).toBe("Rename session…");
    expect(found("la")[0]).toBe("Land…");
  });
  it("keeps the order of what matches equally well: recents stay first", () =>
    expect(found("session")).toEqual(["Delete session…", "Rename session…"]));
  it("works without spaces between words", () => expect(found("设置")).toEqual(["会话设置"]));
  it("finds nothing rather than anything", () => expect(found("zzz")).toEqual([]));
});

describe("recents", () => {
  it("have the latest first and each once", () => {
    const before = [{ id: "a" }, { id: "b" }];
    expect(withFirst(before, { id: "b", name: "B" })).toEqual([
      { id: "b", name: "B" },
      { id: "a" },
    ]);
  });
});
