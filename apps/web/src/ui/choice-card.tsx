import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { ChevronDown, CircleOff } from "lucide-react";
import { useId, useState, type ReactNode } from "react";
import { cn } from "../lib/cn.ts";
import { FieldError } from "./field.tsx";
import { HelpSteps } from "./help-steps.tsx";

/** A choice of one of a few things, all of them seen, what is to be known of each beside it. */
export function ChoiceGroup({
  legend,
  description,
  error,
  help = [],
  actions,
  children,
}: {
  legend: string;
  description: string;
  error: string | null;
  /** Steps that a person can take about the error. */
  help?: readonly string[];
  actions?: ReactNode;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <fieldset
      aria-describedby={error ? `${id}-error` : undefined}
      className="flex min-w-0 flex-col gap-1.5"
    >
      <legend className="mb-1 text-sm font-medium">{legend}</legend>
      <div className="-mt-1 flex flex-wrap items-center justify-between gap-x-2">
        <p className="text-xs text-ink-3">{description}</p>
        {actions}
      </div>
      {children}
      {error && (
        <div className="text-xs">
          <FieldError id={`${id}-error`}>{error}</FieldError>
          <HelpSteps help={help} />
        </div>
      )}
    </fieldset>
  );
}

/**
 * One of them. The browser's own radio button: what is not available is disabled, so neither a click nor a key can choose it; its card
 * says why, and opens to what can be done.
 */
export function ChoiceCard<Value extends string>({
  group,
  value,
  name,
  isChosen,
  isAvailable,
  isWrong,
  onChoose,
  aside,
  details,
  reason,
  help,
}: {
  /** The same for all of a group. */
  group: string;
  value: Value;
  name: string;
  isChosen: boolean;
  isAvailable: boolean;
  isWrong: boolean;
  onChoose: (value: Value) => void;
  /** Beside the name: version, how it stands. */
  aside?: ReactNode;
  /** What it is; of what is not available only when it is asked for. */
  details: ReactNode;
  reason: string | null;
  help: readonly string[];
}) {
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  return (
    <div
      data-choice={value}
      className={cn(
        "rounded-md border border-line-strong bg-surface",
        "has-checked:border-accent has-checked:bg-accent-soft has-checked:ring-1 has-checked:ring-accent",
        "has-[input:focus-visible]:outline-2 has-[input:focus-visible]:outline-offset-2 has-[input:focus-visible]:outline-accent",
        isAvailable ? "hover:not-has-checked:bg-sunken" : "border-dashed bg-transparent",
      )}
    >
      <div className="flex items-start">
        <label
          className={cn(
            "flex min-w-0 flex-1 gap-2.5 py-2 pl-3",
            isAvailable ? "pr-3" : "cursor-not-allowed",
          )}
        >
          <input
            type="radio"
            name={group}
            value={value}
            checked={isChosen}
            disabled={!isAvailable}
            aria-labelledby={`${id}-name`}
            aria-describedby={`${id}-detail`}
            aria-invalid={isWrong ? true : undefined}
            onChange={() => onChoose(value)}
            className="mt-0.5 size-4 shrink-0 accent-(--accent) focus-visible:outline-hidden"
          />
          <span className="flex min-w-0 flex-1 flex-col gap-0.5">
            <span className="flex flex-wrap items-baseline gap-x-2">
              <span id={`${id}-name`} className={cn("font-medium", !isAvailable && "text-ink-2")}>
                {name}
              </span>
              {aside}
              {!isAvailable && !aside && <NotAvailable />}
            </span>
            <span id={`${id}-detail`} className="text-xs text-ink-2 [overflow-wrap:anywhere]">
              {isAvailable && details}
              {reason && <span className="block">{reason}</span>}
            </span>
          </span>
        </label>
        {!isAvailable && (
          <button
            type="button"
            aria-expanded={isOpen}
            aria-controls={isOpen ? `${id}-more` : undefined}
            aria-label={t`${name}: more, and what to do`}
            title={t`More, and what to do`}
            onClick={() => setOpen(!isOpen)}
            className="m-1 inline-flex size-8 shrink-0 items-center justify-center rounded-md text-ink-2 hover:bg-sunken pointer-coarse:size-10"
          >
            <ChevronDown
              aria-hidden
              className={cn("size-4 transition-transform", isOpen && "rotate-180")}
            />
          </button>
        )}
      </div>
      {!isAvailable && isOpen && (
        <div id={`${id}-more`} className="px-3 pb-2 pl-9.5 text-xs text-ink-2">
          {details}
          <HelpSteps help={help} className="mt-1" />
        </div>
      )}
    </div>
  );
}

function NotAvailable() {
  return (
    <span className="inline-flex items-center gap-1 text-xs font-medium text-ink-3">
      <CircleOff aria-hidden className="size-3.5 self-center" />
      <Trans>Not available</Trans>
    </span>
  );
}
