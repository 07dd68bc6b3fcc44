import { v7 } from "uuid";

/** A new identifier: UUID v7, so that a later one sorts after an earlier one, also within a millisecond. */
export function newId(): string {
  return v7();
}
