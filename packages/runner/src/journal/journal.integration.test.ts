import { appendFile, mkdir, readFile, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { eventSchema, type Event } from "@signalbox/shared";
import { expect, onTestFinished, test } from "vitest";
import { emptyProjection } from "../projection.ts";
import { runEndedEvent } from "../run-ended.ts";
import {
  journalText,
  noticeBody,
  outputBody,
  range,
  seqs,
  startedBody,
} from "../testing/events.ts";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { maxRecordLength } from "./bounds.ts";
import { openJournal } from "./reader.ts";
import { cutTornLine } from "./repair.ts";
import { createJournal, resumeJournal } from "./writer.ts";

const fail = (error: Error) => {
  throw error;
};
const endBody = runEndedEvent(emptyProjection, { reason: "completed", message: "", exitCode: 0 });
const newPath = async () => join(await temporaryFolder(), "journal.ndjson");

test("a missing journal is empty", async () => {
  const page = await openJournal(await newPath()).read({ limit: 10 });
  expect(page).toEqual({ events: [], firstSeq: 0, lastSeq: 0, ended: false });
});

test("events are numbered from 1 without gaps, in order, and nothing follows the end", async () => {
  const path = await newPath();
  const writer = createJournal(path, fail);
  writer.append(startedBody);
  for (const n of range(1, 5000)) writer.append(outputBody(`line ${n}`));
  writer.append(endBody);
  expect(() => writer.append(noticeBody("late"))).toThrow("ended");
  writer.close();
  const lines = (await readFile(path, "utf8")).trimEnd().split("\n");
  const events = lines.map((line) => eventSchema.parse(JSON.parse(line)));
  expect(seqs(events)).toEqual(range(1, 5002));
  expect(events[4321]).toMatchObject({ text: "line 4321" });
  expect(writer.projection()).toMatchObject({ lastSeq: 5002, reason: "completed" });
});

test("a checkpoint is in the file as soon as it is appended, with all before it", async () => {
  const path = await newPath();
  const writer = createJournal(path, fail);
  onTestFinished(() => writer.close());
  writer.append(noticeBody("before"));
  const counts = { filesChanged: 1, insertions: 1, deletions: 0 };
  writer.append({ type: "checkpoint", iteration: 1, commit: "c", subject: "s", ...counts });
  expect((await readFile(path, "utf8")).split("\n")).toHaveLength(3);
});

test("a run has one journal", async () => {
  const path = await newPath();
  createJournal(path, fail).close();
  expect(() => createJournal(path, fail)).toThrow("EEXIST");
});

test("large texts are cut, and a record stays within its limit", async () => {
  const path = await newPath();
  const writer = createJournal(path, fail);
  const huge = "x".repeat(300_000);
  writer.append(outputBody(huge));
  const diffs = range(1, 50).map((n) => ({ path: `${n}`, oldText: huge, newText: huge }));
  writer.append({ type: "agent.tool", iteration: 1, toolCallId: "t", diffs });
  writer.append({ ...startedBody, prompt: huge });
  writer.close();
  const lines = (await readFile(path, "utf8")).trimEnd().split("\n");
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(maxRecordLength);
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({
    text: expect.stringMatching(/more characters were cut\]$/),
  });
  expect(JSON.parse(lines[1] ?? "").diffs).toHaveLength(50);
  expect(JSON.parse(lines[2] ?? "").prompt).toBe(huge);
});

test("a torn last line is not there until it is whole, and repair cuts it off", async () => {
  const path = await newPath();
  const text = journalText([startedBody, noticeBody("two"), noticeBody("three")]);
  await writeFile(path, text.slice(0, -10));
  const journal = openJournal(path);
  expect((await journal.read({ limit: 10 })).lastSeq).toBe(2);
  await appendFile(path, text.slice(-10));
  expect(seqs((await journal.read({ after: 2, limit: 10 })).events)).toEqual([3]);

  await appendFile(path, '{"seq":4,"type":"out');
  expect(await cutTornLine(path)).toBe(20);
  expect(await cutTornLine(path)).toBe(0);
  resumeJournal(path, { ...emptyProjection, lastSeq: 3 }).close();
  expect(await readFile(path, "utf8")).toBe(text);
});

test("a damaged record in the middle becomes a notice in its place", async () => {
  const path = await newPath();
  const lines = journalText([startedBody, noticeBody("two"), noticeBody("three")]).split("\n");
  await writeFile(path, [lines[0], "\0\0\0", lines[2], ""].join("\n"));
  const { events } = await openJournal(path).read({ limit: 10 });
  expect(seqs(events)).toEqual([1, 2, 3]);
  expect(events[1]).toMatchObject({ type: "notice", level: "error" });
});

