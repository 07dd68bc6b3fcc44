import type { AgentTurn } from "../contract.ts";
import type { AgentUpdate, LineDecoder } from "../updates.ts";

/** What is known about an agent's program: enough to find it, to tell whether it can be used, and to help when not. */
export interface AgentProgram {
  /** The name on the PATH. */
  name: string;
  /** The npm package that brings it, for the install command. */
  npmPackage: string;
  /** The oldest version that the adapter was tried with, `major.minor.patch`. */
  minVersion: string;
  login: {
    /** Any of these variables set means that it is logged in. */
    env: readonly string[];
    /** Any of these files there means that it is logged in; `~/…` is in HOME, `${NAME:-~/default}/…` in the folder of a variable. */
    files: readonly string[];
    /** Any of these files there, and nothing of the above, means that it may be logged in some other way: unknown. */
    maybe: readonly string[];
    /** What a person does to log in. */
    help: readonly string[];
  };
}

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
  env(turn: Pick<AgentTurn, "env">): Readonly<Record<string, string>>;
  /** A decoder for one turn. */
  createDecoder(turn: Pick<AgentTurn, "cwd" | "resume">): LineDecoder;
  /** What lines of the error output mean, where they say what the standard output does not. */
  decodeError?(line: string): AgentUpdate[];
  /** Whether a long line with this beginning (16 KiB) only repeats after it what was said: the decoder gets the beginning alone. */
  isBeginningEnough?: (beginning: string) => boolean;
  /** How messages are written to its standard input; plain text, then the end of input, when it is missing. Given, the agent can be steered and its input is ended after its final event. */
  encodeMessage?(text: string): string;
}
