import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { FolderCheck, FolderPlus } from "lucide-react";
import { issueAt } from "../../lib/errors.ts";
import { Field, Input } from "../../ui/field.tsx";
import { isWholePath } from "./path-draft.ts";
import { SettingsFormView } from "./settings-form.tsx";
import { useMissingFolders } from "./use-missing-folders.ts";
import type { StoredSettings } from "./use-save-settings.ts";
import { useSettingsForm, type DraftRead } from "./use-settings-form.ts";

interface Draft {
  cloneDirectory: string;
}

function draftOf({ cloneDirectory }: StoredSettings): Draft {
  return { cloneDirectory };
}

function read(draft: Draft): DraftRead {
  const cloneDirectory = draft.cloneDirectory.trim();
  if (isWholePath(cloneDirectory)) return { ok: true, update: { cloneDirectory } };
  const message = t`Give the whole path, beginning with / or ~/.`;
  return { ok: false, issues: [{ path: "cloneDirectory", message }] };
}

/** The folder that clones are made in. */
export function CloneFolderForm({ settings }: { settings: StoredSettings }) {
  const form = useSettingsForm(settings, { draftOf, read });
  const { cloneDirectory } = form.draft;
  const missing = useMissingFolders([cloneDirectory.trim()]);
  return (
    <SettingsFormView
      form={form}
      name={t`Folder for clones`}
      saveLabel={t`Save folder`}
      isAtField={(path) => path === "cloneDirectory"}
    >
      <Field
        label={t`Folder`}
        description={t`A whole path; ~ is your home folder.`}
        error={issueAt(form.issues, "cloneDirectory")}
      >
        {(control) => (
          <Input
            {...control}
            autoComplete="off"
            spellCheck={false}
            value={cloneDirectory}
            onChange={(event) => form.change({ cloneDirectory: event.target.value })}
            className="font-mono text-xs"
          />
        )}
      </Field>
      <p role="status" className="flex min-h-5 items-center gap-1.5 text-sm text-ink-2">
        {missing?.length === 0 && (
          <>
            <FolderCheck aria-hidden className="size-4 text-ok" />
            <Trans>It is there.</Trans>
          </>
        )}
        {missing && missing.length > 0 && (
          <>
            <FolderPlus aria-hidden className="size-4 text-ink-3" />
            <Trans>Not there yet: the first clone makes it.</Trans>
          </>
        )}
      </p>
    </SettingsFormView>
  );
}
