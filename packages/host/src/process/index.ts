export { spawnDetached } from "./detached.ts";
export { findProgram } from "./find-program.ts";
export { isAlive, readProcessIdentity } from "./identity.ts";
export { readLines, type ReadLinesOptions } from "./lines.ts";
export { killMarked, type MarkedSweep } from "./marked.ts";
export { runCommand, type CommandOptions } from "./run-command.ts";
export { spawnProcess } from "./spawn.ts";
export { ProcessStartError, type ProcessStartFailure } from "./start-error.ts";
export type * from "./types.ts";
