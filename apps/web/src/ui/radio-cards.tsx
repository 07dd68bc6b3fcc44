import { Trans } from "@lingui/react/macro";
import { useId } from "react";
import { cn } from "../lib/cn.ts";

export interface RadioCard<Value extends string> {
  id: Value;
  name: string;
  description: string;
  version?: string | null;
  available: boolean;
  /** Why it cannot be chosen, and what to do. */
  reason: string | null;
  help: string[];
}

/**
 * Choose one of a few, all of them seen. The browser's own radio buttons: one that is not available is disabled,
 * so neither a click nor a key can choose it, and its card says why.
 */
export function RadioCards<Value extends string, Card extends RadioCard<Value>>({
  legend,
  description,
  cards,
  noteOf,
  value,
  onChange,
  error,
  dense = false,
}: {
  legend: string;
  description?: string;
  cards: readonly Card[];
  /** What else is to be known of a card before choosing it, in a few words. */
  noteOf?: (card: Card) => string | null;
  value: Value | null;
  onChange: (value: Value) => void;
  error?: string | null;
  /** What is not available takes little room: its reason only. */
  dense?: boolean;
}) {
  const id = useId();
  return (
    <fieldset
      aria-describedby={error ? `${id}-error` : undefined}
      className="flex min-w-0 flex-col gap-1"
    >
      <legend className="mb-1 text-sm font-medium">{legend}</legend>
      {description && <p className="mb-1 text-xs text-ink-3">{description}</p>}
      <div className="grid gap-2 sm:grid-cols-[repeat(auto-fill,minmax(15rem,1fr))]">
        {cards.map((card) => {
          const cardId = `${id}-${card.id}`;
          const note = noteOf?.(card);
          return (
            <label
              key={card.id}
              className={cn(
                "flex gap-2.5 rounded-md border border-line-strong bg-surface px-3 py-2.5",
                "has-checked:border-accent has-checked:bg-accent-soft has-checked:ring-1 has-checked:ring-accent",
                "has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent",
                card.available
                  ? "hover:not-has-checked:bg-sunken"
                  : "cursor-not-allowed border-dashed bg-transparent",
              )}
            >
              <input
                type="radio"
                name={id}
                value={card.id}
                checked={value === card.id}
                disabled={!card.available}
                onChange={() => onChange(card.id)}
                aria-labelledby={`${cardId}-name`}
                aria-describedby={`${cardId}-detail`}
                className="mt-0.5 size-4 shrink-0 accent-(--accent) focus-visible:outline-hidden"
              />
              <span className="flex min-w-0 flex-col gap-1">
                <span className="flex flex-wrap items-baseline gap-x-2">
                  <span
                    id={`${cardId}-name`}
                    className={cn("font-medium", !card.available && "text-ink-2")}
                  >
                    {card.name}
                  </span>
                  {card.version && (
                    <span className="font-mono text-xs text-ink-3">{card.version}</span>
                  )}
                  {note && <span className="text-xs text-ink-3">{note}</span>}
                  {!card.available && (
                    <span className="text-xs font-medium text-ink-3">
                      <Trans>Not available</Trans>
                    </span>
                  )}
                </span>
                <span
                  id={`${cardId}-detail`}
                  className="text-xs text-ink-2 [overflow-wrap:anywhere]"
                >
                  {(card.available || !dense) && (
                    <span className="line-clamp-6">{card.description}</span>
                  )}
                  {card.reason && (
                    <span className={cn("block", !dense && "mt-1 font-medium")}>{card.reason}</span>
                  )}
                  {!dense &&
                    card.help.map((step) => (
                      <span key={step} className="block text-ink-3">
                        {step}
                      </span>
                    ))}
                </span>
              </span>
            </label>
          );
        })}
      </div>
      {error && (
        <p id={`${id}-error`} className="text-xs text-bad">
          {error}
        </p>
      )}
    </fieldset>
  );
}
