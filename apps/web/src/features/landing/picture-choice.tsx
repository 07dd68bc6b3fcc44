import { useId, type ReactNode } from "react";

export interface PictureCard<Value extends string> {
  value: Value;
  name: string;
  /** One line: what it does to the history. */
  words: string;
  picture: ReactNode;
}

/** Choose one of a few ways, each with a small picture of what becomes of the commits. The browser's own radio buttons. */
export function PictureChoice<Value extends string>({
  legend,
  cards,
  value,
  onChange,
}: {
  legend: string;
  cards: readonly PictureCard<Value>[];
  value: Value;
  onChange: (value: Value) => void;
}) {
  const id = useId();
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1 text-sm font-medium">{legend}</legend>
      <div className="grid gap-2 sm:grid-cols-2">
        {cards.map((card) => (
          <label
            key={card.value}
            className="flex items-center gap-2.5 rounded-md border border-line-strong bg-surface px-2.5 py-2 hover:not-has-checked:bg-sunken has-checked:border-accent has-checked:bg-accent-soft has-checked:ring-1 has-checked:ring-accent has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              name={id}
              value={card.value}
              checked={card.value === value}
              onChange={() => onChange(card.value)}
              aria-labelledby={`${id}-${card.value}-name`}
              aria-describedby={`${id}-${card.value}-words`}
              className="size-4 shrink-0 accent-(--accent) focus-visible:outline-hidden"
            />
            <span className="flex min-w-0 flex-1 flex-col">
              <span id={`${id}-${card.value}-name`} className="text-sm font-medium">
                {card.name}
              </span>
              <span id={`${id}-${card.value}-words`} className="text-xs text-ink-2">
                {card.words}
              </span>
            </span>
            {card.picture}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
