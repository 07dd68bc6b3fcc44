import type { AgentAdapter } from "./contract.ts";
import { demoAdapter } from "./demo/adapter.ts";
import { createNativeAdapter } from "./native/adapter.ts";
import { geminiAgent } from "./native/gemini/index.ts";
import { piAgent } from "./native/pi/index.ts";
import { createRegistry } from "./registry.ts";

/** The agents that this release ships, in the order they are shown in: `builtInAgentIds` of packages/shared. */
const builtInAgents: readonly AgentAdapter[] = [
  demoAdapter,
  createNativeAdapter(geminiAgent),
  createNativeAdapter(piAgent),
];

export const { resolveAgent, listAgents } = createRegistry(builtInAgents);
