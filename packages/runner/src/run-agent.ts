import { resolveAgent, type AgentAdapter, type TurnOptions } from "@signalbox/agents";
import type { RunContext } from "@signalbox/orchestrators";
import type { RunSpec } from "./spec.ts";
import { sweep } from "./sweep.ts";
import { withTurnLimits } from "./turn-limits.ts";

/** The options of a run's turns. */
export function turnOptionsOf({ agentOptions, prices }: RunSpec): TurnOptions {
  const { model = null, effort = null, args = [], program = null } = agentOptions;
  return { model, effort, args, program, prices };
}

/**
 * The agent of a run: its turns are held to their limits, and nothing that they started is alive after them.
 * @throws Error when there is no such agent, or it cannot be used with the options (which an older release may have stored)
 */
export function runAgent(
  { runId, agent: id, agentDefinitions, agentOptions, turnLimits }: RunSpec,
  options: TurnOptions,
  emit: RunContext["emit"],
): AgentAdapter {
  const agent = resolveAgent(id, agentDefinitions, agentOptions.driving);
  if (agent === null) throw new Error(`There is no agent "${id}".`);
  const refusal = agent.refuse(options);
  if (refusal !== null) throw new Error(refusal);
  return sweptAfterTurns(withTurnLimits(agent, turnLimits), runId, emit);
}

/**
 * The agent, with every process that it left outside its group ended with its turn: what goes on writing would fall into the
 * checkpoint and the next turn.
 */
function sweptAfterTurns(
  agent: AgentAdapter,
  runId: string,
  emit: RunContext["emit"],
): AgentAdapter {
  return {
    ...agent,
    async runTurn(turn) {
      try {
        return await agent.runTurn(turn);
      } finally {
        await sweep(runId, emit);
      }
    },
  };
}
