export { defaultAgentId, fenceAfter, isCancelled, testAgent } from "@signalbox/agent-kit";
export type * from "@signalbox/agent-kit";
export { listAgents, resolveAgent } from "./registry.ts";
