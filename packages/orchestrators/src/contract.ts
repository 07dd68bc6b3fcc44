import type {
  AgentAdapter,
  AgentTurn,
  OutputBatch,
  TurnOptions,
  TurnProblem,
} from "@signalbox/agents";
import type {
  Budget,
  Check,
  Conversation,
  EventBody,
  Orchestrator,
  RunReason,
} from "@signalbox/shared";

/** What the host says about an orchestrator; the release's availability map is asked first. */
export interface OrchestratorDetection {
  available: boolean;
  reason: string | null;
  help: string[];
}

export interface OrchestratorHost {
  env: Readonly<Record<string, string | undefined>>;
}

/** How long a driver waits for an agent that asks to be tried again later, or whose service is away. All in milliseconds. */
export interface RetryWaits {
  /** The first wait when nobody says how long, after a rate limit and after a quota. */
  rateLimitMs: number;
  quotaMs: number;
  /** The pause after a failure because the model's service did not answer; twice that after the second in a row, and so on. */
  networkMs: number;
  /** The least of the first wait; twice that of the second in a row, and so on: however little an agent asks for. */
  shortestMs: number;
  /** The longest single wait. */
  longestMs: number;
  /** The longest that a run waits in all before it gives up. */
  longestSumMs: number;
}

/** What ends a turn from outside. All in milliseconds. */
export interface TurnLimits {
  maxDurationMs: number;
  /** How long the agent may go without a sign of life. */
  maxSilenceMs: number;
}

/** What the person says to the agent while the run goes on. */
export interface GuidanceSource {
  /** Gives each text to `receive` once, in order, beginning with those that waited for a listener; a later listener takes over. */
  listen(receive: (text: string) => void): void;
  /** Resolves when everything that the person had said by now was received. Never rejects. */
  check(): Promise<void>;
}

/** Says at a run's end that the person's last words reached no agent. */
export const untoldGuidance: EventBody = {
  type: "notice",
  level: "info",
  message:
    "The run ended before an agent could act on the guidance that came last: give it to a follow-up run.",
};

/** What a driver gets. It never touches the database or the API. */
export interface RunContext {
  runId: string;
  sessionId: string;
  /** 1 for the session's first run. */
  number: number;
  prompt: string;
  worktreePath: string;
  /** The session's branch: where the work belongs, whatever an agent checks out in the worktree. */
  branch: string;
  budget: Budget;
  checks: readonly Check[];
  /** The agent; its turns are held to `turnLimits`, and nothing that they started is alive after them. */
  agent: AgentAdapter;
  turnOptions: TurnOptions;
  /** Only told by the driver. */
  turnLimits: TurnLimits;
  /** The conversation that the run's first turn continues; null: begin a fresh one. */
  resume: Conversation | null;
  guidance: GuidanceSource;
  /** The environment for checks, with SIGNALBOX_RUN_ID and SIGNALBOX_SESSION_ID in it. */
  env: Readonly<Record<string, string | undefined>>;
  /** The environment for the agent: that of the checks, with what the person set for the agent. */
  agentEnv: Readonly<Record<string, string | undefined>>;
  spawn: AgentTurn["spawn"];
  /** Other waits than the driver's own. */
  retryWaits?: Partial<RetryWaits>;
  /** Asks the run to end (the person's stop); the driver lets the agent end and returns `stopped`. */
  signal: AbortSignal;
  /** Ends every process at once. */
  killSignal: AbortSignal;
  /** Appends to the journal. In order; returns before the record is on disk. */
  emit(event: EventBody): void;
  /** Appends an `output` event for each line, in order with what `emit` appends. */
  emitOutput(batch: IterationOutput): void;
}

/** Lines that the agent of an iteration printed. */
export interface IterationOutput extends OutputBatch {
  iteration: number;
}

/** How a run ended, in the driver's judgement. */
export interface RunOutcome {
  reason: RunReason;
  /** One sentence for a person. */
  message: string;
  /** The exit code of the last agent process. */
  exitCode: number | null;
  /** What ended the run, and what a person can do about it; with a category when it was a problem of its agent. */
  problem?: Partial<Pick<TurnProblem, "category">> & Pick<TurnProblem, "help">;
}

/** An orchestrator driver: a plain record in a folder of its own and a line in `registry.ts`. It runs inside the runner process. */
export interface OrchestratorDriver {
  id: Orchestrator;
  detect(host: OrchestratorHost): Promise<OrchestratorDetection>;
  run(context: RunContext): Promise<RunOutcome>;
}
