import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { CircleCheck, TriangleAlert } from "lucide-react";
import type { SourceView } from "./source-words.ts";

/** Below the URL: what will happen with it, or why nothing can. */
export function SourceWords({
  view,
  onInstead,
}: {
  view: SourceView;
  onInstead: (url: string) => void;
}) {
  switch (view.kind) {
    case "empty":
      return null;
    case "refused":
      return <p className="text-xs text-ink-2">{view.message}</p>;
    case "fine": {
      const { words, warning, instead } = view;
      return (
        <>
          <p className="flex gap-1 text-xs text-ink-2">
            <CircleCheck aria-hidden className="size-4 shrink-0 text-ok" />
            {words.join(" ")}
          </p>
          {warning && (
            <p className="mt-0.5 flex gap-1 text-xs text-warn">
              <TriangleAlert role="img" aria-label={t`Warning`} className="size-4 shrink-0" />
              {warning}
            </p>
          )}
          {instead && (
            <p className="mt-0.5 text-xs text-ink-2">
              <Trans>This looks like the address of a page.</Trans>{" "}
              <button
                type="button"
                className="text-left font-medium text-accent underline [overflow-wrap:anywhere]"
                onClick={() => onInstead(instead)}
              >
                <Trans>Use {instead}</Trans>
              </button>
            </p>
          )}
        </>
      );
    }
  }
}
