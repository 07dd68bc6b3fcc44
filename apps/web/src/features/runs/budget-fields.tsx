import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { defaultMaxIterations, highestMaxIterations, type InputIssue } from "@signalbox/shared";
import { issueAt } from "../../lib/errors.ts";
import { cn } from "../../lib/cn.ts";
import { Field, Input } from "../../ui/field.tsx";
import { NativeSelect } from "../../ui/native-select.tsx";
import type { BudgetDraft } from "./run-draft.ts";

/** Round numbers of iterations, for those who do not want to think of one. */
function presets() {
  return [
    { words: t`Quick`, iterations: 5 },
    { words: t`Usual`, iterations: defaultMaxIterations },
    { words: t`Long`, iterations: 100 },
  ];
}

/** The limits of the run. `tellsCost` is false for an agent whose cost nobody knows. */
export function BudgetFields({
  budget,
  issues,
  tellsCost = true,
  onChange,
}: {
  budget: BudgetDraft;
  issues: InputIssue[];
  tellsCost?: boolean;
  onChange: (change: Partial<BudgetDraft>) => void;
}) {
  return (
    <fieldset className="flex min-w-0 flex-col gap-2">
      <legend className="mb-1 text-sm font-medium">
        <Trans>Budget</Trans>
      </legend>
      <p className="-mt-1 text-xs text-ink-3">
        <Trans>
          The run ends when it reaches one of these. Its work stays on the session's branch, and the
          next run can go on from there.
        </Trans>
      </p>
      <div role="group" aria-label={t`Presets`} className="flex flex-wrap gap-1.5">
        {presets().map(({ words, iterations }) => {
          const isOn = budget.maxIterations === String(iterations);
          return (
            <button
              key={iterations}
              type="button"
              aria-pressed={isOn}
              onClick={() => onChange({ maxIterations: String(iterations) })}
              className={cn(
                "inline-flex h-7 items-center gap-1.5 rounded-md border px-2 text-xs select-none pointer-coarse:h-10",
                isOn
                  ? "border-accent bg-accent-soft font-medium"
                  : "border-line-strong bg-surface hover:bg-sunken",
              )}
            >
              {words}
              <span className="text-ink-3">{iterations}</span>
            </button>
          );
        })}
      </div>
      <div className="grid grid-cols-2 gap-3 sm:grid-cols-[minmax(5rem,5fr)_minmax(0,10fr)_minmax(7rem,7fr)]">
        <LimitField
          label={t`Iterations`}
          error={issueAt(issues, "budget.maxIterations")}
          max={highestMaxIterations}
          whole
          placeholder={String(defaultMaxIterations)}
          value={budget.maxIterations}
          onChange={(maxIterations) => onChange({ maxIterations })}
        />
        <LimitField
          label={t`Time`}
          error={issueAt(issues, "budget.maxDurationMs")}
          placeholder={t`No limit`}
          value={budget.maxTime}
          onChange={(maxTime) => onChange({ maxTime })}
          unit={
            <NativeSelect
              label={t`Unit of time`}
              items={[
                { value: "min", label: t`min` },
                { value: "h", label: t`h` },
              ]}
              value={budget.timeUnit}
              onChange={(timeUnit) => onChange({ timeUnit })}
              className="w-18 shrink-0"
            />
          }
        />
        <LimitField
          label={t`Cost in US dollars`}
          error={issueAt(issues, "budget.maxCostUsd")}
          placeholder={t`No limit`}
          value={budget.maxCostUsd}
          onChange={(maxCostUsd) => onChange({ maxCostUsd })}
          note={
            tellsCost || budget.maxCostUsd.trim() === ""
              ? null
              : t`This agent does not tell what it costs: the limit may never be reached.`
          }
        />
      </div>
    </fieldset>
  );
}

function LimitField({
  label,
  error,
  note,
  max,
  whole = false,
  placeholder,
  value,
  onChange,
  unit,
}: {
  label: string;
  error: string | null;
  note?: string | null;
  max?: number;
  whole?: boolean;
  placeholder: string;
  value: string;
  onChange: (value: string) => void;
  unit?: React.ReactNode;
}) {
  return (
    <Field label={label} error={error}>
      {(control) => (
        <>
          <div className="flex gap-1">
            <Input
              {...control}
              type="number"
              inputMode={whole ? "numeric" : "decimal"}
              min={whole ? 1 : 0}
              max={max}
              step={whole ? 1 : "any"}
              placeholder={placeholder}
              value={value}
              onChange={(event) => onChange(event.target.value)}
            />
            {unit}
          </div>
          {note && <p className="text-xs text-warn">{note}</p>}
        </>
      )}
    </Field>
  );
}
