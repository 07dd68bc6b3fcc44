import { execFileSync } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { addWorktree } from "@signalbox/host/git";
import { isAlive, killMarked, type ProcessIdentity } from "@signalbox/host/process";
import type { AgentDefinition, Check, Event, EventOf, EventType } from "@signalbox/shared";
import { onTestFinished } from "vitest";
import { openJournal, type Journal } from "../journal/reader.ts";
import { readIdentity } from "../liveness.ts";
import { runMarkerName } from "../marker.ts";
import { runFolder } from "../run-folder.ts";
import { writeRunSpec, type RunSpecInput } from "../spec.ts";
import { startRunner } from "../start-runner.ts";
import { temporaryFolder } from "./temporary-folder.ts";

export interface TestRunOptions {
  /** A shell script (or, as an array, any program): the person's own command agent. */
  agent: string | string[];
  prompt?: string;
  checks?: Check[];
  budget?: Partial<RunSpecInput["budget"]>;
  /** Other values in the spec; `root` is the folder that holds everything of the test. */
  spec?: Partial<RunSpecInput> | ((root: string) => Partial<RunSpecInput>);
  /** Writes further files below `root`. */
  prepare?: (root: string) => Promise<void>;
  /** Makes the repository, with a commit on `main`. */
  repository?: (path: string) => Promise<unknown>;
}

export interface TestRun {
  folder: string;
  repository: string;
  worktree: string;
  runId: string;
  journal: Journal;
  /** Writes a file; `path` is one from the worktree. */
  write(path: string, text: string): Promise<void>;
  /** Starts the runner with `env` added to the environment. */
  start(env?: Record<string, string>): Promise<void>;
  /** Waits for the run's last event and gives all. */
  end(): Promise<Event[]>;
  /** Waits for an event that fulfils `test`. */
  until(test: (event: Event) => boolean): Promise<Event>;
}

let runs = 0;

/** A run on a worktree of a real repository, ready to start. When the test is over no process and no file of it is left. */
export async function newTestRun(options: TestRunOptions): Promise<TestRun> {
  const root = await temporaryFolder();
  const repository = join(root, "repository");
  const worktree = join(root, "worktree");
  const folder = join(root, "run");
  const runId = `test-${process.pid}-${(runs += 1)}`;
  await (options.repository ?? newRepository)(repository);
  const branch = "signalbox/test";
  const { commit } = await addWorktree({ repository, path: worktree, branch, startPoint: "main" });
  await writeRunSpec(folder, {
    version: 1,
    runId,
    sessionId: "session-1",
    number: 1,
    orchestrator: "ralph",
    agent: "fixture",
    agentDefinitions: [agentOf(options.agent)],
    prompt: options.prompt ?? "Do it.",
    budget: { maxIterations: 25, maxDurationMs: null, maxCostUsd: null, ...options.budget },
    checks: options.checks ?? [],
    worktreePath: worktree,
    branch,
    baseCommit: commit,
    ...(typeof options.spec === "function" ? options.spec(root) : options.spec),
  });
  await options.prepare?.(root);
  const journal = openJournal(runFolder(folder).journal);
  onTestFinished(() => cleanUp(folder, runId));
  return {
    folder,
    repository,
    worktree,
    runId,
    journal,
    write: (path, text) => writeFile(join(worktree, path), text),
    async start(added = {}) {
      const entry = createRequire(import.meta.url).resolve("@signalbox/runner/main");
      const env = { ...process.env, SIGNALBOX_DEMO_PACE_MS: "0", ...added };
      await startRunner({ folder, env, entry });
    },
    async end() {
      const events: Event[] = [];
      for await (const batch of journal.follow({})) events.push(...batch);
      return events;
    },
    async until(test) {
      for await (const batch of journal.follow({})) {
        const found = batch.find(test);
        if (found !== undefined) return found;
      }
      throw new Error("the run ended without such an event");
    },
  };
}

/** Starts a run and gives its events when it has ended. */
export async function runToEnd(options: TestRunOptions): Promise<TestRun & { events: Event[] }> {
  const run = await newTestRun(options);
  await run.start();
  return { ...run, events: await run.end() };
}

export function eventsOf<Type extends EventType>(events: Event[], type: Type): EventOf<Type>[] {
  return events.filter((event): event is EventOf<Type> => event.type === type);
}

/** Why a run ended, and its status. */
export function endOf(events: Event[]): { reason: string; status: string; message: string } {
  const end = events.at(-1);
  if (end?.type !== "run.ended") throw new Error("the run has not ended");
  return { reason: end.reason, status: end.status, message: end.message };
}

/** git as a test uses it, with a name to commit under. */
export function git(cwd: string, ...args: string[]): string {
  const identity = ["-c", "user.name=Tester", "-c", "user.email=tester@localhost"];
  return execFileSync("git", [...identity, ...args], { cwd, encoding: "utf8" }).trim();
}

function agentOf(agent: string | string[]): AgentDefinition {
  const command = typeof agent === "string" ? ["sh", "-c", agent] : agent;
  return { id: "fixture", name: "Fixture", protocol: "command", command };
}

async function newRepository(path: string): Promise<void> {
  await mkdir(path);
  git(path, "init", "--quiet", "-b", "main");
  await writeFile(join(path, "README"), "hello\n");
  git(path, "add", ".");
  git(path, "commit", "--quiet", "-m", "first");
}

async function cleanUp(folder: string, runId: string): Promise<void> {
  const runner = await readIdentity(folder);
  if (runner !== null) await killRunner(runner);
  await killMarked({ name: runMarkerName, value: runId });
}

/** Kills a runner, if it has not ended by itself. Resolves when it is dead. */
export async function killRunner(runner: ProcessIdentity): Promise<void> {
  for (;;) {
    if (!(await isAlive(runner))) return;
    try {
      process.kill(runner.pid, "SIGKILL");
    } catch {
      // It has just ended.
    }
  }
}
