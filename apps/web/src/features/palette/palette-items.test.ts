import { i18n } from "@lingui/core";
import { describe, expect, it } from "vitest";
import type { Command } from "../shell/commands.ts";
import { commandGroups, findInGroups, type PaletteGroup } from "./palette-items.ts";

i18n.loadAndActivate({ locale: "en", messages: {} });

const nothing = () => undefined;
const command = (id: string, more: Partial<Command> = {}): Command => ({
  id,
  label: id,
  section: "go",
  run: nothing,
  ...more,
});
const shapeOf = (groups: readonly PaletteGroup[]) =>
  groups.map(({ label, items }) => [label, items.map((item) => item.label)]);

describe("commands in the palette", () => {
  it("stand by section, the page's own first, the last used of a section first", () => {
    const groups = commandGroups(
      [command("a"), command("b"), command("stop", { section: "session" })],
      [{ id: "b" }],
      nothing,
    );
    expect(shapeOf(findInGroups(groups, ""))).toEqual([
      ["Session", ["stop"]],
      ["Go to", ["b", "a"]],
    ]);
  });
  it("are those that do something and make sense without keys, the inner one of two", () => {
    const groups = commandGroups(
      [
        command("a", { label: "outer" }),
        command("a", { label: "inner" }),
        command("next", { keysOnly: true }),
        command("told", { run: undefined }),
      ],
      [],
      nothing,
    );
    expect(shapeOf(findInGroups(groups, ""))).toEqual([["Go to", ["inner"]]]);
  });
  it("of a query: the group with the best match is the first", () => {
    const groups = commandGroups(
      [command("Close landing", { section: "session" }), command("Land")],
      [],
      nothing,
    );
    expect(shapeOf(findInGroups(groups, "land"))).toEqual([
      ["Go to", ["Land"]],
      ["Session", ["Close landing"]],
    ]);
  });
});
