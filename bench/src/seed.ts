import { link, mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { openDatabase } from "@signalbox/db";
import { v7 } from "uuid";
import { endOfRun } from "./large-journal.ts";

/** Rows in one insert: SQLite takes a bounded number of values in one statement. */
const batchSize = 500;

interface SeedSizes {
  sessions: number;
  journals: number;
  repositoryPath: string;
  /** The journal of the last session's run. */
  large?: { file: string; events: number };
}

/**
 * Fill a data folder with one repository, `sessions` sessions with an ended run each, and, for the last `journals` of them, the
 * run's journal. As a server would have left them. Gives the id of the last run.
 */
export async function seed(home: string, sizes: SeedSizes): Promise<string> {
  const database = await openDatabase({ home });
  const { client } = database;
  const now = new Date();
  const stamps = { createdAt: now, updatedAt: now };
  const repositoryId = v7();
  await client.repository.create({
    data: {
      id: repositoryId,
      name: "bench",
      path: sizes.repositoryPath,
      defaultBranch: "main",
      ...stamps,
    },
  });
  let lastRunId = "";
  for (let first = 0; first < sizes.sessions; first += batchSize) {
    const size = Math.min(batchSize, sizes.sessions - first);
    const rows = Array.from({ length: size }, (_, index) => ({
      number: first + index,
      sessionId: v7(),
      runId: v7(),
    }));
    await client.session.createMany({
      data: rows.map(({ number, sessionId }) => ({
        id: sessionId,
        repositoryId,
        name: `Session ${number}`,
        agent: "demo",
        status: "completed",
        branch: `signalbox/session-${number}`,
        baseBranch: "main",
        baseCommit: "0".repeat(40),
        worktreePath: path.join(home, "worktrees", `session-${number}`),
        ...stamps,
      })),
    });
    await client.run.createMany({
      data: rows.map(({ sessionId, runId }) => ({
        id: runId,
        sessionId,
        number: 1,
        prompt: "bench",
        status: "completed",
        reason: "completed",
        iterations: 1,
        budget: '{"maxIterations":25,"maxDurationMs":null,"maxCostUsd":null}',
        checks: "[]",
        createdAt: now,
        startedAt: now,
        endedAt: now,
        lastSeq: 2,
      })),
    });
    lastRunId = rows.at(-1)?.runId ?? lastRunId;
    await client.$transaction(
      rows.map(({ sessionId, runId }) =>
        client.session.update({ where: { id: sessionId }, data: { latestRunId: runId } }),
      ),
    );
    const withJournal = rows.filter(({ number }) => number >= sizes.sessions - sizes.journals);
    await Promise.all(withJournal.map(({ runId }) => writeJournal(home, runId)));
  }
  if (sizes.large) {
    const { file, events } = sizes.large;
    await client.run.update({ where: { id: lastRunId }, data: { lastSeq: events } });
    await mkdir(path.join(home, "runs", lastRunId), { recursive: true });
    await link(file, path.join(home, "runs", lastRunId, "journal.ndjson"));
  }
  await database.close();
  return lastRunId;
}

async function writeJournal(home: string, runId: string): Promise<void> {
  const folder = path.join(home, "runs", runId);
  await mkdir(folder, { recursive: true });
  const at = new Date().toISOString();
  const notice = { seq: 1, at, type: "notice", level: "info", message: "bench" };
  const records = [notice, { ...endOfRun(at), seq: 2 }];
  const lines = records.map((record) => `${JSON.stringify(record)}\n`);
  await writeFile(path.join(folder, "journal.ndjson"), lines.join(""));
}
