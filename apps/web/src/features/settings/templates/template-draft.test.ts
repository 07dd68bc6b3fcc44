import { describe, expect, it } from "vitest";
import { moved, readTemplate, withTemplate } from "./template-draft.ts";

const template = (id: string) => ({ id, name: id, prompt: `do ${id}` });
const [a, b, c] = [template("a"), template("b"), template("c")];

describe("moved", () => {
  it("goes one place up or down", () => {
    expect(moved([a, b, c], "c", -1)).toEqual([a, c, b]);
    expect(moved([a, b, c], "a", 1)).toEqual([b, a, c]);
  });
  it("stays within the list", () => {
    expect(moved([a, b], "a", -1)).toEqual([a, b]);
    expect(moved([a, b], "b", 1)).toEqual([a, b]);
    expect(moved([a, b], "gone", 1)).toEqual([a, b]);
  });
});

describe("withTemplate", () => {
  it("keeps the place of one that is there, and puts a new one last", () => {
    const changed = { ...a, prompt: "else" };
    expect(withTemplate([a, b], changed)).toEqual([changed, b]);
    expect(withTemplate([a, b], c)).toEqual([a, b, c]);
  });
});

describe("readTemplate", () => {
  it("misses name and prompt, each at its field", () => {
    const result = readTemplate({ id: "x", name: " ", prompt: "" });
    const paths = result.ok ? [] : result.issues.map(({ path }) => path);
    expect(new Set(paths)).toEqual(new Set(["name", "prompt"]));
  });
  it("takes the spaces off the name, and leaves the prompt as it is", () =>
    expect(readTemplate({ id: "x", name: " n ", prompt: " p\n" })).toEqual({
      ok: true,
      template: { id: "x", name: "n", prompt: " p\n" },
    }));
});
