export type * from "./contract.ts";
export { untoldGuidance } from "./contract.ts";
export { findDriver, listOrchestrators, orchestratorStatus } from "./registry.ts";
export { runShellCommand } from "./shell-command.ts";
