import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { Check } from "lucide-react";
import { Button } from "./button.tsx";

/** The end of a form: its button, what became of pressing it, and the way back where there is one. */
export function SaveBar({
  label,
  isPending,
  isSaved,
  hasIssues,
  onUndo = null,
}: {
  label: string;
  isPending: boolean;
  isSaved: boolean;
  hasIssues: boolean;
  onUndo?: (() => void) | null;
}) {
  return (
    <div className="flex flex-wrap items-center gap-3">
      <Button type="submit" pending={isPending}>
        {isPending ? t`Saving…` : label}
      </Button>
      <p role="status" className="text-sm">
        {isSaved && !isPending && (
          <span className="flex items-center gap-1 text-ok">
            <Check aria-hidden className="size-4" /> <Trans>Saved</Trans>
          </span>
        )}
      </p>
      {onUndo && isSaved && !isPending && (
        <Button variant="ghost" size="sm" onClick={onUndo}>
          <Trans>Undo</Trans>
        </Button>
      )}
      {hasIssues && (
        <p role="alert" className="text-sm text-bad">
          <Trans>Something above needs your attention.</Trans>
        </p>
      )}
    </div>
  );
}
