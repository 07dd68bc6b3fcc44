import { appendFile, readFile, rm, writeFile } from "node:fs/promises";
import { killMarked, isAlive } from "@signalbox/host/process";
import { expect, onTestFinished, test } from "vitest";
import { requestStop } from "./control.ts";
import { readIdentity, runnerState } from "./liveness.ts";
import { runMarkerName } from "./marker.ts";
import { runFolder } from "./run-folder.ts";
import { settleLost } from "./settle-lost.ts";
import { endOf, eventsOf, git, killRunner, newTestRun, type TestRun } from "./testing/test-run.ts";

const isOutput = (event: { type: string }) => event.type === "output";
const sleeping = "cat > /dev/null; echo half > work.txt; echo ready; exec sleep 600";

/** Ignores every signal it can and has a child in a session of its own that does the same. */
const stubborn = `trap '' INT TERM HUP
cat > /dev/null
setsid sh -c "trap '' INT TERM HUP; sleep 601 & sleep 602" > /dev/null 2>&1 &
echo ready
while :; do sleep 603; done`;

/** What of the run is still alive; looking kills it, so that a failing test leaves nothing behind. */
async function survivors(run: TestRun): Promise<number[]> {
  const sweep = await killMarked({ name: runMarkerName, value: run.runId });
  return [...sweep.killed, ...sweep.survivors];
}

async function runnerOf(run: TestRun) {
  const identity = await readIdentity(run.folder);
  if (identity === null) throw new Error("no runner was recorded");
  return identity;
}

test("a stop lets the agent end, keeps its work and ends the run as cancelled", async () => {
  const run = await newTestRun({ agent: sleeping });
  await run.start();
  await run.until(isOutput);
  await requestStop(run.folder, { force: false });
  const events = await run.end();
  expect(endOf(events)).toMatchObject({ reason: "stopped", status: "cancelled" });
  expect(eventsOf(events, "iteration.ended")[0]?.outcome).toBe("cancelled");
  expect(git(run.worktree, "show", "HEAD:work.txt")).toBe("half");
  expect(await survivors(run)).toEqual([]);
});

test("a stop ends an agent that ignores signals and a child that left its group", async () => {
  const run = await newTestRun({ agent: stubborn });
  await run.start();
  await run.until(isOutput);
  await requestStop(run.folder, { force: false });
  expect(endOf(await run.end())).toMatchObject({ reason: "stopped", status: "cancelled" });
  expect(await survivors(run)).toEqual([]);
});

test.each([
  { force: true, asked: false },
  { force: false, asked: true },
])(
  "with force $force, a stubborn agent is asked to end first: $asked",
  async ({ force, asked }) => {
    const run = await newTestRun({
      agent: stubborn.replace("INT TERM", "INT; trap 'echo asked' TERM; trap ''"),
    });
    await run.start();
    await run.until(isOutput);
    await requestStop(run.folder, { force: false });
    if (force) await requestStop(run.folder, { force });
    const events = await run.end();
    expect(endOf(events).reason).toBe("stopped");
    const heard = eventsOf(events, "output").map((event) => event.text.trim());
    expect(heard.includes("asked")).toBe(asked);
    expect(await survivors(run)).toEqual([]);
  },
);

test("a stop is heard in the midst of a flood of tiny lines", async () => {
  const run = await newTestRun({ agent: "cat > /dev/null; yes" });
  await run.start();
  await run.until((event) => event.seq > 100_000);
  await requestStop(run.folder, { force: false });
  const runner = await runnerOf(run);
  await expect.poll(() => isAlive(runner)).toBe(false);
  const { events } = await run.journal.read({ before: Number.MAX_SAFE_INTEGER, limit: 1 });
  expect(endOf(events).reason).toBe("stopped");
});

test("a stop that was asked for before the runner is up runs no iteration", async () => {
  const run = await newTestRun({ agent: sleeping });
  await requestStop(run.folder, { force: false });
  await run.start();
  const events = await run.end();
  expect(events.map((event) => event.type)).toEqual(["run.started", "run.ended"]);
  expect(endOf(events)).toMatchObject({ reason: "stopped", status: "cancelled" });
});

test("SIGTERM to the runner is a stop, SIGHUP is nothing", async () => {
  const run = await newTestRun({ agent: sleeping });
  await run.start();
  await run.until(isOutput);
  const { pid } = await runnerOf(run);
  process.kill(pid, "SIGHUP");
  process.kill(pid, "SIGTERM");
  expect(endOf(await run.end()).reason).toBe("stopped");
});

