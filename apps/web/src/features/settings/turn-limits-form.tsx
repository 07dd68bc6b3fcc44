import { t } from "@lingui/core/macro";
import { issueAt } from "../../lib/errors.ts";
import { NumberField } from "../../ui/field.tsx";
import { SettingsFormView } from "./settings-form.tsx";
import type { StoredSettings } from "./use-save-settings.ts";
import { useSettingsForm, type DraftRead } from "./use-settings-form.ts";

const minuteMs = 60_000;
const shortestMs = 1_000;
const longestMs = { turnMaxDurationMs: 604_800_000, turnMaxSilenceMs: 86_400_000 };

type Draft = Record<keyof typeof longestMs, string>;

function draftOf(settings: StoredSettings): Draft {
  return {
    turnMaxDurationMs: String(settings.turnMaxDurationMs / minuteMs),
    turnMaxSilenceMs: String(settings.turnMaxSilenceMs / minuteMs),
  };
}

function read(draft: Draft): DraftRead {
  const update = {
    turnMaxDurationMs: msOf(draft.turnMaxDurationMs),
    turnMaxSilenceMs: msOf(draft.turnMaxSilenceMs),
  };
  const isWrong = (key: keyof Draft) =>
    !(update[key] >= shortestMs && update[key] <= longestMs[key]);
  const issues = [
    ...(isWrong("turnMaxDurationMs")
      ? [
          {
            path: "turnMaxDurationMs",
            message: t`Give minutes: at least a second, at most seven days.`,
          },
        ]
      : []),
    ...(isWrong("turnMaxSilenceMs")
      ? [{ path: "turnMaxSilenceMs", message: t`Give minutes: at least a second, at most a day.` }]
      : []),
  ];
  return issues.length === 0 ? { ok: true, update } : { ok: false, issues };
}

/** Milliseconds of typed minutes; NaN for what is no number. */
function msOf(minutes: string): number {
  return minutes.trim() === "" ? Number.NaN : Math.round(Number(minutes) * minuteMs);
}

/** The limits of one turn, for every agent. */
export function TurnLimitsForm({ settings }: { settings: StoredSettings }) {
  const form = useSettingsForm(settings, { draftOf, read });
  const fields = [
    {
      key: "turnMaxDurationMs",
      label: t`Time in minutes`,
      description: t`How long one turn may take in all.`,
    },
    {
      key: "turnMaxSilenceMs",
      label: t`Silence in minutes`,
      description: t`How long it may go without a sign of life.`,
    },
  ] as const;
  return (
    <SettingsFormView
      form={form}
      name={t`Limits of a turn`}
      saveLabel={t`Save limits`}
      isAtField={(path) => path in form.draft}
    >
      <div className="grid gap-3 sm:grid-cols-2">
        {fields.map(({ key, label, description }) => (
          <NumberField
            key={key}
            label={label}
            description={description}
            error={issueAt(form.issues, key)}
            min={0}
            step="any"
            value={form.draft[key]}
            onChange={(value) => form.change({ [key]: value })}
          />
        ))}
      </div>
    </SettingsFormView>
  );
}
