import type { AgentTurn } from "../contract.ts";
import type { AgentProgram } from "../program.ts";
import type { AgentUpdate, LineDecoder } from "../updates.ts";

/** A native agent as data and pure functions: how its program is started, and what its lines mean. */
export interface NativeAgent {
  id: string;
  name: string;
  description: string;
  program: AgentProgram;
  /** The efforts to choose from; none: no choice. */
  efforts: readonly string[];
  /** Arguments that the adapter needs for itself: a person's arguments must not hold them. */
  reservedArgs: readonly string[];
  /** Whether it tells its cost, or only tokens. */
  cost: "reported" | "estimated";
  /** The arguments after the program: model, effort, conversation to resume and further arguments in them. */
  args(turn: Pick<AgentTurn, "options" | "resume">): readonly string[];
  /** Variables that keep the program quiet, unattended, and its own retries short. What the person sets goes before them. */
  env: Readonly<Record<string, string>>;
  /** A decoder for one turn. */
  createDecoder(): LineDecoder;
  /** What lines of the error output mean, where they say what the standard output does not. */
  decodeError?(line: string): AgentUpdate[];
  /** Whether a long line with this beginning (16 KiB) only repeats after it what was said: the decoder gets the beginning alone. */
  isBeginningEnough?: (beginning: string) => boolean;
  /** How messages are written to its standard input; plain text, then the end of input, when it is missing. Given, the agent can be steered and its input is ended after its final event. */
  encodeMessage?: (text: string) => string;
}
