import { expect, it } from "vitest";
import { lineOf } from "../../../ui/lines-field.tsx";
import { checkSetup, draftOfSetup } from "./setup-draft.ts";

it("takes what is stored as it is, and nothing for nothing", () => {
  const setup = { command: "npm ci", copyFiles: [".env"] };
  expect(checkSetup(draftOfSetup(setup))).toEqual({ setup, issues: [] });
  expect(checkSetup({ command: " \n", copyFiles: [lineOf(" ")] }).setup).toEqual({
    command: null,
    copyFiles: [],
  });
});

it("refuses paths out of the repository, each at its line", () => {
  const lines = [".env", "", "/etc/passwd", "../x", "~/.ssh", "a..b"].map((text) => lineOf(text));
  const { setup, issues } = checkSetup({ command: "", copyFiles: lines });
  expect(setup).toBeNull();
  expect(issues.map(({ path }) => path)).toEqual([
    "setup.copyFiles.2",
    "setup.copyFiles.3",
    "setup.copyFiles.4",
  ]);
});
