import type { AgentAdapter } from "../contract.ts";
import { createAdapter } from "../create-adapter.ts";
import { detectProgram } from "../detect.ts";
import type { NativeAgent } from "./spec.ts";
import { runNativeTurn } from "./turn.ts";

/** The adapter of an agent that is driven by its own stream of events; `overAcp` when it can be driven in that way as well. */
export function createNativeAdapter(agent: NativeAgent, overAcp?: AgentAdapter): AgentAdapter {
  const { id, name, description, program, efforts, reservedArgs, cost } = agent;
  return createAdapter({
    id,
    name,
    description,
    program,
    reservedArgs,
    overAcp,
    abilities: {
      resume: true,
      steer: agent.encodeMessage !== undefined,
      model: true,
      efforts: [...efforts],
      drivings: overAcp === undefined ? ["native"] : ["native", "acp"],
      cost,
    },
    detect: (host) => detectProgram(name, program, host),
    runTurn: (turn) => runNativeTurn(agent, turn),
  });
}
