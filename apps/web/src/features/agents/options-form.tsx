import { i18n, type MessageDescriptor } from "@lingui/core";
import { msg, t } from "@lingui/core/macro";
import type { AgentDriving, AgentOptions, AgentStatus, InputIssue } from "@signalbox/shared";
import { useState, type FormEvent } from "react";
import { issueAt, problemOf } from "../../lib/errors.ts";
import { submitOnCtrlEnter } from "../../lib/submit-keys.ts";
import { without } from "../../lib/without.ts";
import { useFocusInvalid } from "../../lib/use-focus-invalid.ts";
import { Field, Input } from "../../ui/field.tsx";
import { LinesField } from "../../ui/lines-field.tsx";
import { FormProblem } from "../../ui/notice.tsx";
import { SaveBar } from "../../ui/save-bar.tsx";
import { Segments } from "../../ui/segments.tsx";
import { EnvFields } from "./env-fields.tsx";
import { ModelFields } from "./model-fields.tsx";
import { issuesBelow, optionsDraftOf, readOptions, type OptionsDraft } from "./options-draft.ts";
import { hasSameEntries } from "../settings/same-entries.ts";
import { useUnsaved } from "../settings/unsaved.tsx";
import { useSaveSettings } from "../settings/use-save-settings.ts";

const drivingWords: Record<AgentDriving, MessageDescriptor> = {
  native: msg`Its own stream`,
  acp: msg`Agent Client Protocol`,
};

/** Where an issue is told at its own field. */
const fieldPath = /^(model|effort|program|driving|args(\.\d+)?|env\.[^.]+)$/;

/** The options of one agent for all sessions; a session can set model and effort differently. */
export function OptionsForm({
  agent,
  options,
}: {
  agent: AgentStatus;
  options: AgentOptions | undefined;
}) {
  const [draft, setDraft] = useState(() => optionsDraftOf(options));
  const [found, setFound] = useState<InputIssue[]>([]);
  const save = useSaveSettings(({ settings }) =>
    // What was typed as a secret is stored now, and leaves the page.
    setDraft(optionsDraftOf(settings.agentOptions[agent.id])),
  );
  const prefix = `agentOptions.${agent.id}`;
  const problem = save.isError ? problemOf(save.error) : null;
  const issues = [...found, ...(problem ? issuesBelow(problem.issues, prefix) : [])];
  const form = useFocusInvalid(found);
  const read = readOptions(draft);
  useUnsaved(!read.ok || !hasSameEntries(read.options, options ?? {}));

  const change = (part: Partial<OptionsDraft>) => {
    setDraft((known) => ({ ...known, ...part }));
    if (save.isSuccess) save.reset();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (save.isPending) return;
    setFound(read.ok ? [] : read.issues);
    if (!read.ok) return;
    const isEmpty = Object.keys(read.options).length === 0;
    save.mutate(({ agentOptions }) => {
      const others = without(agentOptions, agent.id);
      return { agentOptions: isEmpty ? others : { ...others, [agent.id]: read.options } };
    });
  };
  const { abilities } = agent;
  return (
    <form
      ref={form}
      noValidate
      aria-label={t`Options of ${agent.name}`}
      onSubmit={submit}
      onKeyDown={submitOnCtrlEnter}
      className="flex flex-col gap-4"
    >
      <ModelFields
        abilities={abilities}
        draft={draft}
        issues={issues}
        otherwise={{ words: t`The agent's own` }}
        onChange={change}
      />
      {abilities.drivings.length > 1 && (
        <Segments
          legend={t`Driven by`}
          description={t`How Signalbox talks to it. The first is tried out best.`}
          error={issueAt(issues, "driving")}
          items={abilities.drivings.map((value) => ({ value, label: i18n._(drivingWords[value]) }))}
          value={draft.driving || (abilities.drivings[0] ?? "native")}
          onChange={(driving) => change({ driving })}
        />
      )}
      {agent.builtIn && (
        <Field
          label={t`Program`}
          description={t`Its absolute path, when it is not, or not the right one, on the PATH.`}
          error={issueAt(issues, "program")}
        >
          {(control) => (
            <Input
              {...control}
              spellCheck={false}
              autoComplete="off"
              placeholder={agent.path ?? t`From the PATH`}
              value={draft.program}
              onChange={(event) => change({ program: event.target.value })}
              className="font-mono text-xs"
            />
          )}
        </Field>
      )}
      <LinesField
        legend={t`Further arguments`}
        lines={draft.args}
        nameOf={(index) => t`Argument ${index + 1}`}
        errorOf={(index) => issueAt(issues, index === null ? "args" : `args.${index}`)}
        addLabel={t`Add an argument`}
        onChange={(args) => change({ args })}
      />
      <EnvFields
        rows={draft.env}
        errorOf={(name) => issueAt(issues, `env.${name}`)}
        onChange={(env) => change({ env })}
      />
      <FormProblem
        problem={problem}
        isAtField={(path) =>
          path.startsWith(`${prefix}.`) && fieldPath.test(path.slice(prefix.length + 1))
        }
      />
      <SaveBar
        label={t`Save options`}
        isPending={save.isPending}
        isSaved={save.isSuccess}
        hasIssues={issues.length > 0}
      />
    </form>
  );
}
