import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { temporaryFolder, testEnv } from "../testing/processes.ts";
import { launch } from "./launch.ts";
import { runCommand } from "./run-command.ts";

const options = { cwd: "/", env: testEnv, patienceMs: 20_000 };

test("a program that ends is told of with its exit code, or without when a signal ended it", async () => {
  expect(await launch(["sh", "-c", "exit 0"], options)).toEqual({ kind: "ended", exitCode: 0 });
  expect(await launch(["sh", "-c", "exit 3"], options)).toEqual({ kind: "ended", exitCode: 3 });
  const killed = await launch(["sh", "-c", "kill -9 $$"], options);
  expect(killed).toEqual({ kind: "ended", exitCode: null });
});

test("a program that goes on is left alone, leader of a session of its own", async () => {
  const folder = await temporaryFolder();
  const file = join(folder, "pid");
  const script = `echo $$ > pid; while [ ! -e end ]; do sleep 0.05; done; echo ended >> pid`;
  const launched = await launch(["sh", "-c", script], { ...options, cwd: folder, patienceMs: 1 });
  onTestFinished(() => writeFile(join(folder, "end"), ""));
  expect(launched).toEqual({ kind: "running" });
  const text = () => readFile(file, "utf8").catch(() => "");
  await expect.poll(text).toMatch(/^\d+\n$/);
  const pid = Number(await text());
  const { stdout } = await runCommand({
    command: ["ps", "-o", "sid=", "-p", String(pid)],
    cwd: "/",
    env: testEnv,
  });
  expect(Number(stdout)).toBe(pid);
  await writeFile(join(folder, "end"), "");
  await expect.poll(text).toContain("ended");
});

test("a program that cannot be started is told apart", async () => {
  await expect(launch(["no-such-program"], options)).rejects.toMatchObject({
    failure: "program_not_found",
  });
});
