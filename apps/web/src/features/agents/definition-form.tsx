import { t } from "@lingui/core/macro";
import type { AgentDefinition, InputIssue } from "@signalbox/shared";
import { useState, type FormEvent } from "react";
import { issueAt, problemOf } from "../../lib/errors.ts";
import { submitOnCtrlEnter } from "../../lib/submit-keys.ts";
import { useFocusInvalid } from "../../lib/use-focus-invalid.ts";
import { Button } from "../../ui/button.tsx";
import { Field, Input } from "../../ui/field.tsx";
import { LinesField } from "../../ui/lines-field.tsx";
import { FormProblem } from "../../ui/notice.tsx";
import { RadioCards } from "../../ui/radio-cards.tsx";
import { AgentTest } from "./agent-test.tsx";
import { idOfName, readDefinition, type DefinitionDraft } from "./definition-draft.ts";
import { EnvFields } from "./env-fields.tsx";
import { issuesBelow } from "./options-draft.ts";
import { useSaveSettings } from "../settings/use-save-settings.ts";

const choosable = { available: true, reason: null, help: [] };
function protocols() {
  return [
    {
      ...choosable,
      id: "acp" as const,
      name: t`Agent Client Protocol`,
      description: t`For programs that speak it: messages, tools, plans and usage are seen.`,
    },
    {
      ...choosable,
      id: "command" as const,
      name: t`Plain command`,
      description: t`Any program: it gets the prompt on its standard input, and its lines are seen.`,
    },
  ];
}

/** Where an issue is told at its own field. */
const fieldPath = /^(name|id|protocol|command(\.\d+)?|env\.[^.]+)$/;

/** Define an agent, or change a definition; it can be tried out before it is saved. */
export function DefinitionForm({
  known,
  begin,
  onChanged,
  onSaved,
}: {
  /** The stored definition that is changed; null for a new one. */
  known: AgentDefinition | null;
  /** What the fields begin with. */
  begin: () => DefinitionDraft;
  onChanged: () => void;
  onSaved: (definition: AgentDefinition) => void;
}) {
  const [draft, setDraft] = useState(begin);
  const [issues, setIssues] = useState<InputIssue[]>([]);
  const form = useFocusInvalid(issues);
  const save = useSaveSettings();
  const problem = save.isError ? problemOf(save.error) : null;
  const change = (part: Partial<DefinitionDraft>) => {
    setDraft((current) => ({ ...current, ...part }));
    onChanged();
  };

  const read = (): AgentDefinition | null => {
    const result = readDefinition(draft);
    setIssues(result.ok ? [] : result.issues);
    return result.ok ? result.definition : null;
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const next = read();
    if (!next || save.isPending) return;
    let place = 0;
    save.mutate(
      ({ agents }) => {
        const found = agents.findIndex(({ id }) => id === known?.id);
        // A new agent never takes the place of another: the server refuses two with the same id.
        place = found === -1 ? agents.length : found;
        return { agents: agents.toSpliced(place, 1, next) };
      },
      {
        onSuccess: () => onSaved(next),
        onError: (error) => setIssues(issuesBelow(problemOf(error).issues, `agents.${place}`)),
      },
    );
  };
  return (
    <form
      ref={form}
      noValidate
      onSubmit={submit}
      onKeyDown={submitOnCtrlEnter}
      className="flex min-w-0 flex-col gap-4"
    >
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label={t`Name`} error={issueAt(issues, "name")}>
          {(control) => (
            <Input
              {...control}
              autoComplete="off"
              value={draft.name}
              onChange={(event) => change({ name: event.target.value })}
            />
          )}
        </Field>
        <Field label={t`Id`} error={issueAt(issues, "id")}>
          {(control) => (
            <Input
              {...control}
              autoComplete="off"
              spellCheck={false}
              // Sessions name their agent by its id: it stays.
              disabled={known !== null}
              placeholder={idOfName(draft.name)}
              value={draft.id}
              onChange={(event) => change({ id: event.target.value })}
              className="font-mono text-xs"
            />
          )}
        </Field>
      </div>
      <RadioCards
        legend={t`How Signalbox talks to it`}
        cards={protocols()}
        value={draft.protocol}
        onChange={(protocol) => change({ protocol })}
        error={issueAt(issues, "protocol")}
      />
      <LinesField
        legend={t`Command`}
        description={t`The program, then its arguments, one field each: no shell takes them apart.`}
        lines={draft.command}
        nameOf={(index) => (index === 0 ? t`Program` : t`Argument ${index}`)}
        errorOf={(index) => issueAt(issues, index === null ? "command" : `command.${index}`)}
        addLabel={t`Add an argument`}
        onChange={(command) => change({ command })}
      />
      <EnvFields
        rows={draft.env}
        errorOf={(name) => issueAt(issues, `env.${name}`)}
        onChange={(env) => change({ env })}
      />
      <AgentTest
        isSaved={false}
        input={() => {
          const tested = read();
          return tested && { definition: tested };
        }}
        onIssues={(found) => setIssues(issuesBelow(found, "definition"))}
      />
      <FormProblem
        problem={problem}
        isAtField={(path) => fieldPath.test(path.replace(/^agents\.\d+\./, ""))}
      />
      <Button type="submit" variant="primary" pending={save.isPending} className="self-start">
        {save.isPending ? t`Saving…` : t`Save agent`}
      </Button>
    </form>
  );
}
