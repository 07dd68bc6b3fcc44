import { spawnProcess } from "@signalbox/host/process";
import {
  findDriver,
  type GuidanceSource,
  type RunContext,
  type RunOutcome,
} from "@signalbox/orchestrators";
import type { EventBody } from "@signalbox/shared";
import type { AgentVariables } from "./agent-env.ts";
import type { JournalWriter } from "./journal/writer.ts";
import { lateGuidance } from "./late-guidance.ts";
import { runMarkerName } from "./marker.ts";
import { runEndedEvent } from "./run-ended.ts";
import type { RunSpec } from "./spec.ts";
import type { StopControl } from "./stop.ts";
import { runAgent, turnOptionsOf } from "./run-agent.ts";
import { setUpWorktree } from "./setup.ts";
import { sweep, tellStrays } from "./sweep.ts";

/** The person's words for a run. */
export interface RunGuidance extends GuidanceSource {
  /** Lets the run take no more; resolves when everything before was received. Never rejects. */
  close(): Promise<void>;
}

export interface RunOptions {
  spec: RunSpec;
  journal: JournalWriter;
  control: StopControl;
  /** The environment for agents and checks, without the run's marker. */
  env: Readonly<Record<string, string | undefined>>;
  /** What the agent gets beside it. */
  agentVariables: AgentVariables;
  guidance: RunGuidance;
  /** Resolves with a problem that ends the run from within: the disk is full, a defect. */
  defect: Promise<Error>;
}

/** Where a driver's events go. */
type EventSink = Pick<RunContext, "emit" | "emitOutput">;

/**
 * Drives a run whose `run.started` is written to its last event. Whatever happens in between, the journal ends with
 * `run.ended`, and no process of the run is left. Resolves when that is written.
 */
export async function executeRun(options: RunOptions): Promise<void> {
  const { spec, journal, control, guidance } = options;
  let live = true;
  const sink: EventSink = {
    emit(event) {
      if (live) journal.append(event);
    },
    emitOutput(batch) {
      if (live) journal.appendOutput(batch);
    },
  };
  const groupIds: number[] = [];
  const spawn: RunContext["spawn"] = async (command) => {
    const child = await spawnProcess({ ...command, withPipes: true });
    groupIds.push(child.pid);
    return child;
  };
  const driving = drive(options, sink, spawn).catch((error: unknown) => failure(error));
  const gaveUp = control.gaveUp.then(() => abandoned);
  const defect = options.defect.then((error) => failure(error));
  const outcome = await Promise.race([driving, gaveUp, defect]);
  // A defect leaves the driver behind: it gets the chance to end its agent and to keep the work.
  control.kill();
  await Promise.race([driving, gaveUp]);
  live = false;
  control.close();
  const late: string[] = [];
  guidance.listen((text) => late.push(text));
  const append = (event: EventBody) => journal.append(event);
  await tellStrays(await sweep(spec.runId, append), { spec, groupIds, emit: append });
  await guidance.close();
  for (const event of lateGuidance(late)) append(event);
  journal.append(runEndedEvent(journal.projection(), outcome));
}

async function drive(
  { spec, control, env, agentVariables, guidance }: RunOptions,
  { emit, emitOutput }: EventSink,
  spawn: RunContext["spawn"],
): Promise<RunOutcome> {
  const driver = findDriver(spec.orchestrator);
  if (driver === null) throw new Error(`There is no driver for ${spec.orchestrator}.`);
  const turnOptions = turnOptionsOf(spec);
  const agent = runAgent(spec, turnOptions, emit);
  const { plain, secret, missing, problem } = agentVariables;
  if (problem !== null) throw new Error(problem);
  for (const name of missing) emit(missingSecret(name));
  const { runId, sessionId, number, prompt, worktreePath, branch, budget, checks } = spec;
  const { limits, turnLimits, resume } = spec;
  const marks = { [runMarkerName]: runId, SIGNALBOX_SESSION_ID: sessionId };
  const runEnv = { ...env, ...marks };
  const { signal, killSignal } = control;
  const failedSetUp = await setUpWorktree(spec, { env: runEnv, signal, emit });
  if (failedSetUp !== null) return failedSetUp;
  return driver.run({
    runId,
    sessionId,
    number,
    prompt,
    worktreePath,
    branch,
    budget,
    checks,
    agent,
    turnOptions,
    turnLimits,
    resume,
    guidance,
    env: runEnv,
    agentEnv: { ...env, ...plain, ...secret, ...marks },
    retryWaits: limits?.retryWaits,
    spawn,
    signal,
    killSignal,
    emit,
    emitOutput,
  });
}

function missingSecret(name: string): EventBody {
  const message = `The value of ${name} is not stored: the agent runs without it.`;
  return { type: "notice", level: "warning", message };
}

const abandoned: RunOutcome = {
  reason: "stopped",
  message: "The run was stopped; its agent did not let go and was killed.",
  exitCode: null,
};

function failure(error: unknown): RunOutcome {
  const message = error instanceof Error ? error.message : String(error);
  return {
    reason: "error",
    message: message || "An unknown problem ended the run.",
    exitCode: null,
  };
}
