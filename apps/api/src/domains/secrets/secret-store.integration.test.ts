import { mkdtemp, readFile, readdir, rm, stat, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import type { SecretWish } from "./secret-env.ts";
import { SecretStore } from "./secret-store.ts";

let home: string;
let store: SecretStore;

beforeEach(async () => {
  home = await mkdtemp(path.join(os.tmpdir(), "signalbox-secrets-"));
  onTestFinished(() => rm(home, { recursive: true }));
  store = new SecretStore({ home });
});

const wish = (scope: string, name: string, value: string | null): SecretWish => {
  return { scope, name, value, path: `${scope}.${name}` };
};
const nothing = async () => {};

/** Replaces a scope by these secrets. */
const set = (scope: string, secrets: Record<string, string | null>, commit = nothing) => {
  const wishes = Object.entries(secrets).map(([name, value]) => wish(scope, name, value));
  return store.change({ scopes: [scope], wishes }, commit);
};

test("secrets are in a file of their own that only the person can read, written whole", async () => {
  await set("agent:a", { A_KEY: "one", B_KEY: "two" });
  expect(JSON.parse(await readFile(store.file, "utf8"))).toEqual({
    version: 1,
    values: { "agent:a": { A_KEY: "one", B_KEY: "two" } },
  });
  expect((await stat(store.file)).mode & 0o777).toBe(0o600);
  expect(await readdir(home)).toEqual(["secrets.json"]);
});

test("null keeps a value, a name that is left out goes, other scopes stay", async () => {
  await set("agent:a", { A_KEY: "one", B_KEY: "two" });
  await set("session:s", { A_KEY: "of the session" });
  await set("agent:a", { A_KEY: null, C_KEY: "three" });
  expect(await store.valuesOf(["agent:a"])).toEqual({ A_KEY: "one", C_KEY: "three" });
  expect(await store.valuesOf(["agent:a", "session:s"])).toMatchObject({ A_KEY: "of the session" });
  await set("agent:a", {});
  expect(await store.valuesOf(["agent:a"])).toEqual({});
});

test("a value that is to stay and is not there is told, and nothing is written", async () => {
  await expect(set("agent:a", { A_KEY: "one", B_KEY: null })).rejects.toMatchObject({
    code: "INVALID_INPUT",
    details: { issues: [{ path: "agent:a.B_KEY" }] },
  });
  expect(await readdir(home)).toEqual([]);
});

test("two values for one name are told", async () => {
  const wishes = [wish("agent:a", "A_KEY", "one"), wish("agent:a", "A_KEY", "other")];
  const changing = store.change({ scopes: ["agent:a"], wishes }, nothing);
  await expect(changing).rejects.toMatchObject({ code: "INVALID_INPUT" });
});

test("while what names them is written, no secret that may be named is missing; when that fails, all are as before", async () => {
  await set("agent:a", { A_KEY: "one", B_KEY: "two" });
  const failing = async () => {
    expect(await readFile(store.file, "utf8")).toContain("three");
    expect(await readFile(store.file, "utf8")).toContain("two");
    throw new Error("no row");
  };
  await expect(set("agent:a", { A_KEY: "three" }, failing)).rejects.toThrow("no row");
  expect(await store.valuesOf(["agent:a"])).toEqual({ A_KEY: "one", B_KEY: "two" });
});

test("changes at the same time all take effect", async () => {
  const names = ["a", "b", "c", "d", "e"];
  await Promise.all(names.map((name) => set(`agent:${name}`, { A_KEY: name })));
  for (const name of names) {
    expect(await store.valuesOf([`agent:${name}`])).toEqual({ A_KEY: name });
  }
});

test.each(['{"version":1,"values":{"agent:a":{"A_KEY":"hush"', '{"version":2,"values":{}}', ""])(
  "a file that cannot be read is left as it is, and no word of it is told: %s",
  async (text) => {
    await writeFile(store.file, text);
    const failure = await set("agent:a", { B_KEY: "x" }).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: "SECRETS_UNREADABLE" });
    expect(JSON.stringify(failure) + String(failure)).not.toContain("hush");
    await expect(store.valuesOf(["agent:a"])).rejects.toMatchObject({ code: "SECRETS_UNREADABLE" });
    expect(await readFile(store.file, "utf8")).toBe(text);
  },
);
