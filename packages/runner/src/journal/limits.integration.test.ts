import { mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { runCommand } from "@signalbox/host/process";
import type { Event, EventBody } from "@signalbox/shared";
import { expect, onTestFinished, test } from "vitest";
import { emptyProjection } from "../projection.ts";
import { runEndedEvent } from "../run-ended.ts";
import { runFolder } from "../run-folder.ts";
import { outputBody, range, seqs, startedBody } from "../testing/events.ts";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { endOf, eventsOf, git, newTestRun, runToEnd } from "../testing/test-run.ts";
import { openJournal } from "./reader.ts";
import { createJournal } from "./writer.ts";

const endBody = runEndedEvent(emptyProjection, { reason: "completed", message: "", exitCode: 0 });
const isRoot = process.getuid?.() === 0;
const promise = "<promise>COMPLETE</promise>";
const ended: EventBody = {
  type: "iteration.ended",
  iteration: 1,
  outcome: "succeeded",
  promise: false,
  changed: true,
  exitCode: 0,
  durationMs: 1,
  problem: null,
};
const fail = (error: Error) => {
  throw error;
};

async function eventsIn(path: string): Promise<Event[]> {
  const events: Event[] = [];
  for (;;) {
    const page = await openJournal(path).read({ after: events.length, limit: 2000 });
    if (page.events.length === 0) return events;
    events.push(...page.events);
  }
}

/** A disk of a few pages, mounted at `folder` until the test is over. */
async function mountSmallDisk(folder: string, sizeKibibytes: number): Promise<void> {
  const run = (...command: string[]) => runCommand({ command, cwd: "/", env: process.env });
  const { exitCode } = await run(
    "mount",
    "-t",
    "tmpfs",
    "-o",
    `size=${sizeKibibytes}k`,
    "none",
    folder,
  );
  expect(exitCode).toBe(0);
  onTestFinished(async () => void (await run("umount", "-l", folder)));
}

test("a journal at its limit leaves out what is boundless, counts it, and records the rest", async () => {
  const path = join(await temporaryFolder(), "journal.ndjson");
  const writer = createJournal(path, fail, { maxBytes: 2000 });
  const message: EventBody = {
    type: "agent.message",
    iteration: 1,
    messageId: "m",
    kind: "message",
    text: "words",
  };
  const lines = range(1, 10).map((n) => ({ text: `line ${n}`, truncated: false }));
  writer.append(startedBody);
  for (let n = 0; n < 4; n += 1) writer.appendOutput({ iteration: 1, stream: "stdout", lines });
  writer.append(message);
  writer.append({
    type: "agent.usage",
    iteration: 1,
    inputTokens: 1,
    outputTokens: 1,
    costUsd: null,
  });
  writer.append(ended);
  writer.append(outputBody("late"));
  writer.append(endBody);
  writer.close();

  const events = await eventsIn(path);
  expect(seqs(events)).toEqual(range(1, events.length));
  const recorded = eventsOf(events, "output").length;
  expect(recorded).toBeGreaterThan(0);
  expect(events.slice(1 + recorded).map((event) => event.type)).toEqual([
    "notice",
    "agent.usage",
    "notice",
    "iteration.ended",
    "notice",
    "run.ended",
  ]);
  expect(eventsOf(events, "notice").map((notice) => notice.message)).toEqual([
    expect.stringContaining("reached its limit of 2000 bytes"),
    `Not recorded, since the run's journal has reached its limit: ${40 - recorded + 1} events.`,
    "Not recorded, since the run's journal has reached its limit: 1 event.",
  ]);
});

test("a run whose journal reaches its limit goes on to its end", async () => {
  const { events, folder } = await runToEnd({
    agent: `cat > /dev/null; date +%s%N > work.txt; yes 0123456789 | head -n 300000; [ $SIGNALBOX_ITERATION = 2 ] && echo '${promise}'; true`,
    spec: { limits: { maxJournalBytes: 200_000 } },
  });
  expect(endOf(events).reason).toBe("completed");
  expect((await stat(runFolder(folder).journal)).size).toBeLessThan(1_500_000);
  const recorded = eventsOf(events, "output").length;
  const notices = eventsOf(events, "notice").map(({ message }) => message);
  expect(notices).toHaveLength(3);
  const counts = notices.slice(1).map((message) => Number(/(\d+) events/.exec(message)?.[1]));
  expect(recorded + counts.reduce((sum, count) => sum + count, 0)).toBe(600_001);
  expect(eventsOf(events, "checkpoint")).toHaveLength(2);
  expect(eventsOf(events, "iteration.ended").map((end) => end.promise)).toEqual([false, true]);
  await expect.poll(() => readdir(folder)).not.toContain("reserve");
});

test.skipIf(!isRoot)(
  "a journal on a full disk keeps its whole lines and ends with how the run went on (needs root to mount a small disk)",
  async () => {
    const folder = join(await temporaryFolder(), "disk");
    await mkdir(folder);
    await mountSmallDisk(folder, 512);
    const path = join(folder, "journal.ndjson");
    const failures: string[] = [];
    const writer = createJournal(path, (error) => failures.push(error.message), {
      reservePath: join(folder, "reserve"),
    });
    writer.append(startedBody);
    const lines = range(1, 1000).map((n) => ({ text: `line ${n}`, truncated: false }));
    for (let n = 0; n < 20; n += 1) writer.appendOutput({ iteration: 1, stream: "stdout", lines });
    expect(failures).toEqual(["The disk is full: the run's journal could not be written."]);
    writer.append(ended);
    writer.append(endBody);
    writer.close();

    const events = await eventsIn(path);
    expect(seqs(events)).toEqual(range(1, events.length));
    expect(events.some((event) => "message" in event && event.message.includes("damaged"))).toBe(
      false,
    );
    const recorded = eventsOf(events, "output").length;
    expect(recorded).toBeGreaterThan(1000);
    expect(events.slice(-3)).toMatchObject([
      {
        type: "notice",
        level: "error",
        message: expect.stringContaining(`: ${20_000 - recorded} events.`),
      },
      { type: "iteration.ended" },
      { type: "run.ended" },
    ]);
    expect(await readFile(path, "utf8")).toMatch(/\n$/);
  },
);

test.skipIf(!isRoot)(
  "a run whose disk fills up says so itself (needs root to mount a small disk)",
  async () => {
    const run = await newTestRun({
      agent: "cat > /dev/null; echo half > work.txt; yes 0123456789",
    });
    const { spec } = runFolder(run.folder);
    const prepared = await readFile(spec);
    await mountSmallDisk(run.folder, 1024);
    await writeFile(spec, prepared);
    await run.start();
    const events = await run.end();
    expect(endOf(events)).toEqual({
      reason: "error",
      status: "error",
      message: "The disk is full: the run's journal could not be written.",
    });
    expect(seqs(events)).toEqual(range(1, events.length));
    expect(eventsOf(events, "iteration.ended")).toHaveLength(1);
    expect(git(run.worktree, "show", "HEAD:work.txt")).toBe("half");
  },
);
