import path from "node:path";
import { DomainError } from "@signalbox/shared";

/** The whole path of a folder or file that a person names; `~` stands for `personHome`. @throws DomainError INVALID_INPUT */
export function wholePath(given: string, personHome: string, field: string): string {
  const whole = given === "~" || given.startsWith("~/") ? personHome + given.slice(1) : given;
  if (path.isAbsolute(whole)) return path.normalize(whole);
  throw invalidField(field, "Give the whole path, beginning with / or ~/.");
}

/** The error for one field of an input that its schema cannot judge. */
export function invalidField(field: string, message: string): DomainError {
  return new DomainError("INVALID_INPUT", message, {
    help: [message],
    details: { issues: [{ path: field, message }] },
  });
}
