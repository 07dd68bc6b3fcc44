export { fenceAfter, testAgent } from "@signalbox/agent-kit";
export type * from "@signalbox/agent-kit";
export { listAgents, resolveAgent } from "./registry.ts";
export { defaultAgentId, type AgentSetting } from "./create-registry.ts";
