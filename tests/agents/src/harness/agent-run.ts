import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { killMarked } from "@signalbox/host/process";
import {
  openJournal,
  requestStop,
  runFolder,
  startRunner,
  steerRun,
  writeRunSpec,
  type RunSpecInput,
} from "@signalbox/runner";
import type { Check, Event } from "@signalbox/shared";
import { startModelServer, type ModelServer } from "../model-server/server.ts";
import type { Script } from "../model-server/types.ts";
import { modelName, type AgentSetup } from "../setups/setup.ts";
import { temporaryFolder, type Cleaner } from "./cleaner.ts";
import { programPath } from "./programs.ts";
import { makeRepository } from "./repository.ts";

/** The variable that marks every process of a run, the product's own mark. */
export const runMarkerName = "SIGNALBOX_RUN_ID";

/** Prices for agents that tell tokens but no cost, dollars a million tokens. */
export const estimatePrices = { inputUsd: 2, cachedInputUsd: 0.2, outputUsd: 8 };

export interface AgentRunOptions {
  script: Script;
  prompt?: string;
  checks?: Check[];
  maxIterations?: number;
  /** Goes over the spec that tests share. */
  spec?: Partial<RunSpecInput>;
  /** Goes over the agent's environment; undefined takes a variable away. */
  env?: Record<string, string | undefined>;
}

export interface AgentRun {
  runId: string;
  worktree: string;
  server: ModelServer;
  /** The runner's process id. */
  runnerPid: number;
  /** Asks the run to stop, as the person's button does. */
  stop(): Promise<void>;
  /** Gives guidance, as the person's field for it does. */
  steer(text: string): Promise<void>;
  /** Waits for an event that fulfils `test`; fails when the run ends without one. */
  until(test: (event: Event) => boolean): Promise<Event>;
  /** Waits for the end of the run and gives all its events. */
  end(): Promise<Event[]>;
  /** Another run of the same session, with the same agent, home and worktree. */
  again(options: AgentRunOptions): Promise<AgentRun>;
}

/** What all runs of one session share. */
interface Session {
  setup: AgentSetup;
  root: string;
  worktree: string;
  branch: string;
  commit: string;
}

/** As much of a journal is shown of a test that failed. */
const maxToldEvents = 500;

let runs = 0;

/**
 * Starts a Ralph run of a real agent through the real runner: its own repository and worktree, its own home, its own model server on
 * loopback. When the test is over no process and no file of it is left.
 */
export async function startAgentRun(
  cleaner: Cleaner,
  setup: AgentSetup,
  options: AgentRunOptions,
): Promise<AgentRun> {
  const root = await temporaryFolder(cleaner);
  await mkdir(join(root, "home"));
  const session = { setup, root, ...(await makeRepository(root)) };
  return startInSession(cleaner, session, options);
}

async function startInSession(
  cleaner: Cleaner,
  session: Session,
  options: AgentRunOptions,
): Promise<AgentRun> {
  const { setup, root, worktree, branch, commit } = session;
  runs += 1;
  const runId = `real-${process.pid}-${runs}`;
  const folder = join(root, `run-${runs}`);
  const server = await startModelServer({ script: options.script, cwd: worktree });
  cleaner.onTestFinished(() => server.close());
  await writeRunSpec(folder, {
    version: 1,
    runId,
    sessionId: "session-1",
    number: runs,
    orchestrator: "ralph",
    agent: setup.agent,
    agentDefinitions: [],
    agentOptions: setup.options ?? {},
    prices: { [modelName]: estimatePrices },
    prompt: options.prompt ?? "Do the work.",
    budget: { maxIterations: options.maxIterations ?? 5, maxDurationMs: null, maxCostUsd: null },
    checks: options.checks ?? [],
    worktreePath: worktree,
    branch,
    baseCommit: commit,
    ...options.spec,
  });
  const env = {
    ...networkEnv(),
    PATH: programPath,
    HOME: join(root, "home"),
    TMPDIR: process.env.TMPDIR,
    LANG: "C.UTF-8",
    ...(await setup.prepare(join(root, "home"), server.url)),
    ...options.env,
  };
  cleaner.onTestFinished(async () => {
    await killMarked({ name: runMarkerName, value: runId });
  });
  const journal = openJournal(runFolder(folder).journal);
  cleaner.onTestFinished(async () => {
    if (cleaner.task.result?.state !== "fail") return;
    const { events } = await journal.read({ limit: maxToldEvents });
    process.stderr.write(`The journal of ${runId} (${setup.name}):\n${tellEvents(events)}\n`);
  });
  const runner = await startRunner({ folder, env });
  return {
    runId,
    worktree,
    server,
    runnerPid: runner.pid,
    stop: () => requestStop(folder, { force: false }),
    async steer(text) {
      if (!(await steerRun(folder, text))) throw new Error("the run has ended");
    },
    async until(test) {
      for await (const batch of journal.follow({})) {
        const found = batch.find(test);
        if (found !== undefined) return found;
      }
      throw new Error("the run ended without such an event");
    },
    async end() {
      const events: Event[] = [];
      for await (const batch of journal.follow({})) events.push(...batch);
      return events;
    },
    again: (next) => startInSession(cleaner, session, next),
  };
}

/** The proxies at a dead port that `launch.mjs` has set: what obeys them reaches loopback only, also without a namespace. */
function networkEnv(): Record<string, string> {
  const isProxy = ([name]: [string, unknown]) => /^(http|https|all|no)_proxy$/i.test(name);
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) =>
      value !== undefined && isProxy([name, value]) ? [[name, value]] : [],
    ),
  );
}

/** Events in short, for people who read why a test failed. */
function tellEvents(events: readonly Event[]): string {
  return events.map((event) => JSON.stringify(event).slice(0, 400)).join("\n");
}
