import { execFileSync } from "node:child_process";
import { mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AgentAdapter, AgentTurn, TurnResult } from "@signalbox/agents";
import { addWorktree } from "@signalbox/host/git";
import { spawnProcess } from "@signalbox/host/process";
import type {
  AgentEventBody,
  Check,
  Conversation,
  EventBody,
  ProblemCategory,
} from "@signalbox/shared";
import { onTestFinished } from "vitest";
import type { RunContext, RunOutcome } from "../contract.ts";
import { ralphDriver } from "../ralph/ralph.ts";

export interface TestTurn extends AgentTurn {
  iteration: number;
  onGuidance: (deliver: (text: string) => boolean) => void;
  /** Says something to the agent, as the person does. */
  say: (text: string) => void;
  /** Writes a file in the worktree. */
  write: (name: string, text: string) => Promise<void>;
  /** Ends the driver's run, as the person's stop does. */
  stop: () => void;
  emit: (event: AgentEventBody) => void;
}

/** What a test's agent does in a turn; what it leaves out is that of a turn that went well. */
export type TestAgent = (turn: TestTurn) => Promise<Partial<TurnResult> | void>;

export interface DriverRun {
  outcome: RunOutcome;
  events: EventBody[];
  prompts: string[];
  worktree: string;
  git(...args: string[]): string;
}

export const sessionBranch = "signalbox/test";

const wellEnded: TurnResult = {
  outcome: "succeeded",
  finalText: "",
  exitCode: 0,
  problem: null,
  conversation: null,
};

/** A turn that failed. */
export function failedTurn(
  category: ProblemCategory,
  message = "It is broken.",
  retryAfterMs: number | null = null,
): Partial<TurnResult> {
  const problem = { category, message, help: [`What to do about ${category}.`], retryAfterMs };
  return { outcome: "failed", exitCode: 75, problem };
}

/** Runs Ralph with an agent that lives in the test, on a worktree of a real repository, to its end. */
export async function runDriver(
  agent: TestAgent,
  options: {
    checks?: Check[];
    budget?: Partial<RunContext["budget"]>;
    stopped?: boolean;
    retryWaits?: RunContext["retryWaits"];
    resume?: Conversation;
    /** Whether the agent can resume a conversation; true when not given. */
    canResume?: boolean;
    /** What the person said before the run began. */
    said?: string[];
    /** Does something in the worktree before the run begins. */
    prepare?: (worktree: string) => Promise<void>;
    /** Hears every event as it comes. */
    onEvent?: (event: EventBody, stop: () => void, say: (text: string) => void) => void;
  } = {},
): Promise<DriverRun> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), "signalbox-ralph-")));
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  const worktree = await newWorktree(folder);
  await options.prepare?.(worktree);
  const stop = new AbortController();
  if (options.stopped === true) stop.abort();
  const events: EventBody[] = [];
  const prompts: string[] = [];
  let receive: (text: string) => void = () => {};
  const say = (text: string) => receive(text);
  const adapter: AgentAdapter = {
    id: "test",
    name: "Test",
    description: "",
    abilities: {
      resume: options.canResume ?? true,
      steer: true,
      model: false,
      efforts: [],
      drivings: ["native"],
      cost: "unknown",
    },
    supported: null,
    refuse: () => null,
    detect: async () => {
      throw new Error("a driver detects no agent");
    },
    async runTurn(turn) {
      prompts.push(turn.prompt);
      const result = await agent({
        ...turn,
        emit: (event) => turn.emit(event),
        iteration: Number(turn.env["SIGNALBOX_ITERATION"]),
        write: (name, text) => writeFile(join(turn.cwd, name), text),
        stop: () => stop.abort(),
        say,
      });
      return { ...wellEnded, ...result };
    },
  };
  const outcome = await ralphDriver.run({
    runId: "run-1",
    sessionId: "session-1",
    number: 1,
    prompt: "Write the file.",
    worktreePath: worktree,
    branch: sessionBranch,
    budget: { maxIterations: 25, maxDurationMs: null, maxCostUsd: null, ...options.budget },
    checks: options.checks ?? [],
    agent: adapter,
    env: process.env,
    agentEnv: { ...process.env, ONLY_FOR_THE_AGENT: "yes" },
    turnOptions: { model: null, effort: null, args: [], program: null, prices: {} },
    turnLimits: { maxDurationMs: 60_000, maxSilenceMs: 30_000 },
    resume: options.resume ?? null,
    guidance: {
      listen(listener) {
        receive = listener;
        for (const text of options.said ?? []) listener(text);
      },
      check: async () => {},
    },
    retryWaits: options.retryWaits,
    spawn: spawnProcess,
    signal: stop.signal,
    killSignal: new AbortController().signal,
    emit(event) {
      events.push(event);
      options.onEvent?.(event, () => stop.abort(), say);
    },
    emitOutput({ iteration, stream, lines }) {
      for (const { text } of lines) events.push({ type: "output", iteration, stream, text });
    },
  });
  return { outcome, events, prompts, worktree, git: (...args) => git(worktree, args) };
}

async function newWorktree(folder: string): Promise<string> {
  const repository = join(folder, "repository");
  execFileSync("git", ["init", "--quiet", "-b", "main", repository]);
  await writeFile(join(repository, "README"), "hello\n");
  git(repository, ["add", "."]);
  git(repository, [...asTester, "commit", "--quiet", "-m", "first"]);
  const path = join(folder, "worktree");
  await addWorktree({ repository, path, branch: sessionBranch, startPoint: "main" });
  return path;
}

export const asTester = ["-c", "user.name=Tester", "-c", "user.email=tester@localhost"];

export function git(cwd: string, args: string[]): string {
  return execFileSync("git", args, { cwd, encoding: "utf8" }).trim();
}
