import { expect, test } from "vitest";
import { fairOrder, withTurn, type Turns } from "./fair-order.ts";

/** Queued runs by names like "a1": run 1 of repository a. */
const queue = (...ids: string[]) =>
  ids.map((id) => ({ id, sessionId: id, repositoryId: id.slice(0, 1) }));
const order = (ids: string[], turns: Turns = []) =>
  fairOrder(queue(...ids), turns).map((run) => run.id);

test("within a repository the oldest run comes first", () => {
  expect(order(["a1", "a2", "a3"])).toEqual(["a1", "a2", "a3"]);
});

test("repositories take turns, however many runs one of them has", () => {
  const ids = ["a1", "a2", "a3", "b1", "a4", "c1", "b2"];
  expect(order(ids)).toEqual(["a1", "b1", "c1", "a2", "b2", "a3", "a4"]);
});

test("who waits longest for a turn has the next one", () => {
  expect(order(["a2", "a3", "b1", "c1"], ["b", "a"])).toEqual(["c1", "b1", "a2", "a3"]);
});

test("served one at a time, ten runs of one repository hold up another's by one run", () => {
  let waiting = ["a1", "a2", "a3", "b1"];
  let turns: Turns = [];
  const served: string[] = [];
  while (waiting.length > 0) {
    const [next] = fairOrder(queue(...waiting), turns);
    if (!next) break;
    served.push(next.id);
    turns = withTurn(turns, next.repositoryId);
    waiting = waiting.filter((id) => id !== next.id);
  }
  expect(served).toEqual(["a1", "b1", "a2", "a3"]);
});
