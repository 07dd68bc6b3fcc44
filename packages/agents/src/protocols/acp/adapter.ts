import type { AgentAdapter, AgentTurn } from "../../contract.ts";
import { detectProgram } from "../detect-program.ts";

/** A program that speaks the Agent Client Protocol, version 1, on its standard input and output. */
export interface AcpAgent {
  id: string;
  name: string;
  description: string;
  /** The argv array to start it with, given the environment of the turn. */
  command: (env: AgentTurn["env"]) => readonly string[];
  /** Added to the turn's environment. */
  env: Readonly<Record<string, string>>;
}

/** The adapter for any program that speaks the Agent Client Protocol. */
export function createAcpAdapter(agent: AcpAgent): AgentAdapter {
  return {
    id: agent.id,
    name: agent.name,
    description: agent.description,
    detect: (host) => {
      const env = { ...host.env, ...agent.env };
      return detectProgram(agent.command(env), env);
    },
    async runTurn(turn) {
      // Loaded only here: the library of the protocol takes 30 ms, which the runs of other agents need not wait for.
      const { runAcpTurn } = await import("./turn.ts");
      return runAcpTurn(agent, turn);
    },
  };
}
