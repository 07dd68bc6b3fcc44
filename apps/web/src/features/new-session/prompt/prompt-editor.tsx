import { Plural, Trans } from "@lingui/react/macro";
import { maxPromptLength } from "@signalbox/shared";
import { Eye, PencilLine } from "lucide-react";
import { lazy, Suspense, useRef, useState, type DragEvent } from "react";
import { flushSync } from "react-dom";
import { cn } from "../../../lib/cn.ts";
import { Button } from "../../../ui/button.tsx";
import { Field, FieldError, Textarea } from "../../../ui/field.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { FilePicker } from "./file-picker.tsx";
import { insertText } from "./insert-text.ts";
import { TemplatesMenu } from "./templates-menu.tsx";
import { readTextFile } from "./text-file.ts";

/** What reads Markdown is large, and most prompts are never looked at so. */
const PromptPreview = lazy(async () => {
  const { PromptPreview: component } = await import("./prompt-preview.tsx");
  return { default: component };
});

/** How full a prompt is when the limit begins to matter. */
const nearLimit = 0.9 * maxPromptLength;

/**
 * The field for a prompt: it grows, shows itself as Markdown, and takes text from templates, from files of the repository, and from a
 * text file that is dropped on it. `isFilling` makes it as high as there is room.
 */
export function PromptEditor({
  label,
  description,
  error,
  value,
  onChange,
  repositoryId,
  placeholder,
  rows,
  isFilling = false,
  isCompact = false,
}: {
  label: string;
  description?: string;
  error: string | null;
  value: string;
  onChange: (value: string) => void;
  /** Whose files can be taken; null while that is not known. */
  repositoryId: string | null;
  placeholder?: string;
  rows: number;
  isFilling?: boolean;
  /** One line, without its tools. */
  isCompact?: boolean;
}) {
  const field = useRef<HTMLTextAreaElement>(null);
  const [wantsPreview, setPreview] = useState(false);
  const [isOver, setOver] = useState(false);
  const [dropProblem, setDropProblem] = useState<string | null>(null);
  // What is wrong with it is told where it is written.
  const isPreview = wantsPreview && error === null && !isCompact;

  const insert = (text: string) => {
    flushSync(() => setPreview(false));
    if (field.current) insertText(field.current, text);
  };
  const onDrop = async (event: DragEvent) => {
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (!file) return;
    event.preventDefault();
    const read = await readTextFile(file);
    setDropProblem(read.ok ? null : read.problem);
    if (read.ok) insert(read.text);
  };

  return (
    <div
      className={cn("relative flex min-w-0 flex-col gap-1", isFilling && "min-h-0 flex-1")}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes("Files")) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={(event) => {
        const { relatedTarget, currentTarget } = event;
        if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget)))
          setOver(false);
      }}
      onDrop={(event) => void onDrop(event)}
    >
      {!isCompact && (
        <div className="flex flex-wrap items-center justify-end gap-x-1 sm:absolute sm:-top-1 sm:right-0 max-sm:order-last">
          <TemplatesMenu prompt={value} field={field} onInsert={insert} />
          {repositoryId && <FilePicker repositoryId={repositoryId} onInsert={insert} />}
          <Button
            size="sm"
            variant="ghost"
            aria-pressed={isPreview}
            onClick={() => setPreview(!wantsPreview)}
          >
            {isPreview ? (
              <PencilLine aria-hidden className="size-3.5" />
            ) : (
              <Eye aria-hidden className="size-3.5" />
            )}
            {isPreview ? <Trans>Write</Trans> : <Trans>Preview</Trans>}
          </Button>
        </div>
      )}
      <Field
        label={label}
        description={description}
        error={error}
        className={cn(isFilling && "min-h-0 flex-1")}
      >
        {(control) => (
          <>
            {isPreview && (
              <Suspense fallback={<Skeleton className={isFilling ? "flex-1" : "h-40"} />}>
                <PromptPreview text={value} />
              </Suspense>
            )}
            <Textarea
              {...control}
              ref={field}
              rows={rows}
              value={value}
              placeholder={placeholder}
              onChange={(event) => {
                setDropProblem(null);
                onChange(event.target.value);
              }}
              className={cn(
                "resize-none field-sizing-content",
                isFilling ? "min-h-32 flex-1" : isCompact ? "min-h-8" : "max-h-[40dvh] min-h-14",
                isPreview && "hidden",
              )}
            />
          </>
        )}
      </Field>
      {isOver && (
        <p
          aria-hidden
          className="pointer-events-none absolute inset-0 flex items-center justify-center rounded-md border-2 border-dashed border-accent bg-accent-soft font-medium"
        >
          <Trans>Drop a text file to insert it</Trans>
        </p>
      )}
      <div role="alert" className="empty:hidden">
        {dropProblem && <FieldError>{dropProblem}</FieldError>}
      </div>
      {value.length > nearLimit && <LimitWords left={maxPromptLength - value.length} />}
    </div>
  );
}

/** How much may still be written. */
function LimitWords({ left }: { left: number }) {
  return (
    <p className={cn("text-xs", left < 0 ? "text-bad" : "text-ink-3")}>
      {left < 0 ? (
        <Plural value={-left} one="# character too many" other="# characters too many" />
      ) : (
        <Plural value={left} one="# character left" other="# characters left" />
      )}
    </p>
  );
}
