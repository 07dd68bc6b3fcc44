import { mkdir, readFile, utimes, writeFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { readIdentity, runnerState } from "./liveness.ts";
import { runFolder } from "./run-folder.ts";
import { settleLost } from "./settle-lost.ts";
import { temporaryFolder } from "./testing/temporary-folder.ts";
import { killRunner, newTestRun } from "./testing/test-run.ts";

const longAgo = new Date("2020-01-01");

test.each(["", "{", "null", '{"pid":"x"}', "\u0000\u0000"])(
  "a dead runner's run with the damaged runner.json %j can be settled",
  async (damaged) => {
    const run = await newTestRun({ agent: "cat > /dev/null; echo going; sleep 600" });
    const { runner, heartbeat, spec } = runFolder(run.folder);
    await run.start();
    await run.until((event) => event.type === "output");
    const identity = await readIdentity(run.folder);
    await writeFile(runner, damaged);
    // Nothing says that it is dead: it must not be taken for that.
    expect(await runnerState(run.folder)).toBe("alive");
    expect(await settleLost(run.folder, run)).toBeNull();

    if (identity !== null) await killRunner(identity);
    await utimes(heartbeat, longAgo, longAgo);
    await utimes(spec, longAgo, longAgo);
    expect(await runnerState(run.folder)).toBe("dead");
    expect(await settleLost(run.folder, run)).toMatchObject({ reason: "runner_lost" });
  },
);

test("a run that is only prepared is starting, whatever its runner.json holds", async () => {
  const folder = await temporaryFolder();
  const { spec, runner } = runFolder(folder);
  await mkdir(folder, { recursive: true });
  await writeFile(spec, "{}");
  await writeFile(runner, "damaged");
  expect(await runnerState(folder)).toBe("starting");
  await utimes(spec, longAgo, longAgo);
  expect(await runnerState(folder)).toBe("dead");
  expect(await readFile(runner, "utf8")).toBe("damaged");
});
