import { chmod, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { isGroupAlive } from "./group.ts";
import { readProcessIdentity } from "./identity.ts";
import { readLines } from "./lines.ts";
import { spawnProcess } from "./spawn.ts";
import { firstOutput, nodeProgram, temporaryFolder, testEnv } from "../testing/processes.ts";

const options = (command: string[]) => ({ command, cwd: "/", env: testEnv });

test("a program runs with its arguments as they are, and its exit code is known", async () => {
  const child = await spawnProcess(
    options([...nodeProgram("console.log(process.argv[1]); process.exit(3)"), "$(a) 'b' \"c\""]),
  );
  const lines: string[] = [];
  await readLines(child.stdout, {
    maxLineBytes: 100,
    onLines: (read) => {
      lines.push(...read.map(({ text }) => text));
    },
  });
  expect(lines).toEqual(["$(a) 'b' \"c\""]);
  expect(await child.exited).toEqual({ exitCode: 3, signal: null });
});

test("a missing program is named", async () => {
  await expect(spawnProcess(options(["signalbox-no-such-program"]))).rejects.toMatchObject({
    name: "ProcessStartError",
    failure: "program_not_found",
    message: "The program signalbox-no-such-program was not found.",
  });
});

test("an empty command is a missing program", async () => {
  await expect(spawnProcess(options([""]))).rejects.toMatchObject({ name: "ProcessStartError" });
});

test("a missing folder is not taken for a missing program", async () => {
  const cwd = join(await temporaryFolder(), "gone");
  await expect(spawnProcess({ command: ["true"], cwd, env: testEnv })).rejects.toMatchObject({
    failure: "folder_missing",
  });
});

test("a file that may not be executed is told from a missing one", async () => {
  const file = join(await temporaryFolder(), "plain.txt");
  await writeFile(file, "no program");
  await chmod(file, 0o644);
  await expect(spawnProcess(options([file]))).rejects.toMatchObject({ failure: "not_executable" });
});

test("arguments that are too long for the system are named", async () => {
  await expect(spawnProcess(options(["true", "x".repeat(3_000_000)]))).rejects.toMatchObject({
    failure: "arguments_too_long",
  });
});

test("a program that does not read its input is no error", async () => {
  const child = await spawnProcess(options(["true"]));
  child.stdin.end("x".repeat(1_000_000));
  expect(await child.exited).toEqual({ exitCode: 0, signal: null });
});

test("a grandchild that keeps the pipes open does not hold the exit back", async () => {
  const child = await spawnProcess(options(["sh", "-c", "sleep 600 & echo started"]));
  const lines: string[] = [];
  const reading = readLines(child.stdout, {
    maxLineBytes: 100,
    onLines: (read) => {
      lines.push(...read.map(({ text }) => text));
    },
  });
  expect(await child.exited).toEqual({ exitCode: 0, signal: null });
  await reading;
  expect(lines).toEqual(["started"]);
  expect(await isGroupAlive(child.pid)).toBe(true);
  await child.kill();
  expect(await isGroupAlive(child.pid)).toBe(false);
});

test("a slow reader loses nothing of what was printed before the exit", async () => {
  const child = await spawnProcess(options(["sh", "-c", "seq 1 20000"]));
  let count = 0;
  await readLines(child.stdout, {
    maxLineBytes: 100,
    async onLines(lines) {
      count += lines.length;
      await Promise.resolve();
    },
  });
  expect(count).toBe(20_000);
});

test("stop ends a willing program by SIGINT", async () => {
  const child = await spawnProcess(
    options(
      nodeProgram(
        "process.on('SIGINT', () => process.exit(7)); console.log('ready'); setInterval(() => {}, 1e6)",
      ),
    ),
  );
  await firstOutput(child.stdout);
  await child.stop();
  expect(await child.exited).toEqual({ exitCode: 7, signal: null });
});

test("stop goes on to SIGKILL for a program that ignores the rest, and takes its children along", async () => {
  const stubborn =
    "process.on('SIGINT', () => {}); process.on('SIGTERM', () => {}); setInterval(() => {}, 1e6);";
  const parent = `${stubborn} const c = require('node:child_process').spawn(process.execPath, ['-e', "${stubborn} console.log(process.pid)"], {stdio: ['ignore', 'inherit', 'inherit']});`;
  const child = await spawnProcess(options(nodeProgram(parent)));
  const grandchild = Number(await firstOutput(child.stdout));
  expect(await readProcessIdentity(grandchild)).not.toBeNull();
  await child.stop({ interruptGraceMs: 50, terminateGraceMs: 50 });
  expect(await child.exited).toEqual({ exitCode: null, signal: "SIGKILL" });
  expect(await isGroupAlive(child.pid)).toBe(false);
  expect(await readProcessIdentity(grandchild)).toBeNull();
});

test("stop and kill of a program that has ended are done at once", async () => {
  const child = await spawnProcess(options(["true"]));
  await child.exited;
  await Promise.all([child.stop(), child.kill()]);
  expect(await isGroupAlive(child.pid)).toBe(false);
});
