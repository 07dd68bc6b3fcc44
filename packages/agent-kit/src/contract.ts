import type { OutputLine, SpawnOptions, SupervisedProcess } from "@signalbox/host/process";
import type {
  AgentEventBody,
  AgentStatus,
  Conversation,
  ModelPrice,
  ProblemCategory,
} from "@signalbox/shared";

type Env = Readonly<Record<string, string | undefined>>;

/** What the host says about an agent. */
export type AgentDetection = Pick<
  AgentStatus,
  "available" | "version" | "reason" | "help" | "path" | "login"
>;

/** What detection may look at: nothing is read from the process's own environment. */
export interface AgentHost {
  /** The environment that this agent is started with, the person's additions in it. */
  env: Env;
  /** The path of the agent's program in the person's options; null: look on the PATH. */
  program: string | null;
}

/** Lines that an agent's program printed, in order. */
export interface OutputBatch {
  stream: "stdout" | "stderr";
  lines: readonly OutputLine[];
}

/** How the person wants the agent to be started. */
export interface TurnOptions {
  model: string | null;
  /** One of the adapter's `efforts`. */
  effort: string | null;
  /** Further arguments of the agent's program. */
  args: readonly string[];
  /** The path of the agent's program; null: look on the PATH. */
  program: string | null;
  /** The person's prices by model; they go before the bundled ones. */
  prices: Readonly<Record<string, ModelPrice>>;
}

/** One turn of an agent. */
export interface AgentTurn {
  prompt: string;
  /** The worktree: where the agent works. */
  cwd: string;
  /** The complete environment, with the person's additions and SIGNALBOX_RUN_ID, SIGNALBOX_SESSION_ID and SIGNALBOX_ITERATION in it. */
  env: Env;
  options: TurnOptions;
  /** The conversation to continue; null begins a fresh one. Only given to an adapter that can `resume`. */
  resume: Conversation | null;
  /** Asks the turn to end: the adapter cancels in the agent's own way, then goes down the stop ladder. */
  signal: AbortSignal;
  /** Ends the turn at once: SIGKILL without grace. */
  killSignal: AbortSignal;
  /** Starts a program under supervision; the only way an adapter starts one. @throws ProcessStartError */
  spawn(options: SpawnOptions): Promise<SupervisedProcess>;
  emit(event: AgentEventBody): void;
  /** Emits an `output` event for each line: a program that floods its output would be held up by a call a line. */
  emitOutput(batch: OutputBatch): void;
  /** Tells that the program gave a sign of life that becomes no event (an event is one, too). */
  alive(): void;
  /** Registers who passes guidance on to the agent while it works; it gives false when it is too late for that. Only by an adapter that can `steer`. */
  onGuidance(deliver: (text: string) => boolean): void;
}

/** Why a turn did not end well, for the driver to act on and for a person to read. */
export interface TurnProblem {
  category: ProblemCategory;
  /** One sentence for a person. */
  message: string;
  /** Steps that a person can take. */
  help: readonly string[];
  /** After how long (ms) the agent or its service asked to be tried again; null when nobody said. */
  retryAfterMs: number | null;
}

/** The truth of a turn, decided from final event, exit code and error marks together. */
export interface TurnResult {
  outcome: "succeeded" | "failed" | "cancelled";
  /** The tail of the agent's own final message (never of a tool's output): where the completion promise is looked for. */
  finalText: string;
  exitCode: number | null;
  /** Null only when the turn succeeded. */
  problem: TurnProblem | null;
  /** What a later run can continue; null when the agent told none. */
  conversation: Conversation | null;
}

/**
 * An agent adapter: decodes what one agent says into events. Adding one is a folder with such a record
 * and a line in `registry.ts`.
 */
export interface AgentAdapter {
  id: string;
  name: string;
  description: string;
  abilities: AgentStatus["abilities"];
  /** The versions it works with, in words; null when any will do. */
  supported: string | null;
  /** Why these options cannot be used with the agent, in one sentence; null when they can. */
  refuse(options: Pick<TurnOptions, "model" | "effort" | "args">): string | null;
  detect(host: AgentHost): Promise<AgentDetection>;
  /** Resolves when the turn has ended and no process of its group is alive; rejects only on a defect. */
  runTurn(turn: AgentTurn): Promise<TurnResult>;
  /** The same agent over the Agent Client Protocol, where that can be chosen. */
  overAcp?: AgentAdapter | undefined;
}
