import { describe, expect, it } from "vitest";
import { lineOf } from "../../ui/lines-field.tsx";
import { copyDraftOf, idOfName, newDefinitionDraft, readDefinition } from "./definition-draft.ts";
import { envRow, envRowsOf, isSecretRow, isStored, readEnv } from "./env-draft.ts";
import { issuesBelow, optionsDraftOf, readOptions } from "./options-draft.ts";
import { priceRow, readPrices } from "../settings/price-draft.ts";

describe("environment variables", () => {
  it("keep a stored secret by sending null, and replace it by what is typed", () => {
    const [key = envRow(), debug = envRow()] = envRowsOf({ API_KEY: null, DEBUG: "1" });
    expect(readEnv([key, debug])).toEqual({ API_KEY: null, DEBUG: "1" });
    expect(readEnv([{ ...key, value: "new" }, debug])).toEqual({ API_KEY: "new", DEBUG: "1" });
  });

  it("do not take a stored secret for one of another name", () => {
    const [row = envRow()] = envRowsOf({ API_KEY: null });
    const renamed = { ...row, name: "OTHER_KEY" };
    expect([isStored(row), isStored(renamed)]).toEqual([true, false]);
    expect(readEnv([renamed])).toEqual({ OTHER_KEY: "" });
  });

  it("are secret by their name, and count for nothing when they are empty", () => {
    expect(isSecretRow(envRow("GITHUB_TOKEN", "x"))).toBe(true);
    expect(isSecretRow(envRow("DEBUG", "x"))).toBe(false);
    expect(readEnv([envRow()])).toBeUndefined();
  });
});

describe("readOptions", () => {
  const draft = optionsDraftOf(undefined);
  it("gives nothing for a draft in which nothing is set", () =>
    expect(readOptions(draft)).toEqual({ ok: true, options: {} }));
  it("gives back what it was made from", () => {
    const options = {
      model: "opus",
      effort: "high",
      args: ["--a", "", "b\nc"],
      program: "/usr/bin/claude",
      driving: "acp" as const,
    };
    expect(readOptions(optionsDraftOf(options))).toEqual({ ok: true, options });
  });
  it.each([
    [{ model: "-x" }, "model"],
    [{ program: "claude" }, "program"],
    [{ env: [envRow("1X", "a")] }, "env.1X"],
    [{ env: [envRow("SIGNALBOX_HOME", "a")] }, "env.SIGNALBOX_HOME"],
  ])("finds fault with %o at %s, in words", (change, path) => {
    const result = readOptions({ ...draft, ...change });
    expect(result).toMatchObject({ ok: false, issues: [{ path }] });
    expect(JSON.stringify(result)).not.toContain("Invalid key");
  });
  it("passes over lines at the end that are not typed yet", () =>
    expect(readOptions({ ...draft, args: [lineOf("a"), lineOf()] })).toEqual({
      ok: true,
      options: { args: ["a"] },
    }));
});

describe("readDefinition", () => {
  const draft = { ...newDefinitionDraft(), name: "My Agent, v2" };
  it("makes the id from the name", () => {
    expect(readDefinition({ ...draft, command: [lineOf("agent"), lineOf("--acp")] })).toEqual({
      ok: true,
      definition: {
        id: "my-agent-v2",
        name: "My Agent, v2",
        protocol: "acp",
        command: ["agent", "--acp"],
      },
    });
    expect(idOfName(`${"x".repeat(39)} y`)).toBe("x".repeat(39));
  });
  it("misses the program, and refuses the id of a built-in agent", () => {
    const result = readDefinition({ ...draft, id: "claude" });
    const paths = result.ok ? [] : result.issues.map(({ path }) => path);
    expect(new Set(paths)).toEqual(new Set(["id", "command"]));
  });
});

describe("copyDraftOf", () => {
  it("has an id of its own, and asks for the secrets again", () => {
    const original = {
      id: "mine",
      name: "Mine",
      protocol: "command" as const,
      command: ["mine"],
      env: { API_KEY: null, DEBUG: "1" },
    };
    expect(readDefinition(copyDraftOf(original))).toEqual({
      ok: true,
      definition: {
        ...original,
        id: "mine-copy",
        name: "Mine (copy)",
        env: { API_KEY: "", DEBUG: "1" },
      },
    });
  });
});

describe("issuesBelow", () => {
  it("are those of one part of the input, named from there", () => {
    const issues = ["a.b.model", "a.b", "a.bc.model", "c"].map((path) => ({ path, message: "" }));
    expect(issuesBelow(issues, "a.b").map(({ path }) => path)).toEqual(["model", ""]);
  });
});

describe("readPrices", () => {
  it("gives prices by model, the cached one only where it is given", () => {
    const rows = [
      priceRow("a", { inputUsd: 1, outputUsd: 2 }),
      priceRow("b*", { inputUsd: 1, cachedInputUsd: 0, outputUsd: 2 }),
      priceRow(),
    ];
    expect(readPrices(rows)).toEqual({
      ok: true,
      prices: {
        a: { inputUsd: 1, outputUsd: 2 },
        "b*": { inputUsd: 1, cachedInputUsd: 0, outputUsd: 2 },
      },
    });
  });
  it("finds what is missing, what is no number, and what stands there twice", () => {
    const price = { inputUsd: 1, outputUsd: 2 };
    const rows = [
      priceRow("a", price),
      { ...priceRow("a", price), outputUsd: "x" },
      priceRow("", price),
    ];
    expect(readPrices(rows)).toMatchObject({
      ok: false,
      issues: [{ path: "1.model" }, { path: "1.outputUsd" }, { path: "2.model" }],
    });
  });
});