test("pages of a journal of 50,000 events, forwards and backwards, while it grows", async () => {
  const path = await newPath();
  const total = 50_000;
  await writeFile(path, journalText(range(1, total).map((n) => outputBody(`line ${n}`))));
  const journal = openJournal(path);

  const seen: number[] = [];
  for (let after = 0; ; after = seen.at(-1) ?? 0) {
    const page = await journal.read({ after, limit: 2000 });
    if (page.events.length === 0) break;
    seen.push(...seqs(page.events));
  }
  expect(seen).toEqual(range(1, total));

  const backwards: number[] = [];
  for (let before = total + 1; before > 1; before = backwards[0] ?? 0) {
    backwards.unshift(...seqs((await journal.read({ before, limit: 1999 })).events));
  }
  expect(backwards).toEqual(seen);

  expect(seqs((await journal.read({ after: 100, before: 104, limit: 10 })).events)).toEqual([
    101, 102, 103,
  ]);
  expect(await journal.read({ after: total, limit: 5 })).toMatchObject({
    events: [],
    firstSeq: 1,
    lastSeq: total,
    ended: false,
  });
  await appendFile(path, journalText([endBody], total + 1));
  const end = await journal.read({ after: total - 1, limit: 5 });
  expect([seqs(end.events), end.ended]).toEqual([[total, total + 1], true]);
});

test("a page of large events ends early, at the side that was asked for", async () => {
  const path = await newPath();
  await writeFile(path, journalText(range(1, 20).map(() => outputBody("x".repeat(900_000)))));
  const journal = openJournal(path);
  expect(seqs((await journal.read({ limit: 20 })).events)).toEqual([1, 2, 3, 4]);
  expect(seqs((await journal.read({ before: 21, limit: 20 })).events)).toEqual([17, 18, 19, 20]);
});

test("followers from different positions get every event once, in order, while it is written", async () => {
  const path = await newPath();
  const journal = openJournal(path);
  const total = 30_000;
  const batches: number[] = [];
  const collect = async (after: number, pace: () => Promise<void>) => {
    const seen: number[] = [];
    for await (const batch of journal.follow({ after })) {
      batches.push(batch.length);
      seen.push(...seqs(batch));
      await pace();
    }
    return seen;
  };
  const tick = () => new Promise<void>((resolve) => setImmediate(resolve));
  const slowly = async () => {
    for (let n = 0; n < 50; n += 1) await tick();
  };
  const followers = [
    collect(0, async () => {}),
    collect(0, slowly),
    collect(12_345, async () => {}),
    collect(total + 1, async () => {}),
  ];
  const writer = createJournal(path, fail);
  for (const n of range(1, total)) {
    writer.append(outputBody(`line ${n}`));
    if (n % 500 === 0) await tick();
  }
  writer.append(endBody);
  writer.close();

  const [fast, slow, late, beyond] = await Promise.all(followers);
  expect(fast).toEqual(range(1, total + 1));
  expect(slow).toEqual(fast);
  expect(late).toEqual(range(12_346, total + 1));
  expect(beyond).toEqual([]);
  expect(Math.max(...batches)).toBeLessThanOrEqual(500);
});

test("a follower sees single events live and ends when it is told to", async () => {
  const path = await newPath();
  const writer = createJournal(path, fail);
  onTestFinished(() => writer.close());
  const stop = new AbortController();
  const events: Event[] = [];
  writer.append(startedBody);
  for await (const batch of openJournal(path).follow({ signal: stop.signal })) {
    events.push(...batch);
    if (events.length < 5) writer.append(noticeBody(`after ${events.length}`));
    else stop.abort();
  }
  expect(seqs(events)).toEqual([1, 2, 3, 4, 5]);
});

test("a journal that was replaced by a shorter one is read anew", async () => {
  const path = await newPath();
  await writeFile(path, journalText(range(1, 10).map((n) => noticeBody(`${n}`))));
  const journal = openJournal(path);
  await journal.read({ limit: 1 });
  await truncate(path, 0);
  await writeFile(path, journalText([noticeBody("new")]));
  expect((await journal.read({ limit: 5 })).lastSeq).toBe(1);
});

test("a follower may begin before there is a folder", async () => {
  const folder = join(await temporaryFolder(), "run");
  const following = (async () => {
    const seen: number[] = [];
    for await (const batch of openJournal(join(folder, "journal.ndjson")).follow({})) {
      seen.push(...seqs(batch));
    }
    return seen;
  })();
  await new Promise((resolve) => setImmediate(resolve));
  await mkdir(folder);
  const writer = createJournal(join(folder, "journal.ndjson"), fail);
  writer.append(startedBody);
  writer.append(endBody);
  writer.close();
  expect(await following).toEqual([1, 2]);
});
