import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { lazy, Suspense, useState } from "react";
import { Field, Textarea } from "../../../ui/field.tsx";
import { Segments } from "../../../ui/segments.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";

/** What reads Markdown and colours code is large, and most prompts are never looked at so. */
const Markdown = lazy(async () => {
  const { Markdown: component } = await import("../../../ui/markdown.tsx");
  return { default: component };
});

/** A prompt as it is written, or as it looks. */
export function PromptField({
  value,
  error,
  onChange,
}: {
  value: string;
  error: string | null;
  onChange: (value: string) => void;
}) {
  const [view, setView] = useState<"write" | "preview">("write");
  const [isWhole, setIsWhole] = useState(false);
  // What is wrong with it is told where it is written.
  const isPreview = view === "preview" && error === null;
  return (
    <div className="flex min-w-0 flex-col gap-2">
      {isPreview ? (
        <section aria-label={t`Preview of the prompt`} className="flex flex-col gap-1">
          <p className="text-sm font-medium">
            <Trans>Prompt</Trans>
          </p>
          <div className="max-h-96 min-h-48 overflow-y-auto rounded-md border bg-bg px-3 py-2 text-sm">
            {value.trim() === "" ? (
              <p className="text-ink-3">
                <Trans>Nothing to preview yet.</Trans>
              </p>
            ) : (
              <Suspense fallback={<Skeleton className="h-40" />}>
                <Markdown text={value} isWhole={isWhole} onWhole={() => setIsWhole(true)} />
              </Suspense>
            )}
          </div>
        </section>
      ) : (
        <Field label={t`Prompt`} error={error}>
          {(control) => (
            <Textarea
              {...control}
              value={value}
              onChange={(event) => onChange(event.target.value)}
              className="field-sizing-content max-h-96 min-h-48"
            />
          )}
        </Field>
      )}
      <Segments
        legend={t`Show as`}
        items={[
          { value: "write", label: t`Text` },
          { value: "preview", label: t`Markdown preview` },
        ]}
        value={isPreview ? "preview" : "write"}
        onChange={setView}
      />
    </div>
  );
}
