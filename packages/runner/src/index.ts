export { requestStop, steerRun } from "./control.ts";
export type { JournalBatch } from "./journal/batch.ts";
export { writeWhole } from "./files.ts";
export { lastRecord } from "./journal/last-record.ts";
export {
  openJournal,
  type Journal,
  type JournalPage,
  type JournalRange,
} from "./journal/reader.ts";
export { runnerState, type RunnerState } from "./liveness.ts";
export { emptyProjection, project, type RunProjection } from "./projection.ts";
export { createRedactor } from "./redact/redactor.ts";
export { removeRunFolder, runFolder, type RunFolder } from "./run-folder.ts";
export {
  agentSecretsScope,
  readSecrets,
  secretsFileSchema,
  secretsIn,
  sessionSecretsScope,
  type SecretsFile,
} from "./secrets.ts";
export { settleLost } from "./settle-lost.ts";
export { runSpecSchema, writeRunSpec, type RunSpec, type RunSpecInput } from "./spec.ts";
export { startRunner, type StartRunnerOptions } from "./start-runner.ts";
export { endUnstarted } from "./end-unstarted.ts";
