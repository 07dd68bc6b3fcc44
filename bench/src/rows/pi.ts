import { mkdir, readFile, symlink } from "node:fs/promises";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { openJournal, runFolder, runnerState, startRunner, writeRunSpec } from "@signalbox/runner";
import { withScratch } from "../scratch.ts";
import { megabytes } from "../statistics.ts";
import type { Row } from "../table.ts";
import { branch, makeWorktree } from "../worktree.ts";

const messageBytes = 200_000;
const barBytes = 120_000_000;
const pollMs = 20;

/** (i) The memory of a runner at its highest while pi streams a long message in pieces, each in a line that repeats the message so far. */
export async function piMemory(): Promise<Row> {
  return withScratch(async (scratch) => {
    const worktreePath = await makeWorktree(scratch);
    const folder = path.join(scratch, "run");
    await mkdir(folder);
    const program = path.join(scratch, "pi");
    await symlink(
      fileURLToPath(import.meta.resolve("@signalbox/agents/testing/pi-long-message")),
      program,
    );
    await writeRunSpec(folder, {
      version: 1,
      runId: "bench",
      sessionId: "bench",
      number: 1,
      orchestrator: "ralph",
      agent: "pi",
      agentDefinitions: [],
      agentOptions: { program },
      prompt: "bench",
      budget: { maxIterations: 1, maxDurationMs: null, maxCostUsd: null },
      checks: [],
      worktreePath,
      branch,
      baseCommit: "bench",
    });
    const env = {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      SIGNALBOX_TEST_MESSAGE_BYTES: String(messageBytes),
    };
    const { pid } = await startRunner({ folder, env });
    const peakBytes = await peakUntilDead(pid, folder);
    const told = await messageLength(folder);
    return {
      id: "i",
      what: `runner memory at its highest while pi streams a message of ${messageBytes / 1_000} kB (3.7 GB of lines)`,
      figure: megabytes(peakBytes),
      baseline: "",
      ratio: null,
      bar: "< 120 MB",
      reached: told === messageBytes && peakBytes < barBytes,
    };
  });
}

/** The kernel's own record of the runner's highest memory, read until the process is gone. */
async function peakUntilDead(pid: number, folder: string): Promise<number> {
  let peakBytes = 0;
  while ((await runnerState(folder)) !== "dead") {
    const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
    const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
    if (kilobytes !== undefined) peakBytes = Number(kilobytes) * 1024;
    await delay(pollMs);
  }
  return peakBytes;
}

/** The characters of the agent's message in the journal. */
async function messageLength(folder: string): Promise<number> {
  let length = 0;
  for await (const batch of openJournal(runFolder(folder).journal).follow({ after: 0 })) {
    for (const event of batch) if (event.type === "agent.message") length += event.text.length;
  }
  return length;
}
