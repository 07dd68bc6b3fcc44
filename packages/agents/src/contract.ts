import type { OutputLine, SpawnOptions, SupervisedProcess } from "@signalbox/host/process";
import type { AgentEventBody } from "@signalbox/shared";

/** What the host says about an agent. */
export interface AgentDetection {
  available: boolean;
  version: string | null;
  reason: string | null;
  help: string[];
}

/** What detection may look at: nothing is read from the process's own environment. */
export interface AgentHost {
  /** The environment that agents are started with. */
  env: Readonly<Record<string, string | undefined>>;
}

/** Lines that an agent's program printed, in order. */
export interface OutputBatch {
  stream: "stdout" | "stderr";
  lines: readonly OutputLine[];
}

/** One turn of an agent with a fresh context. */
export interface AgentTurn {
  prompt: string;
  /** The worktree: where the agent works. */
  cwd: string;
  /** The complete environment, with SIGNALBOX_RUN_ID, SIGNALBOX_SESSION_ID and SIGNALBOX_ITERATION in it. */
  env: Readonly<Record<string, string | undefined>>;
  /** Asks the turn to end: the adapter cancels in the agent's own way, then goes down the stop ladder. */
  signal: AbortSignal;
  /** Ends the turn at once: SIGKILL without grace. */
  killSignal: AbortSignal;
  /** Starts a program under supervision; the only way an adapter starts one. @throws ProcessStartError */
  spawn(options: SpawnOptions): Promise<SupervisedProcess>;
  emit(event: AgentEventBody): void;
  /** Emits an `output` event for each line: a program that floods its output would be held up by a call a line. */
  emitOutput(batch: OutputBatch): void;
}

/** The truth of a turn, decided from final event, exit code and error marks together. */
export interface TurnResult {
  outcome: "succeeded" | "failed" | "cancelled";
  /** The tail of the agent's own final message (never of a tool's output): where the completion promise is looked for. */
  finalText: string;
  exitCode: number | null;
  /** One sentence for a person when the turn did not succeed. */
  problem: string | null;
  /** Only of a turn that did not succeed: nothing is wrong with the agent, it may not go on now. Given, it is no failure. */
  retry?: TurnRetry;
}

/** Why a turn is to be tried again later, and after how long (ms; null when nobody said). */
export interface TurnRetry {
  /** A limit of requests or tokens in a short time, or the allowance of hours or days. */
  kind: "rate_limit" | "quota";
  retryAfterMs: number | null;
}

/**
 * An agent adapter: decodes what one agent says into events. Adding one is a folder with such a record
 * and a line in `registry.ts`.
 */
export interface AgentAdapter {
  id: string;
  name: string;
  description: string;
  detect(host: AgentHost): Promise<AgentDetection>;
  /** Resolves when the turn has ended and no process that it started is alive; rejects only on a defect. */
  runTurn(turn: AgentTurn): Promise<TurnResult>;
}
