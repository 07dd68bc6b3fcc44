import {
  isCancelled,
  type AgentAdapter,
  type AgentTurn,
  type TurnProblem,
  type TurnResult,
} from "@signalbox/agents";
import { onAbort } from "@signalbox/host/process";
import type { TurnLimits } from "@signalbox/orchestrators";
import { createStopControl, type StopControl } from "./stop.ts";

/**
 * An agent that seems silent is looked at once more after this time (ms): when this process was held up itself, what the agent
 * printed meanwhile has not been read yet.
 */
const secondLookMs = 250;

/**
 * The agent with its turns held to `limits`: a turn that takes too long, or gives no sign of life for too long, is asked to end, and
 * has failed. Any event, output or `alive` is a sign of life. However a turn is asked to end, also from outside: one that does not
 * let go is killed, then left behind (`newControl`).
 */
export function withTurnLimits(
  agent: AgentAdapter,
  limits: TurnLimits,
  newControl: () => StopControl = createStopControl,
): AgentAdapter {
  return { ...agent, runTurn: (turn) => runLimited(agent, limits, turn, newControl()) };
}

async function runLimited(
  agent: AgentAdapter,
  limits: TurnLimits,
  turn: AgentTurn,
  control: StopControl,
): Promise<TurnResult> {
  let reached: TurnProblem | null = null;
  const watch = watchTurn(limits, (problem) => {
    reached = problem;
    control.stop();
  });
  const untie = [
    onAbort(turn.signal, () => control.stop()),
    onAbort(turn.killSignal, () => control.kill()),
  ];
  try {
    const running = agent.runTurn({
      ...turn,
      signal: control.signal,
      killSignal: control.killSignal,
      emit(event) {
        watch.alive();
        turn.emit(event);
      },
      emitOutput(batch) {
        watch.alive();
        turn.emitOutput(batch);
      },
      alive: () => watch.alive(),
    });
    const result = await Promise.race([running, control.gaveUp.then(() => leftBehind)]);
    if (reached === null || isCancelled(turn) || result.outcome === "succeeded") return result;
    return { ...result, outcome: "failed", problem: reached };
  } finally {
    watch.close();
    for (const undo of untie) undo();
    control.close();
  }
}

/** Calls `onReached` once, when a limit is reached. `close` must be called in the end. */
function watchTurn(limits: TurnLimits, onReached: (problem: TurnProblem) => void) {
  const { maxDurationMs, maxSilenceMs } = limits;
  let lastSignMs = performance.now();
  let lookedAtMs: number | null = null;
  let timer = setTimeout(look, maxSilenceMs);
  const deadline = setTimeout(() => reach(tookTooLong(maxDurationMs)), maxDurationMs);

  function look(): void {
    const leftMs = lastSignMs + maxSilenceMs - performance.now();
    if (leftMs <= 0 && lookedAtMs === lastSignMs) return reach(wasSilent(maxSilenceMs));
    lookedAtMs = leftMs > 0 ? null : lastSignMs;
    timer = setTimeout(look, leftMs > 0 ? leftMs : secondLookMs);
  }
  function close(): void {
    clearTimeout(timer);
    clearTimeout(deadline);
  }
  function reach(problem: TurnProblem): void {
    close();
    onReached(problem);
  }
  return {
    alive() {
      lastSignMs = performance.now();
    },
    close,
  };
}

function wasSilent(limitMs: number): TurnProblem {
  return {
    category: "no_output",
    message: `The agent gave no sign of life for ${inWords(limitMs)} and was ended.`,
    help: [
      "If it needs longer for one step, raise the limit of silence in the settings of the agents.",
    ],
    retryAfterMs: null,
  };
}

function tookTooLong(limitMs: number): TurnProblem {
  return {
    category: "other",
    message: `The agent's turn took longer than ${inWords(limitMs)} and was ended.`,
    help: [
      "If one turn needs longer, raise the limit of a turn's time in the settings of the agents.",
    ],
    retryAfterMs: null,
  };
}

/** What is said of a turn whose agent did not let go, unless a limit says more. */
const leftBehind: TurnResult = {
  outcome: "cancelled",
  finalText: "",
  exitCode: null,
  problem: {
    category: "crash",
    message: "The agent did not let go and was killed.",
    help: [],
    retryAfterMs: null,
  },
  conversation: null,
};

function inWords(limitMs: number): string {
  const minutes = limitMs / 60_000;
  if (minutes < 2) return `${Math.round(limitMs / 1000)} s`;
  return minutes < 120 ? `${Math.round(minutes)} minutes` : `${Math.round(minutes / 60)} hours`;
}
