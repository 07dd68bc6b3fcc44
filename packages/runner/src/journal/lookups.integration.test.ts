import { appendFile, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { iterationOutlineSchema, type EventBody, type EventType } from "@signalbox/shared";
import { expect, test } from "vitest";
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
import { openJournal, type Journal } from "./reader.ts";

const endBody = runEndedEvent(emptyProjection, { reason: "completed", message: "", exitCode: 0 });

const started = (iteration: number, feedback: string | null = null): EventBody => {
  return { type: "iteration.started", iteration, maxIterations: 9, feedback };
};
const ended = (iteration: number, problem: string | null = null): EventBody => {
  const outcome = problem === null ? "succeeded" : "failed";
  return {
    type: "iteration.ended",
    iteration,
    outcome,
    problem,
    promise: problem === null,
    changed: true,
    exitCode: 0,
    durationMs: 1,
  };
};
const usage = (iteration: number, costUsd: number | null): EventBody => {
  return { type: "agent.usage", iteration, inputTokens: 10, outputTokens: null, costUsd };
};
const check = (iteration: number, passed: boolean): EventBody => {
  const facts = { name: "test", command: "npm test", exitCode: passed ? 0 : 1, durationMs: 5 };
  return { type: "check", iteration, ...facts, passed, output: "1 failed" };
};
const checkpoint = (iteration: number): EventBody => {
  const counts = { filesChanged: 2, insertions: 3, deletions: 4 };
  return { type: "checkpoint", iteration, commit: "c0ffee", subject: "Work", ...counts };
};
const message = (text: string): EventBody => {
  return { type: "agent.message", iteration: 1, messageId: "m", kind: "message", text };
};

async function journalOf(
  bodies: readonly EventBody[],
): Promise<{ journal: Journal; path: string }> {
  const path = join(await temporaryFolder(), "journal.ndjson");
  await writeFile(path, journalText(bodies));
  return { journal: openJournal(path), path };
}

async function collect(journal: Journal, types: EventType[], limit: number, backwards = false) {
  const pages: number[][] = [];
  let next: number | null = backwards ? 1e9 : 0;
  while (next !== null) {
    const edge = backwards ? { before: next } : { after: next };
    const page = await journal.filter({ types, limit, ...edge });
    pages.push(seqs(page.events));
    next = page.next;
  }
  return backwards ? pages.toReversed().flat() : pages.flat();
}

async function searchAll(journal: Journal, query: string, types?: EventType[]) {
  const found: { seq: number; marked: string; excerpt: string }[] = [];
  let next: number | null = 0;
  while (next !== null) {
    const page = await journal.search({ query, types, after: next, limit: 50 });
    for (const { seq, excerpt, at, length } of page.matches) {
      found.push({ seq, excerpt, marked: excerpt.slice(at, at + length) });
    }
    next = page.next;
  }
  return found;
}

test("an outline tells of each iteration and counts each type, also while the last one goes on", async () => {
  const first = [startedBody, started(1), outputBody("a"), usage(1, null), usage(1, 0.5)];
  const { journal, path } = await journalOf([
    ...first,
    checkpoint(1),
    check(1, false),
    ended(1, "it broke"),
    noticeBody("between"),
    started(2),
    outputBody("b"),
  ]);
  const outline = await journal.outline();
  for (const iteration of outline.iterations) iterationOutlineSchema.parse(iteration);
  expect(outline).toMatchObject({ lastSeq: 11, ended: false });
  expect(outline.counts).toEqual({
    "run.started": 1,
    "iteration.started": 2,
    output: 2,
    "agent.usage": 2,
    checkpoint: 1,
    check: 1,
    "iteration.ended": 1,
    notice: 1,
  });
  expect(outline.iterations).toMatchObject([
    {
      iteration: 1,
      firstSeq: 2,
      lastSeq: 8,
      outcome: "failed",
      problem: "it broke",
      promise: false,
      inputTokens: 20,
      outputTokens: null,
      costUsd: 0.5,
      commit: "c0ffee",
      filesChanged: 2,
      insertions: 3,
      deletions: 4,
      checks: [{ name: "test", passed: false, seq: 7 }],
    },
    { iteration: 2, firstSeq: 10, lastSeq: 11, outcome: null, endedAt: null, checks: [] },
  ]);

  await appendFile(path, journalText([outputBody("c"), ended(2), endBody], 12));
  const later = await journal.outline();
  expect(later).toMatchObject({ lastSeq: 14, ended: true, counts: { output: 3, "run.ended": 1 } });
  expect(later.iterations[1]).toMatchObject({ lastSeq: 13, promise: true });
  expect(outline.iterations[1]).toMatchObject({ lastSeq: 11, promise: false });
});

test("an outline is the same with records of any length, order of keys, or damage", async () => {
  const { journal, path } = await journalOf([
    started(1),
    outputBody("x".repeat(300_000)),
    outputBody(`"type":"run.ended" {"seq":9}`),
    check(1, true),
  ]);
  const [, , , last = ""] = (await readFile(path, "utf8")).split("\n");
  const [at] = [new Date().toISOString()];
  const reordered = JSON.stringify({ type: "output", at, text: "y", seq: 5 });
  await appendFile(path, `${reordered}\n{"seq":6,"at":"x"\nnonsense\n${last.replace("4", "3")}\n{`);
  const { counts, lastSeq, iterations } = await journal.outline();
  expect(lastSeq).toBe(8);
  expect(counts).toEqual({ "iteration.started": 1, output: 3, check: 1, notice: 3 });
  expect(iterations).toMatchObject([{ firstSeq: 1, lastSeq: 8, checks: [{ seq: 4 }] }]);
});

test("many who look at once, and another file in the journal's place, count each event once", async () => {
  const { journal, path } = await journalOf(range(1, 5000).map((n) => outputBody(String(n))));
  const outlines = await Promise.all(range(1, 8).map(() => journal.outline()));
  expect(new Set(outlines.map(({ counts }) => counts.output))).toEqual(new Set([5000]));
  await writeFile(path, journalText([noticeBody("new")]));
  expect(await journal.outline()).toMatchObject({ lastSeq: 1, counts: { notice: 1 } });
});

test("a missing journal has no outline, no events of any type and no text", async () => {
  const journal = openJournal(join(await temporaryFolder(), "journal.ndjson"));
  expect(await journal.outline()).toEqual({ iterations: [], counts: {}, lastSeq: 0, ended: false });
  expect(await collect(journal, ["output"], 5)).toEqual([]);
  expect(await searchAll(journal, "a")).toEqual([]);
});

test("a filter gives every event of its types once, in order, from either end, in pages of any size", async () => {
  const bodies = range(1, 3000).map((n) => {
    if (n % 700 === 0) return noticeBody(`notice ${n}`);
    return n % 97 === 0 ? message(`words ${n}`) : outputBody(`line ${n}`);
  });
  const { journal, path } = await journalOf(bodies);
  const seqsOf = (types: EventType[]) =>
    bodies.flatMap(({ type }, index) => (types.includes(type) ? [index + 1] : []));
  const selections: EventType[][] = [
    ["notice"],
    ["notice", "agent.message"],
    ["output"],
    ["check"],
  ];
  for (const types of selections) {
    for (const limit of [1, 7, 2000]) {
      expect(await collect(journal, types, limit)).toEqual(seqsOf(types));
      expect(await collect(journal, types, limit, true)).toEqual(seqsOf(types));
    }
  }
  const within = await journal.filter({ types: ["notice"], after: 700, before: 2100, limit: 9 });
  expect(seqs(within.events)).toEqual([1400]);
  await appendFile(path, journalText([noticeBody("live")], 3001));
  expect(seqs((await journal.filter({ types: ["notice"], after: 2800, limit: 9 })).events)).toEqual(
    [3001],
  );
});

test("a filtered page of large events stays small and goes on", async () => {
  const { journal } = await journalOf(range(1, 40).map(() => message("x".repeat(500_000))));
  const page = await journal.filter({ types: ["agent.message"], limit: 2000 });
  expect(page.events.length).toBeLessThan(12);
  expect(await collect(journal, ["agent.message"], 2000)).toEqual(range(1, 40));
  expect(await collect(journal, ["agent.message"], 2000, true)).toEqual(range(1, 40));
});

test("a search finds what a person reads, whatever its case, and not what only the record says", async () => {
  const { journal } = await journalOf([
    startedBody,
    started(1, "Look at the GEAR"),
    outputBody('say "gear" \\ to\tme'),
    message("Zahnräder: GETRIEBE, 齿轮 🚀"),
    { type: "agent.tool", iteration: 1, toolCallId: "gear", title: "Edit", input: '{"a":"gear"}' },
    check(1, false),
    ended(1, "the gear broke"),
  ]);
  const found = async (query: string, types?: EventType[]) =>
    (await searchAll(journal, query, types)).map(({ seq }) => seq);
  expect(await found("gear")).toEqual([2, 3, 5, 7]);
  expect(await found("gear", ["output", "check"])).toEqual([3]);
  expect(await found('"GEAR" \\ to\tm')).toEqual([3]);
  expect(await found("ZAHNRÄDER")).toEqual([4]);
  expect(await found("齿轮 🚀")).toEqual([4]);
  expect(await found("npm test")).toEqual([6]);
  expect(await found("do it.")).toEqual([1]);
  for (const query of [
    "iteration",
    "stdout",
    "toolCallId",
    "messageId",
    "seq",
    ".*",
    "[",
    "u001b",
  ]) {
    expect([query, await found(query)]).toEqual([query, []]);
  }
});

test("colours and other control sequences are not in a search's way", async () => {
  const esc = String.fromCodePoint(27);
  const { journal } = await journalOf([
    outputBody(`${esc}[31mbr${esc}[1;4mok${esc}[0men pipe`),
    outputBody(`${esc}]8;;https://example.invalid${esc}\\link${esc}]8;;${esc}\\ed`),
    outputBody("plain broken"),
  ]);
  expect(await searchAll(journal, "broken")).toMatchObject([
    { seq: 1, excerpt: "broken pipe", marked: "broken" },
    { seq: 3, excerpt: "plain broken" },
  ]);
  expect(await searchAll(journal, "[31m")).toEqual([]);
  expect(await searchAll(journal, "linked")).toMatchObject([{ seq: 2, marked: "linked" }]);
});

test("an excerpt is the match's own line, cut around it", async () => {
  const { journal } = await journalOf([
    outputBody(`first\nsecond with needle here\nthird`),
    outputBody(`${"a".repeat(5000)}needle${"b".repeat(5000)}`),
    outputBody("n".repeat(400)),
  ]);
  const [line, long] = await searchAll(journal, "needle");
  expect(line?.excerpt).toBe("second with needle here");
  expect(long?.excerpt).toHaveLength(200);
  expect(long?.marked).toBe("needle");
  expect((await searchAll(journal, "n".repeat(200)))[0]?.marked).toBe("n".repeat(200));
});

test("a search reads a bounded stretch a call, and the stretches together are the whole journal", async () => {
  const line = "y".repeat(2000);
  const bodies = range(1, 40_000).map((n) => outputBody(n % 9999 === 0 ? `needle ${n}` : line));
  const { journal } = await journalOf(bodies);
  const first = await journal.search({ query: "needle", after: 0, limit: 50 });
  expect(first.next).toBeGreaterThan(0);
  expect(first.next).toBeLessThan(40_000);
  expect((await searchAll(journal, "needle")).map(({ seq }) => seq)).toEqual([
    9999, 19_998, 29_997, 39_996,
  ]);
  const limited = await journal.search({ query: "y", after: 5, limit: 3 });
  expect(limited.matches.map(({ seq }) => seq)).toEqual([6, 7, 8]);
  expect(limited.next).toBe(8);
});
