import type {
  AgentAdapter,
  AgentDetection,
  AgentHost,
  AgentTurn,
  TurnOptions,
} from "../contract.ts";
import { createAdapter } from "../create-adapter.ts";
import { detectCommand, detectProgram } from "../detect.ts";
import type { AgentProgram } from "../program.ts";
import type { AgentUpdate } from "../updates.ts";

/** A program that speaks the Agent Client Protocol, version 1, on its standard input and output, as data. */
export interface AcpAgent {
  id: string;
  name: string;
  description: string;
  /** The argv array to start it with; the person's further arguments follow. */
  command: readonly string[];
  /** What is known of the agent that the person installs and logs in; missing for a command of the person's own. */
  program?: AgentProgram;
  /** The adapter that speaks the protocol for it, with the variable that names the agent's own program to it. */
  bridge?: { program: AgentProgram; variable: string };
  /** Variables that keep it quiet and unattended. What the person sets goes before them. */
  env?: Readonly<Record<string, string>>;
  /** The session mode in which it asks for no permission. */
  mode?: string;
  /** What is chosen in the session. */
  inSession?: readonly ("model" | "effort")[];
  /** How it is started with what is chosen and not `inSession`. Goes before what the person sets. */
  chosen?(choice: Pick<TurnOptions, "model" | "effort">): {
    args?: readonly string[];
    env?: Readonly<Record<string, string>>;
  };
  efforts?: readonly string[];
  cost: AgentAdapter["abilities"]["cost"];
  /** Opens a second source for one turn. */
  beside?(): Promise<Beside>;
}

/** A second source of what an agent does, beside the protocol: its usage is taken from there alone. */
export interface Beside {
  args: readonly string[];
  env: Readonly<Record<string, string>>;
  /** From the session's beginning on. Resolves to what ends it: when everything is recorded. */
  watch(session: { id: string; cwd: string }, on: BesideHandlers): Promise<() => Promise<void>>;
}
interface BesideHandlers {
  record(updates: readonly AgentUpdate[]): void;
  /** Cancels the prompt: the mark that was recorded before says why. */
  giveUp(): void;
}

/** The adapter for any program that speaks the Agent Client Protocol. */
export function createAcpAdapter(agent: AcpAgent): AgentAdapter {
  const { id, name, description, program, efforts = [], cost } = agent;
  return createAdapter({
    id,
    name,
    description,
    program,
    // The arguments in a command of the person's own are nobody else's.
    reservedArgs: program === undefined ? [] : agent.command.slice(1),
    abilities: {
      resume: true,
      steer: false,
      model: agent.chosen !== undefined || agent.inSession?.includes("model") === true,
      efforts: [...efforts],
      drivings: ["acp"],
      cost,
    },
    detect: (host) => detect(agent, host),
    async runTurn(turn) {
      // Loaded only here: the library of the protocol takes 30 ms, which the runs of other agents need not wait for.
      const { runAcpTurn } = await import("./turn.ts");
      return runAcpTurn(agent, turn);
    },
  });
}

async function detect(
  { name, command, program, bridge }: AcpAgent,
  host: AgentHost,
): Promise<AgentDetection> {
  if (program === undefined) return detectCommand(command, host);
  const own = await detectProgram(name, program, host);
  if (bridge === undefined || !own.available) return own;
  const between = await detectProgram(bridge.program.name, bridge.program, { env: host.env });
  const { available, reason, help } = between;
  return available ? own : { ...own, available, reason, help };
}

/** How a turn's program is started. */
export function startOf(
  agent: AcpAgent,
  turn: Pick<AgentTurn, "options" | "env">,
  beside: Beside | null,
) {
  const [name = "", ...args] = agent.command;
  const { bridge, program } = agent;
  const own = turn.options.program ?? program?.name;
  const chosen = agent.chosen?.(turn.options);
  return {
    command: [
      bridge === undefined ? (own ?? name) : name,
      ...args,
      ...(beside?.args ?? []),
      ...(chosen?.args ?? []),
      ...turn.options.args,
    ],
    env: {
      ...agent.env,
      ...(bridge === undefined ? {} : { [bridge.variable]: own }),
      ...turn.env,
      ...chosen?.env,
      // A password and a port of our own: no choice of anybody.
      ...beside?.env,
    },
  };
}
