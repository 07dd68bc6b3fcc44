import type { InputIssue } from "@signalbox/shared";
import { highestMaxIterations } from "@signalbox/shared";
import { Plus, Trash2 } from "lucide-react";
import { issueAt } from "../../lib/errors.ts";
import { Button } from "../../ui/button.tsx";
import { FieldError, Input, NumberField } from "../../ui/field.tsx";
import { checkDraft, type CheckDraft, type RunDraft } from "./run-draft.ts";

interface Props {
  draft: RunDraft;
  issues: InputIssue[];
  onChange: (change: Partial<RunDraft>) => void;
}

/** The commands that must pass before the run may call itself completed. */
export function ChecksFields({ draft, issues, onChange }: Props) {
  const { checks } = draft;
  const setCheck = (id: string, change: Partial<CheckDraft>) =>
    onChange({
      checks: checks.map((check) => (check.id === id ? { ...check, ...change } : check)),
    });
  const wholeIssue = issueAt(issues, "checks");
  return (
    <fieldset className="flex min-w-0 flex-col gap-2">
      <legend className="mb-1 text-sm font-medium">Checks (optional)</legend>
      <p className="-mt-1 text-xs text-ink-3">
        Commands that must exit 0 before the run may call itself completed. A failing one goes back
        to the agent with its output.
      </p>
      {checks.map((check, row) => {
        const nameIssue = issueAt(issues, `checks.${row}.name`);
        const commandIssue = issueAt(issues, `checks.${row}.command`);
        return (
          <div key={check.id} className="flex flex-col gap-1">
            <div className="flex gap-2">
              <Input
                aria-label={`Name of check ${row + 1}`}
                aria-invalid={nameIssue ? true : undefined}
                placeholder="Name"
                value={check.name}
                onChange={(event) => setCheck(check.id, { name: event.target.value })}
                className="w-28 shrink-0 sm:w-40"
              />
              <Input
                aria-label={`Command of check ${row + 1}`}
                aria-invalid={commandIssue ? true : undefined}
                placeholder="npm test"
                spellCheck={false}
                autoComplete="off"
                value={check.command}
                onChange={(event) => setCheck(check.id, { command: event.target.value })}
                className="min-w-0 flex-1 font-mono"
              />
              <Button
                size="icon"
                variant="ghost"
                aria-label={`Remove check ${row + 1}`}
                onClick={() => onChange({ checks: checks.filter(({ id }) => id !== check.id) })}
              >
                <Trash2 aria-hidden className="size-4" />
              </Button>
            </div>
            {(nameIssue ?? commandIssue) && <FieldError>{nameIssue ?? commandIssue}</FieldError>}
          </div>
        );
      })}
      {wholeIssue && <FieldError>{wholeIssue}</FieldError>}
      <Button
        size="sm"
        className="self-start"
        onClick={() => onChange({ checks: [...checks, checkDraft()] })}
      >
        <Plus aria-hidden className="size-3.5" />
        Add a check
      </Button>
    </fieldset>
  );
}

const budgetFields = [
  { label: "Iterations", path: "maxIterations", key: "maxIterations", min: 1, step: 1 },
  { label: "Time in minutes", path: "maxDurationMs", key: "maxMinutes", min: 0, step: "any" },
  { label: "Cost in US dollars", path: "maxCostUsd", key: "maxCostUsd", min: 0, step: "any" },
] as const;

/** The limits of the run. */
export function BudgetFields({ draft, issues, onChange }: Props) {
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1 text-sm font-medium">Budget</legend>
      <p className="mb-2 text-xs text-ink-3">The run ends when it reaches one of these.</p>
      <div className="grid grid-cols-2 gap-3 sm:grid-cols-3">
        {budgetFields.map(({ label, path, key, min, step }) => (
          <NumberField
            key={key}
            label={label}
            error={issueAt(issues, `budget.${path}`)}
            min={min}
            max={key === "maxIterations" ? highestMaxIterations : undefined}
            step={step}
            placeholder={key === "maxIterations" ? undefined : "No limit"}
            value={draft[key]}
            onChange={(value) => onChange({ [key]: value })}
          />
        ))}
      </div>
    </fieldset>
  );
}
