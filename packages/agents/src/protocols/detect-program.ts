import { findProgram } from "@signalbox/host/process";
import type { AgentDetection } from "../contract.ts";

/**
 * Whether the program of an agent is on this host, by PATH or absolute path. One named relative to the worktree
 * (`./agent.sh`) can only be looked for when it is started, and counts as there.
 */
export async function detectProgram(
  command: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Promise<AgentDetection> {
  const [program = ""] = command;
  const isRelative = program.includes("/") && !program.startsWith("/");
  if (isRelative || (await findProgram(program, env)) !== null) {
    return { available: true, version: null, reason: null, help: [] };
  }
  return {
    available: false,
    version: null,
    reason: `The program ${program} was not found on this computer.`,
    help: [
      `Install ${program}, or check its name and the PATH that Signalbox was started with.`,
      "Or change the agent's command in the settings.",
    ],
  };
}
