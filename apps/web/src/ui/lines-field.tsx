import { t } from "@lingui/core/macro";
import { Plus, X } from "lucide-react";
import { useLayoutEffect, useRef, type KeyboardEvent } from "react";
import { Button } from "./button.tsx";
import { FieldError, Textarea } from "./field.tsx";

/** A line as it is typed; `id` tells the lines apart. */
export interface Line {
  id: string;
  text: string;
}

export function lineOf(text = ""): Line {
  return { id: crypto.randomUUID(), text };
}

/**
 * A list of texts, one field each: what is an argument of its own must look like one. Enter goes on to a new one below,
 * Backspace in an empty one takes it away; Shift+Enter is a line break within it.
 */
export function LinesField({
  legend,
  description,
  lines,
  nameOf,
  errorOf,
  addLabel,
  onChange,
}: {
  legend: string;
  description?: string;
  lines: readonly Line[];
  /** What a line is called, by its place. */
  nameOf: (index: number) => string;
  /** What is wrong with a line; with all of them when the place is null. */
  errorOf: (index: number | null) => string | null;
  addLabel: string;
  onChange: (lines: Line[]) => void;
}) {
  const list = useRef<HTMLDivElement>(null);
  const focusNext = useRef<number | null>(null);
  // With the drawing itself: the next key that is pressed belongs to the field that it brought.
  useLayoutEffect(() => {
    if (focusNext.current === null) return;
    list.current?.querySelectorAll("textarea")[focusNext.current]?.focus();
    focusNext.current = null;
  });
  const addAfter = (index: number) => {
    onChange([...lines].toSpliced(index + 1, 0, lineOf()));
    focusNext.current = index + 1;
  };
  const remove = (index: number) => {
    onChange(lines.filter((_, place) => place !== index));
    focusNext.current = Math.max(0, index - 1);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>, index: number) => {
    if (event.shiftKey || event.ctrlKey || event.metaKey || event.nativeEvent.isComposing) return;
    if (event.key === "Enter") addAfter(index);
    else if (event.key === "Backspace" && lines[index]?.text === "") remove(index);
    else return;
    event.preventDefault();
  };
  const wholeError = errorOf(null);
  return (
    <fieldset className="flex min-w-0 flex-col gap-1">
      <legend className="mb-1 text-sm font-medium">{legend}</legend>
      {description && <p className="text-xs text-ink-3">{description}</p>}
      <div ref={list} className="flex flex-col gap-1">
        {lines.map((line, index) => {
          const error = errorOf(index);
          return (
            <div key={line.id} className="flex flex-col gap-1">
              <div className="flex gap-1">
                <Textarea
                  aria-label={nameOf(index)}
                  aria-invalid={error ? true : undefined}
                  rows={1}
                  spellCheck={false}
                  autoComplete="off"
                  placeholder={nameOf(index)}
                  value={line.text}
                  onKeyDown={(event) => onKeyDown(event, index)}
                  onChange={(event) =>
                    onChange(lines.with(index, { ...line, text: event.target.value }))
                  }
                  className="field-sizing-content max-h-40 min-h-8 resize-none font-mono text-xs leading-5"
                />
                <Button
                  size="icon"
                  variant="ghost"
                  aria-label={t`Remove: ${nameOf(index)}`}
                  onClick={() => remove(index)}
                >
                  <X aria-hidden className="size-4" />
                </Button>
              </div>
              {error && <FieldError>{error}</FieldError>}
            </div>
          );
        })}
      </div>
      {wholeError && <FieldError>{wholeError}</FieldError>}
      <Button size="sm" className="self-start" onClick={() => addAfter(lines.length - 1)}>
        <Plus aria-hidden className="size-3.5" />
        {addLabel}
      </Button>
    </fieldset>
  );
}
