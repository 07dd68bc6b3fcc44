import type { RouterOutputs } from "@signalbox/api/router";
import { useState, type FormEvent } from "react";
import { issueAt, problemOf } from "../../lib/errors.ts";
import { submitOnCtrlEnter } from "../../lib/submit-keys.ts";
import { NumberField } from "../../ui/field.tsx";
import { FormProblem } from "../../ui/notice.tsx";
import { SaveBar } from "../../ui/save-bar.tsx";
import { useSaveSettings } from "./use-save-settings.ts";

type Settings = RouterOutputs["settings"]["get"];

const minuteMs = 60_000;

const limits = [
  {
    key: "turnMaxDurationMs",
    label: "Time in minutes",
    description: "How long one turn may take in all.",
    help: "Give minutes: at least a second, at most seven days.",
  },
  {
    key: "turnMaxSilenceMs",
    label: "Silence in minutes",
    description: "How long it may go without a sign of life.",
    help: "Give minutes: at least a second, at most a day.",
  },
] as const;

type LimitKey = (typeof limits)[number]["key"];

/** The limits of one turn, for every agent. */
export function TurnLimitsForm({ settings }: { settings: Settings }) {
  const [minutes, setMinutes] = useState(() => minutesOf(settings));
  const save = useSaveSettings((saved) => setMinutes(minutesOf(saved)));
  const problem = save.isError ? problemOf(save.error) : null;
  const issues = (problem?.issues ?? []).map(({ path, message }) => ({
    path,
    message: limits.find(({ key }) => key === path)?.help ?? message,
  }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(() => ({
      turnMaxDurationMs: msOf(minutes.turnMaxDurationMs),
      turnMaxSilenceMs: msOf(minutes.turnMaxSilenceMs),
    }));
  };
  return (
    <form
      noValidate
      aria-label="Limits of a turn"
      onSubmit={submit}
      onKeyDown={submitOnCtrlEnter}
      className="flex flex-col gap-3"
    >
      <div className="grid max-w-xl gap-3 sm:grid-cols-2">
        {limits.map(({ key, label, description }) => (
          <NumberField
            key={key}
            label={label}
            description={description}
            error={issueAt(issues, key)}
            min={0}
            step="any"
            value={minutes[key]}
            onChange={(value) => {
              setMinutes({ ...minutes, [key]: value });
              if (save.isSuccess) save.reset();
            }}
          />
        ))}
      </div>
      <FormProblem problem={problem} isAtField={(path) => path in minutes} />
      <SaveBar
        label="Save limits"
        isPending={save.isPending}
        isSaved={save.isSuccess}
        hasIssues={issues.length > 0}
      />
    </form>
  );
}

function minutesOf(settings: Settings): Record<LimitKey, string> {
  return {
    turnMaxDurationMs: String(settings.turnMaxDurationMs / minuteMs),
    turnMaxSilenceMs: String(settings.turnMaxSilenceMs / minuteMs),
  };
}

/** Milliseconds of typed minutes; what is no number is 0, which is refused with words. */
function msOf(minutes: string): number {
  return Math.round(Number(minutes) * minuteMs) || 0;
}
