export { listAgents, resolveAgent } from "./built-in.ts";
export type * from "./contract.ts";
export { fenceAfter } from "./final-text.ts";
export { defaultAgentId, type AgentSetting } from "./registry.ts";
export { testAgent } from "./test-agent.ts";
