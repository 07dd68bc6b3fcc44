export type * from "./contract.ts";
export { demoPaceVariable } from "./demo/adapter.ts";
export { fenceAfter } from "./final-text.ts";
export { defaultAgentId, listAgents, resolveAgent } from "./registry.ts";
export { createSampleRepository, SampleTargetNotEmptyError } from "./sample.ts";
