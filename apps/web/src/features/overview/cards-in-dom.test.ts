import { describe, expect, it } from "vitest";
import { nearestInDirection, type Direction } from "./cards-in-dom.ts";

const box = (left: number, top: number, width = 100, height = 40) => ({
  left,
  top,
  right: left + width,
  bottom: top + height,
});

/** Two columns of unequal cards beside each other. */
const board = [
  { item: "a1", box: box(0, 0) },
  { item: "a2", box: box(0, 50, 100, 80) },
  { item: "a3", box: box(0, 140) },
  { item: "b1", box: box(110, 0, 100, 60) },
  { item: "b2", box: box(110, 70) },
];
const from = (name: string, direction: Direction) => {
  const start = board.find(({ item }) => item === name);
  if (!start) throw new Error(`no card ${name}`);
  const others = board.filter(({ item }) => item !== name);
  return nearestInDirection(start.box, others, direction);
};

describe("nearestInDirection", () => {
  it("goes along a column", () => {
    expect(from("a1", "down")).toBe("a2");
    expect(from("a2", "up")).toBe("a1");
    expect(from("b1", "down")).toBe("b2");
  });
  it("goes to the card beside, at the same height or nearly", () => {
    expect(from("a1", "right")).toBe("b1");
    expect(from("a3", "right")).toBe("b2");
    expect(from("b2", "left")).toBe("a2");
  });
  it("stays where there is no further one", () => {
    expect(from("a3", "down")).toBeUndefined();
    expect(from("a1", "left")).toBeUndefined();
  });
});
