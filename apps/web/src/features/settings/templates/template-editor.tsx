import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { InputIssue, PromptTemplate } from "@signalbox/shared";
import { useState, type FormEvent } from "react";
import { issueAt } from "../../../lib/errors.ts";
import { submitOnCtrlEnter } from "../../../lib/submit-keys.ts";
import { useFocusInvalid } from "../../../lib/use-focus-invalid.ts";
import { Button } from "../../../ui/button.tsx";
import { Field, Input } from "../../../ui/field.tsx";
import { stillWrong } from "../still-wrong.ts";
import { LoseChanges, useUnsaved } from "../unsaved.tsx";
import { useQuickSetting } from "../use-quick-setting.ts";
import { PromptField } from "./prompt-field.tsx";
import { readTemplate, withTemplate } from "./template-draft.ts";

/** Name and prompt of a template, new or known. */
export function TemplateEditor({
  template,
  isNew,
  onDone,
}: {
  template: PromptTemplate;
  isNew: boolean;
  onDone: () => void;
}) {
  const [draft, setDraft] = useState(template);
  const [issues, setIssues] = useState<InputIssue[]>([]);
  const [isAsking, setIsAsking] = useState(false);
  const form = useFocusInvalid(issues);
  const { save, isPending } = useQuickSetting();
  const isChanged = draft.name !== template.name || draft.prompt !== template.prompt;
  useUnsaved(isChanged);

  const read = readTemplate(draft);
  const shownIssues = stillWrong(issues, read.ok ? [] : read.issues);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setIssues(read.ok ? [] : read.issues);
    if (!read.ok || isPending) return;
    save(
      ({ promptTemplates }) => ({ promptTemplates: withTemplate(promptTemplates, read.template) }),
      {
        words: isNew ? t`${read.template.name} was added.` : t`${read.template.name} was saved.`,
        takeBack: ({ promptTemplates }) => ({
          promptTemplates: isNew
            ? promptTemplates.filter(({ id }) => id !== template.id)
            : withTemplate(promptTemplates, template),
        }),
        onSaved: onDone,
      },
    );
  };
  const leave = () => {
    if (isChanged) setIsAsking(true);
    else onDone();
  };
  return (
    <form
      ref={form}
      noValidate
      aria-label={isNew ? t`New template` : t`Edit ${template.name}`}
      onSubmit={submit}
      onKeyDown={(event) => {
        submitOnCtrlEnter(event);
        // Not what a window over the form was closed with.
        const isOwn = event.target instanceof Node && event.currentTarget.contains(event.target);
        if (event.key === "Escape" && isOwn && !event.defaultPrevented) leave();
      }}
      className="flex flex-col gap-3 p-3"
    >
      <Field label={t`Name`} error={issueAt(shownIssues, "name")} className="max-w-96">
        {(control) => (
          <Input
            {...control}
            // Whoever opened it came to type.
            autoFocus
            autoComplete="off"
            value={draft.name}
            onChange={(event) => setDraft({ ...draft, name: event.target.value })}
          />
        )}
      </Field>
      <PromptField
        value={draft.prompt}
        error={issueAt(shownIssues, "prompt")}
        onChange={(prompt) => setDraft({ ...draft, prompt })}
      />
      <div className="flex gap-2">
        <Button type="submit" variant="primary" pending={isPending}>
          {isPending ? t`Saving…` : t`Save template`}
        </Button>
        <Button onClick={leave}>
          <Trans>Cancel</Trans>
        </Button>
      </div>
      <LoseChanges open={isAsking} onStay={() => setIsAsking(false)} onLose={onDone} />
    </form>
  );
}
