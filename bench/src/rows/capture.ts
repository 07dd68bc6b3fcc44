import { mkdir } from "node:fs/promises";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { runCommand } from "@signalbox/api/testing";
import { openJournal, runFolder, runnerState, startRunner, writeRunSpec } from "@signalbox/runner";
import { agentOf, program } from "../programs.ts";
import { withScratch } from "../scratch.ts";
import { count } from "../statistics.ts";
import type { Row } from "../table.ts";
import { branch, makeWorktree } from "../worktree.ts";

const lines = 1_000_000;
const env = { PATH: process.env.PATH, HOME: process.env.HOME };

/** Lines/s of the flood piped into `tee FILE`: what reading and storing costs at the least. */
export async function teeBaseline(): Promise<number> {
  return withScratch(async (scratch) => {
    const command = `${program("flood", lines).join(" ")} | tee ${scratch}/out > /dev/null`;
    const startedAt = performance.now();
    const { exitCode } = await runCommand({ command: ["sh", "-c", command], cwd: scratch, env });
    if (exitCode !== 0) throw new Error("the baseline failed");
    return (lines / (performance.now() - startedAt)) * 1000;
  });
}

/** (a) The same child as the agent of a real runner: from the iteration's start until its whole journal is on disk. */
export async function capture(tee: number): Promise<Row> {
  const perSecond = await withScratch(async (scratch) => {
    const worktreePath = await makeWorktree(scratch);
    const folder = path.join(scratch, "run");
    await mkdir(folder);
    await writeRunSpec(folder, {
      version: 1,
      runId: "bench",
      sessionId: "bench",
      number: 1,
      orchestrator: "ralph",
      agent: "flood",
      agentDefinitions: [agentOf("flood", program("flood", lines))],
      prompt: "bench",
      budget: { maxIterations: 1, maxDurationMs: null, maxCostUsd: null },
      checks: [],
      worktreePath,
      branch,
      baseCommit: "bench",
    });
    await startRunner({ folder, env });
    const journal = openJournal(runFolder(folder).journal);
    let startedAt = 0;
    let endedAt = 0;
    let outputs = 0;
    // Looked at after the end: a reader on the same two cores would be part of the figure.
    await untilDead(folder);
    for await (const batch of journal.follow({ after: 0 })) {
      for (const event of batch) {
        if (event.type === "iteration.started") startedAt = Date.parse(event.at);
        if (event.type === "output") outputs += 1;
        if (event.type === "iteration.ended") endedAt = Date.parse(event.at);
      }
    }
    if (outputs !== lines) throw new Error(`${outputs} of ${lines} lines in the journal`);
    return (lines / (endedAt - startedAt)) * 1000;
  });
  const ratio = perSecond / tee;
  return {
    id: "a",
    what: "capture: 1,000,000 lines into a complete journal",
    figure: `${count(perSecond)} lines/s`,
    baseline: `tee: ${count(tee)} lines/s`,
    ratio,
    bar: "≥ 0.45",
    reached: ratio >= 0.45,
  };
}

async function untilDead(folder: string): Promise<void> {
  while ((await runnerState(folder)) !== "dead") await delay(50);
}
