import { appendFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { emptyProjection } from "../projection.ts";
import { runEndedEvent } from "../run-ended.ts";
import { journalText, noticeBody, outputBody, range, seqs } from "../testing/events.ts";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { openJournal, type Journal } from "./reader.ts";
import { createJournal } from "./writer.ts";

const endBody = runEndedEvent(emptyProjection, { reason: "completed", message: "", exitCode: 0 });
const newPath = async () => join(await temporaryFolder(), "journal.ndjson");
const tick = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Writes `count` lines and the end, a little at a time; `at` is called when so many are written. */
async function flood(path: string, count: number, at: (written: number) => void = () => {}) {
  const writer = createJournal(path, (error) => {
    throw error;
  });
  for (const n of range(1, count)) {
    writer.append(outputBody(`line ${n} ${"x".repeat(80)}`));
    if (n % 500 > 0) continue;
    at(n);
    await tick();
  }
  writer.append(endBody);
  writer.close();
}

/** Follows to the end; `pace` is awaited after each batch. */
async function collect(journal: Journal, after: number, pace = async (_seq: number) => {}) {
  const seen: number[] = [];
  for await (const batch of journal.batches({ after })) {
    seen.push(...seqs(batch.events));
    await pace(batch.lastSeq);
  }
  return seen;
}

test("20 followers that begin at different events and times of a flood get every event once, in order", async () => {
  const path = await newPath();
  const journal = openJournal(path);
  const total = 60_000;
  const begun: { after: number; seen: Promise<number[]> }[] = [];
  const begin = (after: number) => begun.push({ after, seen: collect(journal, after, tick) });
  for (const n of range(0, 9)) begin(n * 777);
  await flood(path, total, (written) => {
    if (written % 6000 === 0) begin(Math.floor(written / 2));
  });
  expect(begun).toHaveLength(20);
  for (const { after, seen } of begun) expect(await seen).toEqual(range(after + 1, total + 1));
});

test("a slow follower falls behind what is kept and catches up; nobody waits for it", async () => {
  const path = await newPath();
  const journal = openJournal(path);
  const total = 60_000;
  let goOn = () => {};
  const gate = new Promise<void>((resolve) => (goOn = resolve));
  const slow = collect(journal, 0, () => gate);
  const fast = collect(journal, 0);
  await flood(path, total);
  expect(await fast).toEqual(range(1, total + 1));
  goOn();
  expect(await slow).toEqual(range(1, total + 1));
});

test("who joins at the live end, in the middle of a batch, and behind it share what was read", async () => {
  const path = await newPath();
  await writeFile(path, journalText(range(1, 1000).map((n) => outputBody(`line ${n}`))));
  const journal = openJournal(path);
  const stop = new AbortController();
  const followers = [0, 250, 999, 1000].map((after) => ({
    after,
    batches: journal.batches({ after, signal: stop.signal }),
  }));
  for (const { after, batches } of followers.slice(0, -1)) {
    const seen: number[] = [];
    while (seen.length < 1000 - after) {
      const { value } = await batches.next();
      seen.push(...seqs(value?.events ?? []));
    }
    expect(seen).toEqual(range(after + 1, 1000));
  }
  const nexts = followers.map(({ batches }) => batches.next());
  await appendFile(path, journalText([noticeBody("live")], 1001));
  const [first, ...others] = await Promise.all(nexts);
  for (const other of others) expect(other?.value).toBe(first?.value);
  expect(first?.value).toMatchObject({ firstSeq: 1001, lastSeq: 1001 });
  stop.abort();
});

test("a batch's JSON is that of its events, whole or from its middle, and with a damaged record", async () => {
  const path = await newPath();
  const bodies = [outputBody('"quoted" \\ ü 🚀 \u0000'), noticeBody("two"), noticeBody("three")];
  await writeFile(path, `${journalText(bodies)}{"seq":4,"type":"no\n${journalText([endBody], 5)}`);
  for (const after of [0, 1, 3]) {
    for await (const batch of openJournal(path).batches({ after })) {
      expect(seqs(batch.events)).toEqual(range(after + 1, 5));
      expect(JSON.parse(batch.json)).toEqual(batch.events);
    }
  }
});

test("a journal that another one replaces is read anew by those who follow it", async () => {
  const path = await newPath();
  await writeFile(path, journalText([noticeBody("one"), noticeBody("two")]));
  const following = openJournal(path).batches({});
  onTestFinished(() => void following.return());
  expect((await following.next()).value?.lastSeq).toBe(2);
  const next = following.next();
  const replacement = [noticeBody("1"), noticeBody("2"), noticeBody("3"), endBody];
  await writeFile(`${path}.new`, journalText(replacement));
  await rename(`${path}.new`, path);
  expect(seqs((await next).value?.events ?? [])).toEqual([3, 4]);
});

test("when an ended journal is removed, who is in the middle of it ends", async () => {
  const path = await newPath();
  await writeFile(path, journalText([...range(1, 1200).map((n) => noticeBody(`${n}`)), endBody]));
  const journal = openJournal(path);
  expect((await journal.read({ limit: 1 })).ended).toBe(true);
  const following = journal.batches({});
  expect((await following.next()).value?.lastSeq).toBe(500);
  await rm(path);
  expect(await following.next()).toEqual({ done: true, value: undefined });
});

test("a journal that is removed before its end is waited for", async () => {
  const path = await newPath();
  await writeFile(path, journalText([noticeBody("one")]));
  const following = openJournal(path).batches({});
  expect((await following.next()).value?.lastSeq).toBe(1);
  await rm(path);
  const next = following.next();
  await writeFile(path, journalText([noticeBody("one"), endBody]));
  expect(seqs((await next).value?.events ?? [])).toEqual([2]);
});
