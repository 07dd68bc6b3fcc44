export { fenceAfter, testAgent } from "@signalbox/agent-kit";
export type * from "@signalbox/agent-kit";
export { listAgents, resolveAgent } from "./built-in.ts";
export { defaultAgentId, type AgentSetting } from "./registry.ts";
