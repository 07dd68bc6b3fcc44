import { t } from "@lingui/core/macro";
import {
  agentDefinitionSchema,
  type AgentDefinition,
  type AgentProtocol,
  type InputIssue,
} from "@signalbox/shared";
import { issuesOf } from "../../lib/errors.ts";
import { lineOf, type Line } from "../../ui/lines-field.tsx";
import { envRow, envRowsOf, readEnv, type EnvRow } from "./env-draft.ts";
import { textsOf } from "./options-draft.ts";

/** An agent of the person's own as it is typed. */
export interface DefinitionDraft {
  name: string;
  /** Empty: made from the name. */
  id: string;
  protocol: AgentProtocol;
  command: Line[];
  env: EnvRow[];
}

export function newDefinitionDraft(): DefinitionDraft {
  return { name: "", id: "", protocol: "acp", command: [lineOf()], env: [] };
}

/** The draft of a stored definition. */
export function definitionDraftOf(definition: AgentDefinition): DefinitionDraft {
  const { name, id, protocol, command, env } = definition;
  return { name, id, protocol, command: command.map((text) => lineOf(text)), env: envRowsOf(env) };
}

/** The draft of a copy: another name and an id of its own. Secrets are kept for the original alone, and are to be typed again. */
export function copyDraftOf(definition: AgentDefinition): DefinitionDraft {
  const draft = definitionDraftOf(definition);
  return {
    ...draft,
    name: t`${definition.name} (copy)`,
    id: "",
    env: draft.env.map(({ name, value }) => envRow(name, value)),
  };
}

/** The definition that a draft stands for, or what is wrong at which field. */
export function readDefinition(
  draft: DefinitionDraft,
): { ok: true; definition: AgentDefinition } | { ok: false; issues: InputIssue[] } {
  const env = readEnv(draft.env);
  const definition: AgentDefinition = {
    id: draft.id.trim() || idOfName(draft.name),
    name: draft.name,
    protocol: draft.protocol,
    command: textsOf(draft.command),
    ...(env && { env }),
  };
  const parsed = agentDefinitionSchema.safeParse(definition);
  if (parsed.success) return { ok: true, definition };
  const issues = issuesOf(parsed.error, fieldHelp());
  if (definition.id !== "") return { ok: false, issues };
  // The id comes from the name: while there is none, only that is missed.
  const others = issues.filter(({ path }) => path !== "id");
  return { ok: false, issues: draft.name.trim() === "" ? others : [...others, missingId()] };
}

/** The longest id. */
const maxIdLength = 40;

/** An id from a name: its words in lower case, joined by hyphens. */
export function idOfName(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .slice(0, maxIdLength)
    .replaceAll(/^-|-$/g, "");
}

function missingId(): InputIssue {
  return { path: "id", message: t`Give an id of lower-case letters, digits and hyphens.` };
}

function fieldHelp(): Record<string, string> {
  return {
    name: t`Give it a name of at most 80 characters.`,
    command: t`Give the program that is to be started.`,
  };
}
