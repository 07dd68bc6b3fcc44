import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { spawnDetached } from "./detached.ts";
import { isAlive, readProcessIdentity } from "./identity.ts";
import { killMarked } from "./marked.ts";
import { spawnProcess } from "./spawn.ts";
import { firstOutput, nodeProgram, temporaryFolder, testEnv } from "../testing/processes.ts";

test("a detached program prints into its log file and is known by pid and start time", async () => {
  const folder = await temporaryFolder();
  const logFile = join(folder, "log");
  const identity = await spawnDetached(
    nodeProgram("console.log('out'); console.error('err'); setInterval(() => {}, 1e6)"),
    {
      cwd: folder,
      env: testEnv,
      logFile,
    },
  );
  await expect.poll(() => readFile(logFile, "utf8")).toBe("out\nerr\n");
  expect(await isAlive(identity)).toBe(true);
  expect(await isAlive({ ...identity, startTime: "1" })).toBe(false);
  process.kill(identity.pid, "SIGKILL");
  await expect.poll(() => isAlive(identity)).toBe(false);
});

test("a detached program that is missing is an error", async () => {
  const folder = await temporaryFolder();
  const starting = spawnDetached(["signalbox-no-such-program"], {
    cwd: folder,
    env: testEnv,
    logFile: join(folder, "log"),
  });
  await expect(starting).rejects.toMatchObject({ failure: "program_not_found" });
});

test("a zombie counts as dead", async () => {
  // The shell is replaced by a program that never reaps the child that it has then.
  const child = await spawnProcess({
    command: ["sh", "-c", "sh -c 'echo $$' & exec sleep 600"],
    cwd: "/",
    env: testEnv,
  });
  const zombie = Number(await firstOutput(child.stdout));
  await expect.poll(() => readProcessIdentity(zombie)).toBeNull();
  expect(() => process.kill(zombie, 0)).not.toThrow();
  await child.kill();
});

test("no process has these pids", async () => {
  expect(await readProcessIdentity(0)).toBeNull();
  expect(await readProcessIdentity(-1)).toBeNull();
  expect(await readProcessIdentity(2 ** 30)).toBeNull();
});

test("a sweep kills every marked process, also one that left its group and its parent, and no other", async () => {
  const marker = { name: "SIGNALBOX_TEST_MARK", value: `mark-${process.pid}-${Date.now()}` };
  const marked = { ...testEnv, [marker.name]: marker.value };
  const near = { ...testEnv, [marker.name]: `${marker.value}0` };
  const leaver = await spawnProcess({
    command: ["sh", "-c", "setsid sh -c 'echo $$; exec sleep 600' & wait"],
    cwd: "/",
    env: marked,
  });
  const runaway = Number(await firstOutput(leaver.stdout));
  await leaver.kill();
  expect(await readProcessIdentity(runaway)).not.toBeNull();
  const spared = await spawnProcess({ command: ["sleep", "600"], cwd: "/", env: marked });
  const other = await spawnProcess({ command: ["sleep", "600"], cwd: "/", env: near });
  const sweep = await killMarked(marker, { except: [spared.pid] });
  expect(sweep).toEqual({ killed: [runaway], survivors: [], supported: true });
  expect(await readProcessIdentity(runaway)).toBeNull();
  expect(await readProcessIdentity(spared.pid)).not.toBeNull();
  expect(await readProcessIdentity(other.pid)).not.toBeNull();
  await Promise.all([spared.kill(), other.kill()]);
});
