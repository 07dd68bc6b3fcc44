import { t } from "@lingui/core/macro";
import type { AgentStatus, InputIssue } from "@signalbox/shared";
import { issueAt } from "../../lib/errors.ts";
import { Field, Input } from "../../ui/field.tsx";
import { Segments } from "../../ui/segments.tsx";
import type { ModelDraft } from "./options-draft.ts";

/** Whether there is a model or an effort to choose for an agent. */
export function hasModelChoice({ abilities }: Pick<AgentStatus, "abilities">): boolean {
  return abilities.model || abilities.efforts.length > 0;
}

/** Choose an agent's model and effort, as far as it lets. `otherwise` is what holds where nothing is chosen. */
export function ModelFields({
  abilities,
  draft,
  issues,
  otherwise,
  onChange,
}: {
  abilities: AgentStatus["abilities"];
  draft: ModelDraft;
  issues: InputIssue[];
  otherwise: { words: string; model?: string; effort?: string };
  onChange: (change: Partial<ModelDraft>) => void;
}) {
  const { words, model, effort } = otherwise;
  return (
    <>
      {abilities.model && (
        <Field
          label={t`Model`}
          description={t`As the agent's own program names it.`}
          error={issueAt(issues, "model")}
        >
          {(control) => (
            <Input
              {...control}
              spellCheck={false}
              autoComplete="off"
              placeholder={model ? `${words}: ${model}` : words}
              value={draft.model}
              onChange={(event) => onChange({ model: event.target.value })}
              className="max-w-80 font-mono text-xs"
            />
          )}
        </Field>
      )}
      {abilities.efforts.length > 0 && (
        <Segments
          legend={t`Effort`}
          error={issueAt(issues, "effort")}
          items={[
            { value: "", label: effort ? `${words}: ${effort}` : words },
            ...abilities.efforts.map((value) => ({ value, label: value })),
          ]}
          value={draft.effort}
          onChange={(value) => onChange({ effort: value })}
        />
      )}
    </>
  );
}
