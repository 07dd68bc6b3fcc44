import type { AgentAdapter } from "../contract.ts";
import { detectProgram } from "../detect.ts";
import { createRefusal } from "../refuse.ts";
import type { NativeAgent } from "./spec.ts";
import { runNativeTurn } from "./turn.ts";

/** The adapter of an agent that is driven by its own stream of events; `overAcp` when it can be driven in that way as well. */
export function createNativeAdapter(agent: NativeAgent, overAcp?: AgentAdapter): AgentAdapter {
  const { id, name, description, program, efforts, reservedArgs, cost } = agent;
  return {
    id,
    name,
    description,
    abilities: {
      resume: true,
      steer: agent.encodeMessage !== undefined,
      model: true,
      efforts: [...efforts],
      drivings: overAcp === undefined ? ["native"] : ["native", "acp"],
      cost,
    },
    supported: `${program.minVersion} or newer`,
    refuse: createRefusal({ name, model: true, efforts, reservedArgs }),
    detect: (host) => detectProgram(name, program, host),
    runTurn: (turn) => runNativeTurn(agent, turn),
    overAcp,
  };
}
