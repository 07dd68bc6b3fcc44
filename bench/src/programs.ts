import { fileURLToPath } from "node:url";
import type { AgentDefinition } from "@signalbox/shared";

/** The argv of one of the bench's programs. */
export function program(name: "flood" | "steady", ...args: (string | number)[]): string[] {
  const file = fileURLToPath(new URL(`../programs/${name}.mjs`, import.meta.url));
  return [process.execPath, file, ...args.map(String)];
}

/** A settings entry that makes a program an agent. */
export function agentOf(id: string, command: string[]): AgentDefinition {
  return { id, name: id, protocol: "command", command };
}
