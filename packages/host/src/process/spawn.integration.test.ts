import { chmod, readdir, writeFile } from "node:fs/promises";
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

test("with pipes, too, a program that does not read its input is no error, and a large input arrives", async () => {
  const input = "x".repeat(1_000_000);
  const start = (...command: string[]) => spawnProcess({ ...options(command), withPipes: true });
  const deaf = await start("true");
  deaf.stdin.end(input);
  expect(await deaf.exited).toEqual({ exitCode: 0, signal: null });
  const counting = await start("wc", "-c");
  counting.stdin.end(input);
  expect(await firstOutput(counting.stdout)).toBe("1000000");
  expect(await counting.exited).toEqual({ exitCode: 0, signal: null });
});

test("with pipes a script can open its output as a file, and all of it arrives", async () => {
  const script = "echo one > /dev/stdout; echo problem > /dev/stderr; seq 2 20000; exit 4";
  const child = await spawnProcess({ ...options(["sh", "-c", script]), withPipes: true });
  const [stdout, stderr]: [string[], string[]] = [[], []];
  const read = (lines: string[]) => ({
    maxLineBytes: 100,
    onLines: (more: readonly { text: string }[]) =>
      void lines.push(...more.map(({ text }) => text)),
  });
  await Promise.all([readLines(child.stdout, read(stdout)), readLines(child.stderr, read(stderr))]);
  expect(await child.exited).toEqual({ exitCode: 4, signal: null });
  expect(stdout).toEqual(["one", ...Array.from({ length: 19_999 }, (_, index) => `${index + 2}`)]);
  expect(stderr).toEqual(["problem"]);
});

test("with pipes, too, a grandchild that keeps them open does not hold the exit back", async () => {
  const command = ["sh", "-c", "sleep 600 & echo started"];
  const child = await spawnProcess({ ...options(command), withPipes: true });
  expect(await firstOutput(child.stdout)).toBe("started");
  expect(await child.exited).toEqual({ exitCode: 0, signal: null });
  await child.kill();
  expect(await isGroupAlive(child.pid)).toBe(false);
});

test.runIf(process.platform === "linux")(
  "pipes leave no open file behind, whether the program starts or not",
  async () => {
    const openFiles = async () => (await readdir("/proc/self/fd")).length;
    const start = async (program: string) => {
      const child = await spawnProcess({ ...options([program]), withPipes: true });
      child.stdout.resume();
      child.stderr.resume();
      await child.exited;
    };
    await start("true");
    const before = await openFiles();
    await Promise.all(Array.from({ length: 10 }, () => start("true")));
    await expect(start("signalbox-no-such-program")).rejects.toMatchObject({
      failure: "program_not_found",
    });
    await expect.poll(openFiles).toBeLessThanOrEqual(before);
  },
);
