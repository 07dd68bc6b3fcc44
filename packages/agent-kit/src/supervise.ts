import {
  onAbort,
  ProcessStartError,
  type ProcessExit,
  type SupervisedProcess,
} from "@signalbox/host/process";
import type { AgentTurn, TurnResult } from "./contract.ts";
import { judge } from "./judge.ts";
import { toProblem, type ProblemAgent } from "./problems.ts";
import type { Recorder } from "./recorder.ts";

/** Starts an agent's program; a program that cannot be started is a failed turn, in words for a person. */
export async function startAgent(
  turn: AgentTurn,
  command: readonly string[],
  env: AgentTurn["env"],
  agent: ProblemAgent,
): Promise<{ child: SupervisedProcess } | { failure: TurnResult }> {
  try {
    return { child: await turn.spawn({ command, cwd: turn.cwd, env }) };
  } catch (error) {
    if (!(error instanceof ProcessStartError)) throw error;
    const problem = toProblem({ message: error.message, category: "crash" }, agent);
    return {
      failure: { outcome: "failed", finalText: "", exitCode: null, problem, conversation: null },
    };
  }
}

/**
 * Ties a turn's signals to its process: `stop` runs once when the turn is asked to end, SIGKILL at once on `killSignal`. `settle`
 * unties them and resolves when what they began is done and no process of the group is alive.
 */
export function obeySignals(turn: AgentTurn, child: SupervisedProcess, stop: () => Promise<void>) {
  const begun: Promise<void>[] = [];
  const onStop = () => begun.push(stop());
  const onKill = () => begun.push(child.kill());
  const untie = [onAbort(turn.signal, onStop), onAbort(turn.killSignal, onKill)];
  return {
    async settle(): Promise<void> {
      for (const undo of untie) undo();
      await Promise.all(begun);
      // What the agent left running in its group has no owner any more.
      await child.kill();
    },
  };
}

/** What a recorded turn came to, now that its program is gone; `exitCounts` unless we ended the program after its final event. */
export function conclude(ended: {
  turn: AgentTurn;
  recorder: Recorder;
  exit: ProcessExit;
  exitCounts: boolean;
  agent: ProblemAgent;
}): TurnResult {
  const { turn, recorder, exit, exitCounts, agent } = ended;
  recorder.flush();
  const facts = recorder.facts();
  const cancelled = isCancelled(turn);
  return {
    ...judge({ facts, exit: exitCounts ? exit : null, cancelled, agent }),
    finalText: recorder.finalText(),
    exitCode: exit.exitCode,
    conversation: recorder.conversation(),
  };
}

/** Whether the turn was asked to end, gently or at once. */
export function isCancelled(turn: AgentTurn): boolean {
  return turn.signal.aborted || turn.killSignal.aborted;
}
