import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { CircleOff } from "lucide-react";
import { useId, useState, type ReactNode } from "react";
import { cn } from "../lib/cn.ts";
import { Disclosure } from "./disclosure.tsx";
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
  description?: string;
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
      className="relative flex min-w-0 flex-col gap-1.5"
    >
      <legend className="mb-1 text-sm font-medium">{legend}</legend>
      {actions && <div className="absolute top-0 right-0">{actions}</div>}
      {description && <p className="-mt-1 text-xs text-ink-3">{description}</p>}
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
      <label className={cn("flex gap-2.5 px-3 py-2", !isAvailable && "cursor-not-allowed pb-1")}>
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
        <Disclosure
          open={isOpen}
          onToggle={setOpen}
          className="px-3 pb-1.5 pl-8.5"
          summaryClassName="w-auto py-0.5 pr-1.5 -ml-0.5 text-xs text-accent pointer-coarse:py-2"
          summary={<span>{t`${name}: more, and what to do`}</span>}
        >
          <div className="pt-0.5 pb-1 text-xs text-ink-2">
            {details}
            <HelpSteps help={help} className="mt-1" />
          </div>
        </Disclosure>
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
