import { expect, test } from "vitest";
import { graphOf } from "./graph.ts";

const chain = (...ids: string[]) =>
  ids.map((commit, index) => ({ commit, parents: [ids[index + 1] ?? "hidden"] }));

test("a straight history is one column, open to what is not shown", () => {
  const rows = graphOf(chain("c", "b", "a"));
  expect(rows.map(({ column }) => column)).toEqual([0, 0, 0]);
  expect(rows[0]?.above).toEqual([]);
  expect(rows[1]?.above).toEqual([[0, 0]]);
  expect(rows[2]).toMatchObject({ below: [[0, 0]], open: [0] });
});

test("a merge opens a column for its second parent, which closes where both lines meet", () => {
  const rows = graphOf([
    { commit: "m", parents: ["b", "x"] },
    { commit: "x", parents: ["a"] },
    { commit: "b", parents: ["a"] },
    { commit: "a", parents: [] },
  ]);
  expect(rows.map(({ column }) => column)).toEqual([0, 1, 0, 0]);
  expect(rows[0]?.below).toEqual([
    [0, 0],
    [0, 1],
  ]);
  expect(rows[3]).toEqual({
    column: 0,
    above: [
      [0, 0],
      [1, 0],
    ],
    below: [],
    open: [],
  });
});

test("a commit without children among those shown begins a column of its own", () => {
  const rows = graphOf([
    { commit: "a", parents: ["z"] },
    { commit: "b", parents: ["z"] },
    { commit: "z", parents: [] },
  ]);
  expect(rows.map(({ column }) => column)).toEqual([0, 1, 0]);
});
