import { expect, test } from "vitest";
import { parseProcStat } from "./proc.ts";

const fieldsAfterName = (state: string, groupId: number, startTime: string) =>
  `${state} 1 ${groupId} 77 0 -1 4194560 1 0 0 0 2 3 0 0 20 0 1 0 ${startTime} 1000 20 18446744073709551615`;

test.each(["node", "a b", "tricky) R 9 (name", "((", "))", "new\nline"])(
  "the fields are found behind the program name %j",
  (name) => {
    const stat = parseProcStat(`4242 (${name}) ${fieldsAfterName("S", 4240, "987654")}`);
    expect(stat).toEqual({ state: "S", groupId: 4240, startTime: "987654" });
  },
);

test("a line of another shape gives nothing", () => {
  expect(parseProcStat("")).toBeNull();
  expect(parseProcStat("1 (init) S 0 1")).toBeNull();
});
