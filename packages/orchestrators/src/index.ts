export type * from "./contract.ts";
export { untoldGuidance } from "./contract.ts";
export { findDriver, listOrchestrators, orchestratorStatus } from "./registry.ts";
