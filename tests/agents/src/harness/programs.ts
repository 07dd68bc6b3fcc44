import { delimiter, dirname, join } from "node:path";
import type { AgentSetup } from "../setups/setup.ts";

const bin = join(import.meta.dirname, "..", "..", "programs", "node_modules", ".bin");

/** Where agents find their programs: the real ones before what this machine may have. */
export const programPath = [bin, dirname(process.execPath), process.env.PATH].join(delimiter);

interface Program {
  version: string | null;
}

/** Which programs work, as `launch.mjs` has found. */
function readPrograms(): Record<string, Program> {
  const text = process.env.AGENT_PROGRAMS;
  if (text === undefined) throw new Error("these tests are started by launch.mjs");
  return JSON.parse(text);
}

const programs = readPrograms();

/** Whether all programs that a setup needs are there and work; `launch.mjs` has told loudly when not. */
export function isInstalled(setup: AgentSetup): boolean {
  return setup.programs.every((name) => typeof programs[name]?.version === "string");
}
