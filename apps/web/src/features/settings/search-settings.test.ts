import { describe, expect, it } from "vitest";
import { searchSettings } from "./search-settings.ts";

const items = [
  { label: "Theme", section: "Appearance", words: "dark light" },
  { label: "Limits of a turn", section: "Limits", words: "silence timeout" },
  { label: "Prices", section: "Limits", words: "model cost" },
  { label: "Sound", section: "Notifications", words: "volume silence" },
  { label: "主题", section: "外观", words: "深色 浅色" },
];
const found = (query: string) => searchSettings(items, query).map(({ label }) => label);

describe("searchSettings", () => {
  it("finds by the beginnings of words, in any order", () => {
    expect(found("sil")).toEqual(["Limits of a turn", "Sound"]);
    expect(found("cost LIM")).toEqual(["Prices"]);
    expect(found("ilence")).toEqual([]);
  });
  it("puts first what is called so", () =>
    expect(found("limits")).toEqual(["Limits of a turn", "Prices"]));
  it("finds nothing for nothing", () => expect(found("  ")).toEqual([]));
  it("finds words that no space goes before", () => expect(found("题")).toEqual(["主题"]));
});
