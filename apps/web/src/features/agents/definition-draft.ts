import {
  agentDefinitionSchema,
  type AgentDefinition,
  type AgentProtocol,
  type InputIssue,
} from "@signalbox/shared";
import { issuesOf } from "../../lib/errors.ts";
import { lineOf, type Line } from "../../ui/lines-field.tsx";
import { envRowsOf, readEnv, type EnvRow } from "./env-draft.ts";
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
  const issues = issuesOf(parsed.error, fieldHelp);
  if (definition.id !== "") return { ok: false, issues };
  // The id comes from the name: while there is none, only that is missed.
  const others = issues.filter(({ path }) => path !== "id");
  return { ok: false, issues: draft.name.trim() === "" ? others : [...others, missingId] };
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

const missingId: InputIssue = {
  path: "id",
  message: "Give an id of lower-case letters, digits and hyphens.",
};

const fieldHelp: Record<string, string> = {
  name: "Give it a name of at most 80 characters.",
  command: "Give the program that is to be started.",
};
