import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { runCommand } from "@signalbox/api/testing";
import { expect, test } from "vitest";
import { connect, watch } from "./client.ts";
import { startRun } from "./runs.ts";
import { chaosAgent, createWorld } from "./world.ts";
import { expectConsistent, expectNoProcess } from "./verify.ts";

/** Room for the database and some journal, and no more. */
const sizeMegabytes = 24;

const isRoot = process.getuid?.() === 0;

test.skipIf(!isRoot)(
  "a disk that fills up ends the run in words and the server lives (needs root to mount a small disk)",
  async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), "signalbox-disk-"));
    const mount = (...command: string[]) => runCommand({ command, cwd: "/", env: process.env });
    const mounted = await mount(
      "mount",
      "-t",
      "tmpfs",
      "-o",
      `size=${sizeMegabytes}m`,
      "none",
      folder,
    );
    expect(mounted.exitCode).toBe(0);
    try {
      const world = await createWorld([chaosAgent("flood", 2_000_000, 200)], {
        home: path.join(folder, "home"),
      });
      const { client, close } = connect(world);
      try {
        const { runId } = await startRun(client, world.repositoryId, "flood");
        const seen = watch(client, runId);
        await seen.atLeast(1);
        await expect
          .poll(async () => (await world.processes()).length, { timeout: 60_000 })
          .toBe(0);
        // Room again: what could not be written is settled.
        await rm(path.join(world.home, "runs", runId, "runner.log"), { force: true });
        await mount("mount", "-o", `remount,size=${sizeMegabytes * 4}m`, folder);
        await seen.ended;
        const events = await expectConsistent(world, client, runId);
        expect(events.at(-1)).toMatchObject({ type: "run.ended", status: "error" });
        await expectNoProcess(world);
        expect((await client.system.info.query()).version).toBeTruthy();
      } finally {
        await close();
        await world.end();
      }
    } finally {
      await mount("umount", folder);
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    }
  },
);
