import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { Session } from "@signalbox/shared";
import { leaveChanges, makeLargeRepository, plainGit } from "../large-repository.ts";
import { peakDuring } from "../peak.ts";
import { withScratch } from "../scratch.ts";
import { startServer, type BenchServer } from "../server.ts";
import { count, duration, megabytes, percentile } from "../statistics.ts";
import type { Row } from "../table.ts";

const size = { files: 200_000, commits: 50_000 };
const changed = 300;
const added = 50;
/** Commits of the session's own, so that its history has a second page. */
const ownCommits = 120;
const pageSize = 50;
/** How often each call is made after its first time, by turns with plain git. */
const rounds = 5;
const barMs = 1000;
/** What a page that lies open on the server may wait for another answer meanwhile. */
const othersBarMs = 100;
const othersEveryMs = 20;
const maxAnswerBytes = 8_000_000;
const maxGrowthBytes = 250_000_000;

/** (j) The workbench on a repository of this size, over HTTP, beside plain git; and what the server's other callers wait meanwhile. */
export async function largeRepository(): Promise<Row[]> {
  return withScratch(async (scratch) => {
    const folder = path.join(scratch, "large");
    await makeLargeRepository(folder, size);
    const server = await startServer(scratch, []);
    try {
      const { id: repositoryId } = await server.client.repositories.add.mutate({ path: folder });
      const open = () => server.client.sessions.create.mutate({ repositoryId, agent: "demo" });
      const session = await open();
      for (let number = 0; number < ownCommits; number += 1)
        await plainGit(session.worktreePath, ["commit", "-q", "--allow-empty", "-m", `${number}`]);
      await leaveChanges(session.worktreePath, { files: size.files, changed, added });
      const calls = await callsOf(server, session);
      const rows: Row[] = [];
      const others = watchOthers(server);
      for (const call of calls) rows.push(await timeCall(server, session, call));
      rows.push(othersRow(await others.end(), "these calls"));
      rows.push(...(await everythingChanged(server, await open())));
      return rows;
    } finally {
      await server.stop();
    }
  });
}

interface Call {
  what: string;
  procedure: string;
  input: Record<string, unknown>;
  /** Plain git doing the same. */
  plain: string[];
}

async function callsOf(server: BenchServer, session: Session): Promise<Call[]> {
  const sessionId = session.id;
  const page = { sessionId, limit: pageSize };
  const cursorOf = async (scope: "session" | "all") =>
    (await server.client.git.log.query({ ...page, scope })).nextCursor;
  const log = ["log", `-${pageSize}`];
  const own = [...log, `^${session.baseCommit}`, "HEAD"];
  return [
    { what: "git.status", procedure: "git.status", input: { sessionId }, plain: ["status"] },
    ...(await Promise.all(
      (["session", "all"] as const)
        .flatMap((scope) => [
          { scope, at: "first page", skip: "--skip=0", cursor: undefined },
          { scope, at: "second page", skip: `--skip=${pageSize}`, cursor: cursorOf(scope) },
        ])
        .map(async ({ scope, at, skip, cursor }) => ({
          what: `git.log, ${scope}, ${at}`,
          procedure: "git.log",
          input: { ...page, scope, cursor: await cursor },
          plain: [...(scope === "all" ? log : own), skip],
        })),
    )),
    {
      what: `git.diff, ${changed} changed and ${added} new files`,
      procedure: "git.diff",
      input: { sessionId },
      plain: ["diff", "--stat", session.baseCommit],
    },
    {
      what: "git.branches",
      procedure: "git.branches",
      input: { sessionId },
      plain: ["branch", "--list", "--verbose", "--sort=-committerdate"],
    },
  ];
}

