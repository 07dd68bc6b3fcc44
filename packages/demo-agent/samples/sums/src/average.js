import { total } from "./total.js";

/** The arithmetic mean of the numbers. An empty list has none: `null`. */
export function average(numbers) {
  throw new Error("not implemented");
}