test("what an agent leaves running in a session of its own is ended with its turn, and said", async () => {
  const run = await newTestRun({
    // It has its own session before the agent's turn ends.
    agent:
      "cat > /dev/null; echo x > work; mkfifo up; setsid sh -c 'echo > up; exec sleep 604' > /dev/null 2>&1 & cat up; rm up; echo '<promise>COMPLETE</promise>'",
  });
  await run.start();
  const events = await run.end();
  expect(endOf(events).reason).toBe("completed");
  const types = events.map((event) => event.type);
  expect(types.indexOf("notice")).toBeLessThan(types.indexOf("checkpoint"));
  expect(eventsOf(events, "notice").map((notice) => notice.message)).toEqual([
    "Killed 1 process that the run had left running.",
  ]);
  expect(await survivors(run)).toEqual([]);
});

test.runIf(process.platform === "linux")(
  "a process that has lost the run's mark is named at the run's end",
  async () => {
    const run = await newTestRun({
      agent: "cat > /dev/null; env -i setsid sh -c 'echo $$; exec sleep 600' & wait",
    });
    await run.start();
    const printed = await run.until(isOutput);
    const pid = Number(printed.type === "output" ? printed.text : 0);
    onTestFinished(() => void process.kill(pid, "SIGKILL"));
    await requestStop(run.folder, { force: true });
    const events = await run.end();
    expect(endOf(events).reason).toBe("stopped");
    expect(events.at(-2)).toMatchObject({
      type: "notice",
      level: "warning",
      message: expect.stringMatching(
        `^1 process may be left of the run, without its mark or with other rights, and went on: (sh|sleep) ${pid}\\.$`,
      ),
    });
  },
);

test("a killed runner's run is settled from the journal and its orphans are killed", async () => {
  const run = await newTestRun({ agent: stubborn });
  await run.start();
  await run.until(isOutput);
  expect(await runnerState(run.folder)).toBe("alive");
  expect(await settleLost(run.folder, run)).toBeNull();

  await killRunner(await runnerOf(run));
  expect(await runnerState(run.folder)).toBe("dead");
  await appendFile(runFolder(run.folder).journal, '{"seq":4,"at":"20');

  const [settled, same] = await Promise.all([
    settleLost(run.folder, run),
    settleLost(run.folder, run),
  ]);
  expect(settled).toMatchObject({ status: "error", reason: "runner_lost", iterations: 1 });
  expect(same).toEqual(settled);
  const events = await run.end();
  expect(endOf(events)).toMatchObject({ reason: "runner_lost", status: "error" });
  expect(events.map((event) => event.seq)).toEqual(events.map((_, index) => index + 1));
  expect(events.at(-2)).toMatchObject({ type: "notice", level: "warning" });
  expect(await survivors(run)).toEqual([]);
  expect(await settleLost(run.folder, run)).toEqual(settled);
});

test("a run whose folder is deleted ends, with its work kept, and can be settled", async () => {
  const run = await newTestRun({ agent: sleeping });
  await run.start();
  await run.until(isOutput);
  const runner = await runnerOf(run);
  await rm(run.folder, { recursive: true, maxRetries: 10 });
  await expect.poll(() => isAlive(runner)).toBe(false);
  expect(await survivors(run)).toEqual([]);
  expect(git(run.worktree, "show", "HEAD:work.txt")).toBe("half");
  expect(await settleLost(run.folder, run)).toMatchObject({ reason: "runner_lost" });
  expect(endOf(await run.end()).reason).toBe("runner_lost");
});

test("a run that had ended by itself is left as it is", async () => {
  const run = await newTestRun({ agent: "echo '<promise>COMPLETE</promise>'" });
  await run.start();
  await run.end();
  const runner = await runnerOf(run);
  await expect.poll(() => isAlive(runner)).toBe(false);
  const before = await readFile(runFolder(run.folder).journal, "utf8");
  expect(await settleLost(run.folder, run)).toMatchObject({ reason: "completed" });
  expect(await readFile(runFolder(run.folder).journal, "utf8")).toBe(before);
});

test("a runner that refuses its spec says why, and its run can be settled", async () => {
  const run = await newTestRun({ agent: sleeping });
  const { spec, log } = runFolder(run.folder);
  const current = await readFile(spec, "utf8");
  await writeFile(spec, current.replace('"version": 1', '"version": 2'));
  expect(await runnerState(run.folder)).toBe("starting");
  await run.start();
  await expect.poll(() => runnerState(run.folder)).toBe("dead");
  expect(await readFile(log, "utf8")).toContain("has version 2; this runner reads version 1");
  expect(await settleLost(run.folder, run)).toMatchObject({ reason: "runner_lost" });
});
