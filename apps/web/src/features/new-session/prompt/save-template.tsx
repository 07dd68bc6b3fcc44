import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { PromptTemplate } from "@signalbox/shared";
import { useState } from "react";
import { problemOf } from "../../../lib/errors.ts";
import { Button } from "../../../ui/button.tsx";
import { Field, Input } from "../../../ui/field.tsx";
import { readTemplate, withTemplate } from "../../settings/templates/template-draft.ts";
import { useSaveSettings } from "../../settings/use-save-settings.ts";
import { nameOfPrompt } from "../name-of-prompt.ts";

/** Keep the prompt under a name; a template of that name takes it in place of its own. */
export function SaveTemplate({
  prompt,
  templates,
}: {
  prompt: string;
  templates: readonly PromptTemplate[];
}) {
  const [name, setName] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const save = useSaveSettings(() => setName(null));
  if (prompt.trim() === "") return null;
  const known = templates.find((one) => one.name === name?.trim());
  const submit = () => {
    const read = readTemplate({
      id: known?.id ?? crypto.randomUUID(),
      name: name ?? "",
      prompt,
    });
    setProblem(read.ok ? null : (read.issues[0]?.message ?? null));
    if (read.ok) {
      save.mutate(({ promptTemplates }) => ({
        promptTemplates: withTemplate(promptTemplates, read.template),
      }));
    }
  };
  if (name === null) {
    return (
      <Button
        variant="ghost"
        className="justify-start rounded-none border-x-0 border-b-0 border-line"
        onClick={() => setName(nameOfPrompt(prompt))}
      >
        <Trans>Save what is typed as a template…</Trans>
      </Button>
    );
  }
  return (
    <div className="border-t p-3">
      <Field
        label={t`Name of the template`}
        error={problem ?? (save.isError ? problemOf(save.error).message : null)}
      >
        {(control) => (
          <div className="flex gap-2">
            <Input
              {...control}
              // It was asked for just now.
              autoFocus
              autoComplete="off"
              onFocus={(event) => event.target.select()}
              value={name}
              onChange={(event) => setName(event.target.value)}
              onKeyDown={(event) => {
                if (event.key !== "Enter") return;
                // It is part of no form but of the session's, which is not to start.
                event.preventDefault();
                event.stopPropagation();
                submit();
              }}
            />
            <Button variant="primary" pending={save.isPending} onClick={submit}>
              {known ? <Trans>Replace</Trans> : <Trans>Save</Trans>}
            </Button>
          </div>
        )}
      </Field>
    </div>
  );
}
