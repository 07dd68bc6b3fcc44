import { t } from "@lingui/core/macro";
import { Plural, Trans } from "@lingui/react/macro";
import { useState } from "react";
import { issueAt } from "../../lib/errors.ts";
import { formatBytes } from "../../lib/format.ts";
import { trpc } from "../../lib/trpc.ts";
import { ConfirmDialog } from "../../ui/dialog.tsx";
import { NumberField } from "../../ui/field.tsx";
import { Meter } from "../../ui/meter.tsx";
import {
  isStricter,
  readRetention,
  retentionDraftOf,
  type RetentionDraft,
  type RetentionLimits,
} from "./retention-draft.ts";
import { SettingsFormView } from "./settings-form.tsx";
import { SettingsPart } from "./settings-part.tsx";
import type { StoredSettings } from "./use-save-settings.ts";
import { useSettingsForm } from "./use-settings-form.ts";

/** How long journals are kept, and how large they may become. */
export function RetentionSection({ settings }: { settings: StoredSettings }) {
  return (
    <SettingsPart
      id="journals"
      title={t`Journals`}
      description={t`A journal is every recorded step of one run. What passes a limit is deleted, the oldest run first.`}
    >
      <Used maxBytes={settings.journalMaxBytes} />
      <RetentionForm settings={settings} />
      <div className="grid max-w-2xl gap-x-8 gap-y-3 text-sm sm:grid-cols-2">
        <KeptList
          title={t`Deleted`}
          items={[
            t`The journals of runs that ended, beyond the limits: their timelines are empty then.`,
          ]}
        />
        <KeptList
          title={t`Never deleted`}
          items={[
            t`Runs that go on, and their journals`,
            t`Sessions, runs, their prompts, results and costs`,
            t`Worktrees, branches, archives and anything in git`,
          ]}
        />
      </div>
    </SettingsPart>
  );
}

function KeptList({ title, items }: { title: string; items: readonly string[] }) {
  return (
    <div>
      <h4 className="font-medium">{title}</h4>
      <ul className="list-disc pl-4 text-ink-2">
        {items.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ul>
    </div>
  );
}

function Used({ maxBytes }: { maxBytes: number | null }) {
  const info = trpc.system.info.useQuery();
  if (!info.data) return <p className="h-5" />;
  const { journalBytes, journalCount } = info.data.sizes;
  const size = formatBytes(journalBytes);
  return (
    <div className="flex max-w-2xl flex-col gap-1.5">
      <p className="text-sm">
        <Plural
          value={journalCount}
          one={`${size} in # journal now.`}
          other={`${size} in # journals now.`}
        />
      </p>
      {maxBytes !== null && (
        <Meter
          value={journalBytes}
          max={maxBytes}
          label={t`${size} of ${formatBytes(maxBytes)} used`}
          className="w-full max-w-80"
        />
      )}
    </div>
  );
}

const read = (draft: RetentionDraft) => readRetention(draft);

function RetentionForm({ settings }: { settings: StoredSettings }) {
  const [asked, setAsked] = useState<RetentionLimits | null>(null);
  const utils = trpc.useUtils();
  const form = useSettingsForm(settings, {
    draftOf: retentionDraftOf,
    read,
    // Deleting cannot be taken back: whoever may cause it is asked.
    holdBack: () => {
      const limits = readRetention(form.draft);
      if (!limits.ok || !isStricter(limits.update, settings)) return false;
      setAsked(limits.update);
      return true;
    },
    onSaved: () => void utils.system.info.invalidate(),
  });
  return (
    <SettingsFormView
      form={form}
      name={t`Journals`}
      saveLabel={t`Save retention`}
      isAtField={(path) => path.startsWith("journal")}
    >
      <div className="grid gap-3 sm:grid-cols-2">
        <NumberField
          label={t`Keep for days`}
          description={t`After the end of a run. Empty: for ever.`}
          error={issueAt(form.issues, "journalKeepDays")}
          min={1}
          placeholder={t`for ever`}
          value={form.draft.days}
          onChange={(days) => form.change({ days })}
        />
        <NumberField
          label={t`At most megabytes`}
          description={t`All journals together. Empty: no limit.`}
          error={issueAt(form.issues, "journalMaxBytes")}
          min={1}
          step="any"
          placeholder={t`no limit`}
          value={form.draft.megabytes}
          onChange={(megabytes) => form.change({ megabytes })}
        />
      </div>
      <ConfirmDialog
        open={asked !== null}
        onOpenChange={() => setAsked(null)}
        title={t`Delete journals beyond these limits?`}
        confirmLabel={t`Save and delete`}
        pending={form.isPending}
        onConfirm={() => {
          setAsked(null);
          form.save();
        }}
      >
        {asked && <WhatIsDeleted limits={asked} />}
      </ConfirmDialog>
    </SettingsFormView>
  );
}

function WhatIsDeleted({ limits }: { limits: RetentionLimits }) {
  const sizes = trpc.system.info.useQuery().data?.sizes;
  const excess =
    sizes && limits.journalMaxBytes !== null ? sizes.journalBytes - limits.journalMaxBytes : 0;
  return (
    <>
      {limits.journalKeepDays !== null && (
        <p>
          <Plural
            value={limits.journalKeepDays}
            one="Journals of runs that ended more than # day ago are deleted now."
            other="Journals of runs that ended more than # days ago are deleted now."
          />
        </p>
      )}
      {limits.journalMaxBytes !== null && (
        <p>
          {excess > 0 ? (
            <Trans>At least {formatBytes(excess)} of the oldest journals are deleted now.</Trans>
          ) : (
            <Trans>All journals are smaller than the limit: none is deleted for it now.</Trans>
          )}
        </p>
      )}
      <p>
        <Trans>From then on it is done by itself. Deleted journals cannot be brought back.</Trans>
      </p>
    </>
  );
}
