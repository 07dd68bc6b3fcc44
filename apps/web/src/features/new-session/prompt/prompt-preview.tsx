import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useState } from "react";
import { Markdown } from "../../../ui/markdown.tsx";

/** A prompt as Markdown. */
export function PromptPreview({ text }: { text: string }) {
  const [isWhole, setWhole] = useState(false);
  return (
    <section
      aria-label={t`Preview`}
      // It scrolls, so it can be reached and scrolled with keys.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      className="min-h-0 flex-1 overflow-y-auto rounded-md border bg-bg px-3 py-2 text-sm"
    >
      {text.trim() === "" ? (
        <p className="text-ink-3">
          <Trans>Nothing to preview yet.</Trans>
        </p>
      ) : (
        <Markdown text={text} isWhole={isWhole} onWhole={() => setWhole(true)} />
      )}
    </section>
  );
}
