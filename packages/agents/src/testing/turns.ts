import { mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AgentAdapter, TurnOptions, TurnResult } from "@signalbox/agent-kit";
import { readProcessIdentity, runCommand, spawnProcess } from "@signalbox/host/process";
import type { AgentEventBody, Conversation } from "@signalbox/shared";
import { onTestFinished } from "vitest";

const fixtures = join(import.meta.dirname, "fixtures");

/** The argv array of a fixture program. */
export function fixture(name: string, ...args: string[]): string[] {
  return [process.execPath, join(fixtures, `${name}.mjs`), ...args];
}

/** Puts a command into a folder as a program of this name. */
export async function installProgram(folder: string, name: string, command: readonly string[]) {
  const path = join(folder, name);
  await writeFile(path, `#!/bin/sh\nexec ${command.join(" ")} "$@"\n`, { mode: 0o755 });
  return path;
}

/** A folder of the test's own, links resolved, removed after it. */
export async function temporaryFolder(): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), "signalbox-agents-")));
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

export interface TestTurn {
  events: AgentEventBody[];
  result: Promise<TurnResult>;
  stop(): void;
  kill(): void;
  /** Passes guidance on to the agent; false when it cannot be. */
  guide(text: string): boolean;
  /** How often the agent gave a sign of life that is no event. */
  aliveCount(): number;
  /** The pid of the agent's process; it leads its group. */
  pid(): number;
  /** Resolves with the first event for which `matches` says so. */
  until(matches: (event: AgentEventBody) => boolean): Promise<AgentEventBody>;
}

/** Options that choose nothing. */
export const noOptions: TurnOptions = {
  model: null,
  effort: null,
  args: [],
  program: null,
  prices: {},
};

/** Runs one turn of an adapter with real processes and records what it emits. */
export async function startTurn(
  adapter: AgentAdapter,
  options: {
    prompt?: string;
    cwd?: string;
    env?: Record<string, string>;
    options?: Partial<TurnOptions>;
    resume?: Conversation;
  } = {},
): Promise<TestTurn> {
  const stopper = new AbortController();
  const killer = new AbortController();
  const events: AgentEventBody[] = [];
  const waiting = new Set<(event: AgentEventBody) => void>();
  let pid = 0;
  let aliveCount = 0;
  let guide: (text: string) => boolean = () => false;
  const record = (event: AgentEventBody) => {
    events.push(event);
    for (const look of waiting) {
      look(event);
    }
  };
  const result = adapter.runTurn({
    prompt: options.prompt ?? "do it",
    cwd: options.cwd ?? (await temporaryFolder()),
    env: { PATH: process.env.PATH, SIGNALBOX_RUN_ID: "run-1", ...options.env },
    options: { ...noOptions, ...options.options },
    resume: options.resume ?? null,
    signal: stopper.signal,
    killSignal: killer.signal,
    async spawn(spawnOptions) {
      const child = await spawnProcess(spawnOptions);
      pid = child.pid;
      return child;
    },
    emit: record,
    alive() {
      aliveCount += 1;
    },
    onGuidance(deliver) {
      guide = deliver;
    },
    emitOutput({ stream, lines }) {
      for (const { text, truncated } of lines) {
        record({ type: "output", stream, text, ...(truncated ? { truncated } : {}) });
      }
    },
  });
  return {
    events,
    result,
    stop: () => stopper.abort(),
    kill: () => killer.abort(),
    guide: (text) => guide(text),
    aliveCount: () => aliveCount,
    pid: () => pid,
    until: (matches) =>
      new Promise((resolve) => {
        const look = (event: AgentEventBody) => {
          if (matches(event)) {
            waiting.delete(look);
            resolve(event);
          }
        };
        waiting.add(look);
        events.forEach(look);
      }),
  };
}

/** Whether a process with this pid is alive. */
export async function isRunning(pid: number): Promise<boolean> {
  return (await readProcessIdentity(pid)) !== null;
}

/** Runs a command in a folder and gives its exit code and output. */
export function run(cwd: string, ...command: string[]) {
  return runCommand({
    command,
    cwd,
    env: { ...process.env, NODE_TEST_CONTEXT: undefined },
  });
}
