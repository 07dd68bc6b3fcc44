import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { InputIssue } from "@signalbox/shared";
import { ArrowDown, ArrowUp, Plus, Trash2, type LucideIcon } from "lucide-react";
import { useLayoutEffect, useRef } from "react";
import { issueAt } from "../../lib/errors.ts";
import { Button } from "../../ui/button.tsx";
import { FieldError, Input } from "../../ui/field.tsx";
import { checkDraft, type CheckDraft } from "./run-draft.ts";
import { SuggestedChecks } from "./suggested-checks.tsx";

/** The commands that must pass before the run may call itself completed, with those that the repository's files speak for. */
export function ChecksFields({
  checks,
  repositoryId,
  issues,
  onChange,
}: {
  checks: readonly CheckDraft[];
  /** Null while none is chosen: then nothing is suggested. */
  repositoryId: string | null;
  issues: InputIssue[];
  onChange: (checks: CheckDraft[]) => void;
}) {
  const list = useRef<HTMLDivElement>(null);
  const focusNext = useRef<string | null>(null);
  // With the drawing itself: the next key that is pressed belongs to the row that it brought.
  useLayoutEffect(() => {
    if (focusNext.current === null) return;
    list.current?.querySelector<HTMLElement>(focusNext.current)?.focus();
    focusNext.current = null;
  });
  const set = (id: string, change: Partial<CheckDraft>) =>
    onChange(checks.map((check) => (check.id === id ? { ...check, ...change } : check)));
  const move = (row: number, by: -1 | 1) => {
    const check = checks[row];
    if (!check) return;
    onChange(checks.toSpliced(row, 1).toSpliced(row + by, 0, check));
    const place = row + by;
    const way = place === 0 ? 1 : place === checks.length - 1 ? -1 : by;
    focusNext.current = `[data-row="${place}"] [data-move="${way}"]`;
  };
  const add = () => {
    onChange([...checks, checkDraft()]);
    focusNext.current = `[data-row="${checks.length}"] [data-command]`;
  };
  const wholeIssue = issueAt(issues, "checks");
  return (
    <fieldset className="flex min-w-0 flex-col gap-2">
      <legend className="mb-1 text-sm font-medium">
        <Trans>Checks (optional)</Trans>
      </legend>
      <p className="-mt-1 text-xs text-ink-3">
        <Trans>
          Commands that must exit 0 before the run may call itself completed. A failing one goes
          back to the agent with its output.
        </Trans>
      </p>
      <SuggestedChecks
        repositoryId={repositoryId}
        checks={checks}
        onAdd={(check) => onChange([...checks, checkDraft(check)])}
      />
      <div ref={list} className="flex flex-col gap-2">
        {checks.map((check, row) => (
          <CheckRow
            key={check.id}
            check={check}
            row={row}
            issue={issueAt(issues, `checks.${row}.name`)}
            commandIssue={issueAt(issues, `checks.${row}.command`)}
            isWrong={wholeIssue !== null}
            isLast={row === checks.length - 1}
            onChange={(change) => set(check.id, change)}
            onMove={(by) => move(row, by)}
            onRemove={() => onChange(checks.filter(({ id }) => id !== check.id))}
          />
        ))}
      </div>
      {wholeIssue && <FieldError>{wholeIssue}</FieldError>}
      <Button size="sm" className="self-start" onClick={add}>
        <Plus aria-hidden className="size-3.5" />
        <Trans>Add a check</Trans>
      </Button>
    </fieldset>
  );
}

function CheckRow({
  check,
  row,
  issue,
  commandIssue,
  isWrong,
  isLast,
  onChange,
  onMove,
  onRemove,
}: {
  check: CheckDraft;
  row: number;
  issue: string | null;
  commandIssue: string | null;
  /** Something is wrong with the rows as a whole. */
  isWrong: boolean;
  isLast: boolean;
  onChange: (change: Partial<CheckDraft>) => void;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
}) {
  const number = row + 1;
  return (
    <div data-row={row} className="flex flex-col gap-1">
      <div className="flex gap-1">
        <div className="grid min-w-0 flex-1 grid-cols-[minmax(0,2fr)_minmax(0,5fr)] gap-1">
          <Input
            aria-label={t`Name of check ${number}`}
            aria-invalid={issue || isWrong ? true : undefined}
            placeholder={t`Name`}
            autoComplete="off"
            value={check.name}
            onChange={(event) => onChange({ name: event.target.value })}
          />
          <Input
            data-command
            aria-label={t`Command of check ${number}`}
            aria-invalid={commandIssue ? true : undefined}
            placeholder="npm test"
            spellCheck={false}
            autoComplete="off"
            value={check.command}
            onChange={(event) => onChange({ command: event.target.value })}
            className="font-mono text-xs"
          />
        </div>
        {!(row === 0 && isLast) && (
          <span className="flex">
            <RowButton
              Icon={ArrowUp}
              label={t`Move check ${number} up`}
              disabled={row === 0}
              data-move={-1}
              onClick={() => onMove(-1)}
            />
            <RowButton
              Icon={ArrowDown}
              label={t`Move check ${number} down`}
              disabled={isLast}
              data-move={1}
              onClick={() => onMove(1)}
            />
          </span>
        )}
        <RowButton Icon={Trash2} label={t`Remove check ${number}`} onClick={onRemove} />
      </div>
      {(issue ?? commandIssue) && <FieldError>{issue ?? commandIssue}</FieldError>}
    </div>
  );
}

function RowButton({
  Icon,
  label,
  ...props
}: {
  Icon: LucideIcon;
  label: string;
  disabled?: boolean;
  onClick: () => void;
  "data-move"?: number;
}) {
  return (
    <Button
      size="icon"
      variant="ghost"
      aria-label={label}
      title={label}
      className="pointer-coarse:h-10"
      {...props}
    >
      <Icon aria-hidden className="size-4" />
    </Button>
  );
}
