import { mkdir } from "node:fs/promises";
import {
  agentDefinitionSchema,
  agentIdSchema,
  agentOptionsSchema,
  budgetSchema,
  checkSchema,
  conversationSchema,
  idSchema,
  modelPriceSchema,
  orchestratorSchema,
  settingsSchema,
} from "@signalbox/shared";
import { z } from "zod";
import { readIfThere, writeWhole } from "./files.ts";
import { runFolder } from "./run-folder.ts";

/** Raised when an older runner could misread the spec. */
const specVersion = 1;

const milliseconds = z.number().int().min(0);

/** What of a run's own limits can be set differently, for tests and for hosts that need it. */
const runLimitsSchema = z.object({
  /** The size of the journal from which on what the agent prints, says and does is left out. */
  maxJournalBytes: z.number().int().min(0).optional(),
  /** How long the set-up command may take. */
  setupTimeoutMs: milliseconds.optional(),
  retryWaits: z
    .object({
      rateLimitMs: milliseconds,
      quotaMs: milliseconds,
      networkMs: milliseconds,
      shortestMs: milliseconds.min(1),
      longestMs: milliseconds.min(1),
      longestSumMs: milliseconds,
    })
    .partial()
    .optional(),
});

const settingsDefaults = settingsSchema.parse({});

/** What ends one turn of the agent from outside (ms). */
const turnLimitsSchema = z.object({
  maxDurationMs: milliseconds.min(1).default(settingsDefaults.turnMaxDurationMs),
  maxSilenceMs: milliseconds.min(1).default(settingsDefaults.turnMaxSilenceMs),
});

/** All that a runner must know of its run. */
export const runSpecSchema = z.object({
  version: z.literal(specVersion),
  runId: idSchema,
  sessionId: idSchema,
  /** 1 for the session's first run. */
  number: z.number().int().min(1),
  orchestrator: orchestratorSchema,
  agent: agentIdSchema,
  /** The person's own agents, as far as this run needs them. */
  agentDefinitions: z.array(agentDefinitionSchema),
  /** The agent's options as the session has them; the secrets of its environment are null. */
  agentOptions: agentOptionsSchema.default({}),
  /** The person's prices by model. */
  prices: z.record(z.string(), modelPriceSchema).default({}),
  turnLimits: turnLimitsSchema.prefault({}),
  /** The conversation that the run's first iteration continues; null: it begins a fresh one. */
  resume: conversationSchema.nullable().default(null),
  /** Where the values of the secrets are (`secretsFileSchema`); null: the run has none. */
  secrets: z.object({ file: z.string() }).nullable().default(null),
  prompt: z.string(),
  budget: budgetSchema,
  checks: z.array(checkSchema),
  /** Makes a new worktree ready, before the first iteration in it; null: nothing is needed. */
  setupCommand: z.string().nullable().default(null),
  worktreePath: z.string(),
  branch: z.string(),
  baseCommit: z.string(),
  /** Other limits than this release's own. */
  limits: runLimitsSchema.optional(),
});
export type RunSpec = z.infer<typeof runSpecSchema>;
/** A spec as it is given: what has a default may be left out. */
export type RunSpecInput = z.input<typeof runSpecSchema>;

/** Writes the spec into a run's folder, which is made when it is missing (0700: prompts and outputs are private). */
export async function writeRunSpec(folder: string, spec: RunSpecInput): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeWhole(runFolder(folder).spec, `${JSON.stringify(spec, null, 2)}\n`);
}

/** Reads a run's spec. @throws Error with one sentence when it is missing, damaged or of another version */
export async function readRunSpec(folder: string): Promise<RunSpec> {
  const text = await readIfThere(runFolder(folder).spec);
  if (text === null) throw new Error("The run's folder has no spec.json.");
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new Error("The run's spec.json is damaged.", { cause: error });
  }
  const { data: version } = z.object({ version: z.unknown() }).safeParse(json);
  if (version !== undefined && version.version !== specVersion) {
    throw new Error(
      `The run's spec.json has version ${String(version.version)}; this runner reads version ${specVersion}.`,
    );
  }
  const spec = runSpecSchema.safeParse(json);
  if (!spec.success) {
    throw new Error(`The run's spec.json is not valid: ${z.prettifyError(spec.error)}`);
  }
  return spec.data;
}
