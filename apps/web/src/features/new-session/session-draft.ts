import type { RouterOutputs } from "@signalbox/api/router";
import { defaultOrchestrator, orchestratorSchema } from "@signalbox/shared";
import { z } from "zod";
import { preferredAgent } from "../agents/agent-order.ts";
import {
  budgetDraftSchema,
  checkDraft,
  checkDraftSchema,
  newBudgetDraft,
} from "../runs/run-draft.ts";
import { samplePreset } from "./sample-preset.ts";

const agentDraftSchema = z.object({ agent: z.string(), model: z.string(), effort: z.string() });

/** What is chosen for a session of one repository; what is missing was not touched. */
const choicesSchema = z.object({
  orchestrator: orchestratorSchema.optional(),
  agent: agentDraftSchema.optional(),
  checks: z.array(checkDraftSchema).optional(),
  budget: budgetDraftSchema.optional(),
  /** Null: the default branch. */
  base: z.string().nullable().optional(),
});
export type Choices = z.infer<typeof choicesSchema>;

/** A new session as it is typed. Choices are kept by repository, those before one was chosen under no name. */
export const sessionDraftSchema = z.object({
  /** The repository that was chosen; null while none was. */
  repositoryId: z.string().nullable(),
  prompt: z.string(),
  name: z.string(),
  choices: z.record(z.string(), choicesSchema),
});
export type SessionDraft = z.infer<typeof sessionDraftSchema>;

export const emptyDraft: SessionDraft = { repositoryId: null, prompt: "", name: "", choices: {} };
export const sampleDraft: SessionDraft = { ...emptyDraft, prompt: samplePreset.prompt };

/** What a person chose for the last session of a repository. */
export const rememberedSchema = choicesSchema.omit({ base: true });
export type Remembered = z.infer<typeof rememberedSchema>;

/** The choices that hold in the form: all that a session needs, but for an agent where there is none to choose. */
export type HeldChoices = Required<Omit<Choices, "agent">> & {
  agent: z.infer<typeof agentDraftSchema> | null;
};

/** What is known of this host and this person. */
export interface ChoicesKnown {
  orchestrators: RouterOutputs["orchestrators"]["list"];
  agents: RouterOutputs["agents"]["list"];
  settings: Pick<RouterOutputs["settings"]["get"], "defaultAgent" | "defaultOrchestrator">;
}

/** What holds: what was touched, else what the sample wants, else what was chosen the last time, else the person's defaults. */
export function heldChoices(
  touched: Choices,
  remembered: Remembered,
  sample: boolean,
  { orchestrators, agents, settings }: ChoicesKnown,
): HeldChoices {
  const canUse = (list: readonly { id: string; available: boolean }[], id: string | undefined) =>
    list.some((one) => one.id === id && one.available);
  const orchestrator = [remembered.orchestrator, settings.defaultOrchestrator].find((id) =>
    canUse(orchestrators, id),
  );
  const presetAgent = sample
    ? { agent: samplePreset.agent, model: "", effort: "" }
    : remembered.agent;
  const preferred = preferredAgent(agents, settings.defaultAgent);
  const agent = canUse(agents, presetAgent?.agent)
    ? presetAgent
    : preferred !== null && { agent: preferred, model: "", effort: "" };
  const presetChecks = sample ? samplePresetChecks : remembered.checks;
  return {
    orchestrator: touched.orchestrator ?? orchestrator ?? defaultOrchestrator,
    agent: touched.agent ?? (agent || null),
    checks: touched.checks ?? presetChecks ?? [],
    budget: touched.budget ?? remembered.budget ?? newBudgetDraft(),
    base: touched.base ?? null,
  };
}

/** The same rows each time: their ids are their identity on the page. */
const samplePresetChecks = samplePreset.checks.map((check) => checkDraft(check));
