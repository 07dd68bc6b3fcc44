import { expect, test } from "vitest";
import { domainCodes, DomainError, domainErrorDataSchema } from "./errors.ts";

test("every code of the contract is there, once", () => {
  expect(new Set(domainCodes).size).toBe(domainCodes.length);
  expect(domainCodes).toEqual(
    expect.arrayContaining(["ORCHESTRATOR_UNAVAILABLE", "SESSION_BUSY", "UNAUTHORIZED"]),
  );
});

test("a domain error says what, what to do, and facts for programs", () => {
  const cause = new Error("below");
  const {
    code,
    help,
    details,
    message,
    cause: kept,
  } = new DomainError("GIT_FAILED", "No.", {
    help: ["Try again."],
    details: { exitCode: 1 },
    cause,
  });
  expect({ code, help, details, message, kept }).toEqual({
    code: "GIT_FAILED",
    help: ["Try again."],
    details: { exitCode: 1 },
    message: "No.",
    kept: cause,
  });
  expect(domainErrorDataSchema.parse({ code, help, details })).toEqual({ code, help, details });
});
