import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readProcessIdentity } from "./identity.ts";
import { runCommand } from "./run-command.ts";
import { temporaryFolder, testEnv } from "../testing/processes.ts";

const sh = (script: string) => ({ command: ["sh", "-c", script], cwd: "/", env: testEnv });

test("a command's output, exit code and input come through", async () => {
  const result = await runCommand({ ...sh("cat; echo oops >&2; exit 4"), input: "hello" });
  expect(result).toEqual({
    stdout: "hello",
    stderr: "oops\n",
    exitCode: 4,
    signal: null,
    truncated: false,
    endedBy: null,
  });
});

test("only the tail of a long output is kept", async () => {
  const result = await runCommand({ ...sh("seq 1 100000"), maxBytes: 20 });
  expect(result.truncated).toBe(true);
  expect(result.stdout.endsWith("99999\n100000\n")).toBe(true);
  expect(Buffer.byteLength(result.stdout)).toBeLessThanOrEqual(20);
});

test("the time limit ends the whole group", async () => {
  const folder = await temporaryFolder();
  const result = await runCommand({
    ...sh("sleep 600 & echo $! > child; wait"),
    cwd: folder,
    timeoutMs: 500,
  });
  expect(result.endedBy).toBe("timeout");
  expect(result.exitCode).toBeNull();
  const child = Number(await readFile(join(folder, "child"), "utf8"));
  expect(await readProcessIdentity(child)).toBeNull();
});

test("an abort ends it, also one that came before", async () => {
  const result = await runCommand({ ...sh("sleep 600"), signal: AbortSignal.abort() });
  expect(result.endedBy).toBe("abort");
  const controller = new AbortController();
  const running = runCommand({ ...sh("sleep 600"), signal: controller.signal });
  controller.abort();
  expect((await running).endedBy).toBe("abort");
});

test("what the command left in the background does not outlive it", async () => {
  const result = await runCommand(sh("sleep 600 >/dev/null 2>&1 & echo $!"));
  expect(result.exitCode).toBe(0);
  expect(await readProcessIdentity(Number(result.stdout))).toBeNull();
});
