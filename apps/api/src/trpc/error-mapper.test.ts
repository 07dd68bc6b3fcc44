import { expect, test } from "vitest";
import { expectedFailureOf } from "./error-mapper.ts";

test("a full disk is an expected failure with a way out", () => {
  const cause = Object.assign(new Error("no space left on device"), { code: "ENOSPC" });
  expect(expectedFailureOf({ code: "INTERNAL_SERVER_ERROR", message: "", cause })).toMatchObject({
    trpcCode: "SERVICE_UNAVAILABLE",
    domain: { code: "STORAGE_FULL", help: [expect.stringContaining("Free some space")] },
  });
});
