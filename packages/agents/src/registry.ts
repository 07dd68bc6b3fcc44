import {
  createAcpAdapter,
  createNativeAdapter,
  createRegistry,
  type AgentAdapter,
} from "@signalbox/agent-kit";
import { demoAdapter } from "./demo/adapter.ts";
import { claudeAgent } from "./native/claude/index.ts";
import { codexAgent } from "./native/codex/index.ts";
import { geminiAgent } from "./native/gemini/index.ts";
import { piAgent } from "./native/pi/index.ts";
import { claudeOverAcp, codexOverAcp, geminiOverAcp } from "./protocols/acp/agents.ts";
import { opencodeAgent } from "./protocols/acp/opencode.ts";
import { adapterOf } from "./protocols/index.ts";

/** The agents that this release ships, in the order of `builtInAgentIds` in packages/shared. To add one: a folder, and a line here. */
const builtInAgents: readonly AgentAdapter[] = [
  demoAdapter,
  createNativeAdapter(claudeAgent, createAcpAdapter(claudeOverAcp)),
  createNativeAdapter(codexAgent, createAcpAdapter(codexOverAcp)),
  createNativeAdapter(geminiAgent, createAcpAdapter(geminiOverAcp)),
  createAcpAdapter(opencodeAgent),
  createNativeAdapter(piAgent),
];

export const { resolveAgent, listAgents } = createRegistry(builtInAgents, adapterOf);
