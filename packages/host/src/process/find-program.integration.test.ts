import { chmod, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { findProgram } from "./find-program.ts";
import { temporaryFolder } from "../testing/processes.ts";

test("a program is found as the system would find it", async () => {
  const folder = await temporaryFolder();
  await mkdir(join(folder, "first", "tool"), { recursive: true });
  await mkdir(join(folder, "second"));
  await mkdir(join(folder, "third"));
  await writeFile(join(folder, "second", "tool"), "");
  await writeFile(join(folder, "third", "tool"), "");
  await chmod(join(folder, "third", "tool"), 0o755);
  const env = { PATH: ["first", "second", "third"].map((name) => join(folder, name)).join(":") };
  expect(await findProgram("tool", env)).toBe(join(folder, "third", "tool"));
  expect(await findProgram(join(folder, "third", "tool"), {})).toBe(join(folder, "third", "tool"));
  expect(await findProgram(join(folder, "second", "tool"), {})).toBeNull();
});

test("the working folder is never looked into", async () => {
  expect(await findProgram("node", { PATH: "" })).toBeNull();
  expect(await findProgram("node", { PATH: ":." })).toBeNull();
  expect(await findProgram("./node", { PATH: "/usr/bin" })).toBeNull();
  expect(await findProgram("", { PATH: "/usr/bin" })).toBeNull();
  expect(await findProgram("node", {})).toBeNull();
});
