import { t } from "@lingui/core/macro";
import { issueAt } from "../../lib/errors.ts";
import { NumberField } from "../../ui/field.tsx";
import { wholeNumber } from "./number-draft.ts";
import { SettingsFormView } from "./settings-form.tsx";
import type { StoredSettings } from "./use-save-settings.ts";
import { useSettingsForm, type DraftRead } from "./use-settings-form.ts";

const keys = ["maxConcurrentRuns", "maxConcurrentRunsPerRepository"] as const;
type Draft = Record<(typeof keys)[number], string>;
const most = 64;

function draftOf(settings: StoredSettings): Draft {
  return {
    maxConcurrentRuns: String(settings.maxConcurrentRuns),
    maxConcurrentRunsPerRepository: String(settings.maxConcurrentRunsPerRepository),
  };
}

function read(draft: Draft): DraftRead {
  const maxConcurrentRuns = wholeNumber(draft.maxConcurrentRuns, 1, most);
  const maxConcurrentRunsPerRepository = wholeNumber(draft.maxConcurrentRunsPerRepository, 1, most);
  if (maxConcurrentRuns !== null && maxConcurrentRunsPerRepository !== null) {
    return { ok: true, update: { maxConcurrentRuns, maxConcurrentRunsPerRepository } };
  }
  const issues = keys
    .filter((key) => wholeNumber(draft[key], 1, most) === null)
    .map((path) => ({ path, message: t`Give a whole number from 1 to ${most}.` }));
  return { ok: false, issues };
}

/** How many runs may go on at once. */
export function ConcurrencyForm({ settings }: { settings: StoredSettings }) {
  const form = useSettingsForm(settings, { draftOf, read });
  const fields = [
    {
      key: keys[0],
      label: t`In all`,
      description: t`Each run is an agent at work on this computer.`,
    },
    {
      key: keys[1],
      label: t`In one repository`,
      description: t`Each session has a worktree of its own: they do not meet.`,
    },
  ];
  return (
    <SettingsFormView
      form={form}
      name={t`Runs at once`}
      saveLabel={t`Save runs at once`}
      isAtField={(path) => path in form.draft}
    >
      <div className="grid gap-3 sm:grid-cols-2">
        {fields.map(({ key, label, description }) => (
          <NumberField
            key={key}
            label={label}
            description={description}
            error={issueAt(form.issues, key)}
            min={1}
            max={most}
            value={form.draft[key]}
            onChange={(value) => form.change({ [key]: value })}
          />
        ))}
      </div>
    </SettingsFormView>
  );
}
