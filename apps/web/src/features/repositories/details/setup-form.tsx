import { t } from "@lingui/core/macro";
import type { RepositorySetup } from "@signalbox/shared";
import { useState, type FormEvent } from "react";
import { issueAt, problemOf } from "../../../lib/errors.ts";
import { submitOnCtrlEnter } from "../../../lib/submit-keys.ts";
import { trpc } from "../../../lib/trpc.ts";
import { Field, Textarea } from "../../../ui/field.tsx";
import { LinesField } from "../../../ui/lines-field.tsx";
import { FormProblem } from "../../../ui/notice.tsx";
import { SaveBar } from "../../../ui/save-bar.tsx";
import { checkSetup, draftOfSetup } from "./setup-draft.ts";

/** What is done with each new worktree before an agent works in it. */
export function SetupForm({
  repositoryId,
  setup,
}: {
  repositoryId: string;
  setup: RepositorySetup;
}) {
  const [draft, setDraft] = useState(() => draftOfSetup(setup));
  const [isChecked, setIsChecked] = useState(false);
  const utils = trpc.useUtils();
  const save = trpc.repositories.update.useMutation({
    onSuccess: async (saved) => {
      utils.repositories.get.setData({ id: repositoryId }, saved);
      setDraft(draftOfSetup(saved.setup));
      await utils.repositories.list.invalidate();
    },
  });
  const checked = checkSetup(draft);
  const problem = save.isError ? problemOf(save.error) : null;
  const issues = isChecked ? [...checked.issues, ...(problem?.issues ?? [])] : [];
  const change = (next: typeof draft) => {
    setDraft(next);
    if (!save.isIdle) save.reset();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setIsChecked(true);
    if (checked.setup) save.mutate({ id: repositoryId, setup: checked.setup });
  };
  return (
    <form
      noValidate
      aria-label={t`Set-up of new worktrees`}
      onSubmit={submit}
      onKeyDown={submitOnCtrlEnter}
      className="flex max-w-2xl flex-col gap-5"
    >
      <LinesField
        legend={t`Files to copy`}
        description={t`What git ignores and an agent needs, such as .env: files or folders, by their paths in yours. They are copied when a session is made, never over something that is there. What git does not ignore is left out, since it would be committed; the session says so.`}
        lines={draft.copyFiles}
        nameOf={(index) => t`File ${index + 1}`}
        errorOf={(index) =>
          issueAt(issues, index === null ? "setup.copyFiles" : `setup.copyFiles.${index}`)
        }
        addLabel={t`Add a file`}
        onChange={(copyFiles) => change({ ...draft, copyFiles })}
      />
      <Field
        label={t`Command`}
        description={t`Run by the shell in the new worktree, before the first iteration of a session's first run. Its output is in that run; when it fails, the run ends and says so.`}
        error={issueAt(issues, "setup.command")}
      >
        {(control) => (
          <Textarea
            {...control}
            rows={2}
            spellCheck={false}
            autoComplete="off"
            placeholder="npm ci"
            value={draft.command}
            onChange={(event) => change({ ...draft, command: event.target.value })}
            className="field-sizing-content max-h-60 min-h-14 font-mono text-xs leading-5"
          />
        )}
      </Field>
      <FormProblem problem={problem} isAtField={(path) => path.startsWith("setup.")} />
      <SaveBar
        label={t`Save set-up`}
        isPending={save.isPending}
        isSaved={save.isSuccess}
        hasIssues={issues.length > 0}
      />
    </form>
  );
}