async function timeCall(server: BenchServer, session: Session, call: Call): Promise<Row> {
  const asked = () => query(server, call.procedure, call.input);
  const plain = () => plainGit(session.worktreePath, call.plain);
  const first = await timed(asked);
  const firstPlain = await timed(plain);
  const times: number[] = [];
  const baselines: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    times.push((await timed(asked)).ms);
    baselines.push((await timed(plain)).ms);
  }
  const [second, baseline] = [percentile(times, 0.5), percentile(baselines, 0.5)];
  return {
    id: "j",
    what: `${call.what}, with ${count(size.files)} files and ${count(size.commits)} commits`,
    figure: `first ${duration(first.ms)}, then ${duration(second)}, worst ${duration(Math.max(...times))}`,
    baseline: `plain git: first ${duration(firstPlain.ms)}, then ${duration(baseline)}`,
    ratio: second / baseline,
    bar: `then < ${duration(barMs)}`,
    reached: second < barMs,
  };
}

/** A worktree in which every file is changed: what it costs to look at that is bounded. */
async function everythingChanged(server: BenchServer, session: Session): Promise<Row[]> {
  await leaveChanges(session.worktreePath, { ...size, changed: size.files, added });
  const sessionId = session.id;
  const before = await server.memoryBytes();
  const others = watchOthers(server);
  const rows: Row[] = [];
  for (const procedure of ["git.status", "git.diff"]) {
    const answers: { ms: number; result: number }[] = [];
    const peak = await peakDuring(server, async () => {
      for (let round = 0; round < 2; round += 1)
        answers.push(await timed(() => query(server, procedure, { sessionId })));
    });
    const bytes = Math.max(...answers.map((answer) => answer.result));
    const growth = peak - before;
    rows.push({
      id: "j",
      what: `${procedure}, all of ${count(size.files)} files changed`,
      figure: `${answers.map(({ ms }) => duration(ms)).join(", then ")}; ${megabytes(bytes)} answered, server's memory + ${megabytes(growth)}`,
      baseline: "",
      ratio: null,
      bar: `≤ ${megabytes(maxAnswerBytes)}, + ≤ ${megabytes(maxGrowthBytes)}`,
      reached: bytes <= maxAnswerBytes && growth <= maxGrowthBytes,
    });
  }
  rows.push(othersRow(await others.end(), "all files changed"));
  return rows;
}

/** Asks for `system.info` all the while; `end` gives how long each answer took, in ms. */
function watchOthers(server: BenchServer) {
  const times: number[] = [];
  const ending = new AbortController();
  const watching = (async () => {
    while (!ending.signal.aborted) {
      times.push((await timed(() => query(server, "system.info"))).ms);
      await delay(othersEveryMs);
    }
  })();
  return {
    async end(): Promise<number[]> {
      ending.abort();
      await watching;
      return times;
    },
  };
}

function othersRow(times: number[], during: string): Row {
  const p99 = percentile(times, 0.99);
  return {
    id: "j",
    what: `system.info, ${count(times.length)} times during ${during}`,
    figure: `p50 ${duration(percentile(times, 0.5))}, p99 ${duration(p99)}, worst ${duration(Math.max(...times))}`,
    baseline: "",
    ratio: null,
    bar: `p99 < ${duration(othersBarMs)}`,
    reached: p99 < othersBarMs,
  };
}

/** Calls a procedure over plain HTTP; gives the size of the answer in bytes. @throws Error for any answer but 200 */
async function query(server: BenchServer, procedure: string, input?: unknown): Promise<number> {
  const search = input === undefined ? "" : `?input=${encodeURIComponent(JSON.stringify(input))}`;
  const headers = { authorization: `Bearer ${server.token}` };
  const response = await fetch(`${server.url}/trpc/${procedure}${search}`, { headers });
  const text = await response.text();
  if (!response.ok) throw new Error(`${procedure}: ${text.slice(0, 500)}`);
  return Buffer.byteLength(text);
}

async function timed<Result>(work: () => Promise<Result>): Promise<{ ms: number; result: Result }> {
  const startedAt = performance.now();
  const result = await work();
  return { ms: performance.now() - startedAt, result };
}
