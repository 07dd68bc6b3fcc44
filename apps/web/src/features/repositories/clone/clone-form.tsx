import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useId, useState, type FormEvent } from "react";
import { Button } from "../../../ui/button.tsx";
import { HelpSteps } from "../../../ui/help-steps.tsx";
import { CheckboxField, Field, FieldError, Input } from "../../../ui/field.tsx";
import { FormProblem, Notice } from "../../../ui/notice.tsx";
import type { CloneDraft } from "./clone-panel.tsx";
import { SourceWords } from "./source-note.tsx";
import { urlOfPasted, viewOfSource } from "./source-words.ts";
import { TargetField } from "./target-field.tsx";
import { useStartClone } from "./use-start-clone.ts";
import { useTarget } from "./use-target.ts";

/** What to clone, and where to. What is wrong with a URL is said while it is typed, by the server's own rules. */
export function CloneForm({
  draft,
  onDraftChange,
  isCancelled,
  onStarted,
}: {
  draft: CloneDraft;
  onDraftChange: (draft: CloneDraft) => void;
  /** Whether the person has just cancelled the clone that this was filled in for. */
  isCancelled: boolean;
  onStarted: (cloneId: string) => void;
}) {
  const { start, isStarting, problem } = useStartClone(onStarted);
  const [isAsked, setIsAsked] = useState(false);
  const noteId = useId();
  const view = viewOfSource(draft.url);
  const name = view.kind === "fine" ? view.source.name : null;
  const target = useTarget(name, draft.directory);
  const set = (change: Partial<CloneDraft>) => onDraftChange({ ...draft, ...change });
  // What is being typed is incomplete, not wrong: it is told as an error only after it was sent.
  const isRefused = isAsked && view.kind !== "fine";
  const error = view.kind === "refused" ? view.message : t`Give the URL of the repository.`;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setIsAsked(true);
    if (view.kind !== "fine" || target.error !== null) return;
    const { url, directory, partial } = draft;
    const where = directory === null ? { parent: target.parent } : { directory };
    void start({ url, partial, ...where });
  };

  return (
    <form noValidate onSubmit={submit} className="flex min-w-0 flex-col gap-4">
      {isCancelled && (
        <Notice level="info" alert>
          <Trans>The clone was cancelled; nothing of it was kept.</Trans>
        </Notice>
      )}
      <div className="flex flex-col gap-1">
        <Field label="URL" description={t`Over HTTPS or SSH, or the whole path of a folder.`}>
          {(control) => (
            <Input
              {...control}
              aria-describedby={`${control["aria-describedby"]} ${noteId}`}
              aria-invalid={isRefused || undefined}
              // The first thing that whoever came here wants to do.
              autoFocus
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              placeholder="https://github.com/owner/name.git"
              value={draft.url}
              onChange={(event) => set({ url: urlOfPasted(event.target.value) })}
              className="font-mono"
            />
          )}
        </Field>
        <div id={noteId} className="min-h-9">
          {isRefused ? (
            <div role="alert">
              <FieldError>{error}</FieldError>
              {view.kind === "refused" && <HelpSteps help={view.help} className="text-xs" />}
            </div>
          ) : (
            <SourceWords view={view} onInstead={(url) => set({ url })} />
          )}
        </div>
      </div>
      <TargetField
        target={target}
        directory={draft.directory}
        onChange={(directory) => set({ directory })}
      />
      <CheckboxField
        label={t`Partial clone, for a huge repository`}
        description={t`The whole history comes, but the contents of old files only when git needs them: much less to transfer. The host must stay within reach.`}
        checked={draft.partial}
        onChange={(partial) => set({ partial })}
      />
      <FormProblem problem={problem} isAtField={() => false} />
      <Button type="submit" variant="primary" pending={isStarting} className="self-start">
        {isStarting ? t`Beginning…` : t`Clone`}
      </Button>
    </form>
  );
}
