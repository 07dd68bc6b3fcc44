import { describe, expect, it } from "vitest";
import { mostActive, pickActive } from "./pick-active.ts";

const many = (kind: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${kind}${index + 1}`);

describe("the sessions of the rail", () => {
  it("are those that need the person, then those that run", () =>
    expect(pickActive(many("n", 2), many("r", 1))).toEqual(["n1", "n2", "r1"]));
  it("leave each kind some room when there are too many", () => {
    expect(pickActive(many("n", 20), many("r", 20))).toEqual([...many("n", 5), ...many("r", 4)]);
    expect(pickActive(many("n", 20), many("r", 1))).toEqual([...many("n", 8), "r1"]);
    expect(pickActive(many("n", 1), many("r", 20))).toHaveLength(mostActive);
  });
});
