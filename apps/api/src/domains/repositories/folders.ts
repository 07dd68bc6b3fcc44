import path from "node:path";
import { DomainError } from "@signalbox/shared";

/** The whole path of a folder or file that a person names; `~` stands for `personHome`. @throws DomainError INVALID_INPUT */
export function wholePath(given: string, personHome: string, field: string): string {
  assertWhole(given, field);
  return path.normalize(isBelowHome(given) ? personHome + given.slice(1) : given);
}

/** Make sure that a path means the same wherever it is used from. @throws DomainError INVALID_INPUT */
export function assertWhole(given: string, field: string): void {
  if (isBelowHome(given) || path.isAbsolute(given)) return;
  throw invalidField(field, "Give the whole path, beginning with / or ~/.");
}

function isBelowHome(given: string): boolean {
  return given === "~" || given.startsWith("~/");
}

/** The error for one field of an input that its schema cannot judge. */
export function invalidField(field: string, message: string): DomainError {
  return new DomainError("INVALID_INPUT", message, {
    help: [message],
    details: { issues: [{ path: field, message }] },
  });
}
