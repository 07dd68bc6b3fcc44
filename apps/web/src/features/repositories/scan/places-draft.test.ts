import { expect, it } from "vitest";
import { checkPlaces, draftOfPlaces } from "./places-draft.ts";

it("takes what the settings have as it is", () => {
  const { places, issues } = checkPlaces(draftOfPlaces(["~", "/srv"], 4));
  expect(places).toEqual({ directories: ["~", "/srv"], depth: 4 });
  expect(issues).toEqual([]);
});

it("says what is wrong at its field, each once", () => {
  const wrong = { ...draftOfPlaces(["", "relative", "~other/x"], 0), depth: "deep" };
  const { places, issues } = checkPlaces(wrong);
  expect(places).toBeNull();
  expect(issues.map(({ path }) => path).toSorted()).toEqual([
    "depth",
    "directories.0",
    "directories.1",
    "directories.2",
  ]);
  expect(checkPlaces(draftOfPlaces([], 4)).issues).toMatchObject([{ path: "directories" }]);
});
