import {
  agentOptionsSchema,
  type AgentDriving,
  type AgentOptions,
  type InputIssue,
} from "@signalbox/shared";
import { issuesOf } from "../../lib/errors.ts";
import { lineOf, type Line } from "../../ui/lines-field.tsx";
import { envRowsOf, readEnv, type EnvRow } from "./env-draft.ts";

/** Model and effort as they are typed: empty is what stands there otherwise. */
export interface ModelDraft {
  model: string;
  effort: string;
}

/** An agent's options as they are typed. */
export interface OptionsDraft extends ModelDraft {
  args: Line[];
  env: EnvRow[];
  program: string;
  /** Empty: the way that the agent is driven by itself. */
  driving: AgentDriving | "";
}

/** Model and effort of stored options. */
export function modelDraftOf(options: AgentOptions | undefined): ModelDraft {
  return { model: options?.model ?? "", effort: options?.effort ?? "" };
}

/** What a draft of model and effort sets; what is empty is left out. */
export function readModel({ model, effort }: ModelDraft): Pick<AgentOptions, "model" | "effort"> {
  return {
    ...(model.trim() !== "" && { model: model.trim() }),
    ...(effort !== "" && { effort }),
  };
}

/** The draft of stored options. */
export function optionsDraftOf(options: AgentOptions | undefined): OptionsDraft {
  return {
    ...modelDraftOf(options),
    args: (options?.args ?? []).map((text) => lineOf(text)),
    env: envRowsOf(options?.env),
    program: options?.program ?? "",
    driving: options?.driving ?? "",
  };
}

/** The options that a draft stands for, or what is wrong at which of them. */
export function readOptions(
  draft: OptionsDraft,
): { ok: true; options: AgentOptions } | { ok: false; issues: InputIssue[] } {
  const args = textsOf(draft.args);
  const env = readEnv(draft.env);
  const program = draft.program.trim();
  const options: AgentOptions = {
    ...readModel(draft),
    ...(args.length > 0 && { args }),
    ...(env && { env }),
    ...(program !== "" && { program }),
    ...(draft.driving !== "" && { driving: draft.driving }),
  };
  const parsed = agentOptionsSchema.safeParse(options);
  return parsed.success ? { ok: true, options } : { ok: false, issues: issuesOf(parsed.error) };
}

/** The texts of lines. Empty ones at the end are on their way to being typed; one between others is an empty argument. */
export function textsOf(lines: readonly Line[]): string[] {
  return lines.slice(0, lines.findLastIndex(({ text }) => text !== "") + 1).map(({ text }) => text);
}

/** Issues whose path begins with `prefix`, without it; those of the prefix itself have the path "". */
export function issuesBelow(issues: readonly InputIssue[], prefix: string): InputIssue[] {
  return issues
    .filter(({ path }) => path === prefix || path.startsWith(`${prefix}.`))
    .map(({ path, message }) => ({ path: path.slice(prefix.length + 1), message }));
}
