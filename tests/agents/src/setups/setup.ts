import { mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { AgentOptions } from "@signalbox/shared";

/** US dollars a million tokens. */
export interface Prices {
  inputUsd: number;
  cachedInputUsd: number;
  cacheWriteUsd: number;
  outputUsd: number;
}

/** How one real agent is made to work with the scripted model server, and how it is told apart in tests. */
export interface AgentSetup {
  /** What tests are called after: the agent, and the protocol where it is not the agent's usual one. */
  name: string;
  /** The agent's id in Signalbox. */
  agent: "claude" | "codex" | "gemini" | "opencode" | "pi";
  /** The agent's options as a person sets them: how it is driven, and its model where its own configuration does not tell Signalbox. */
  options?: AgentOptions;
  /** The programs that must be installed, by the names of their commands. */
  programs: readonly string[];
  /** What the model costs for the agent that reports costs; null where it reports none. */
  prices: Prices | null;
  /** The variables without which the agent is not logged in; missing when it has no such. */
  loginVariables?: readonly string[];
  /** Titles and the like are asked for beside the work, and may come when the turn's figures are told already. */
  auxiliaryMayBeLate?: boolean;
  /**
   * When it exits, what is not read yet of its output is lost beyond what a pipe holds (64 KiB): with a model that answers at once, the
   * end of a turn with a long prompt, which it prints. Then the turn has no good final event and is told as failed.
   */
  losesUnreadOutput?: boolean;
  /** Of a 429 it tells the status alone, not the service's words: a used-up quota then looks like a rate limit, and is waited for as one. */
  hidesWords?: boolean;
  /** Whether guidance reaches the turn that is going on. */
  hearsGuidance?: boolean;
  /** Writes the agent's configuration into `home`, an empty folder of its own, and gives the environment that makes it use that and the model server. */
  prepare(home: string, modelUrl: string): Promise<Record<string, string>>;
}

/** The model that every agent but Claude Code is configured with. */
export const modelName = "scripted-model";

/** Writes a file and the folders it is in. */
export async function writeConfig(path: string, content: string | object): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, typeof content === "string" ? content : JSON.stringify(content, null, 2));
}
