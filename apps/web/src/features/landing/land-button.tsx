import type { RouterOutputs } from "@signalbox/api/router";
import { GitMerge } from "lucide-react";
import { useState } from "react";
import { useHotkeys } from "../../lib/use-hotkeys.ts";
import { Button } from "../../ui/button.tsx";
import { LandDialog } from "./land-dialog.tsx";
import { useSolutions } from "./use-solutions.ts";

/** Opens the dialog that brings the session's work into a branch. */
export function LandButton({
  session,
  disabled,
}: {
  session: RouterOutputs["sessions"]["get"];
  disabled: boolean;
}) {
  const [open, setOpen] = useState(false);
  // Kept here: a press beside the dialog must not cost what was solved.
  const solutions = useSolutions();
  useHotkeys({
    l: () => {
      if (!disabled) setOpen(true);
    },
  });
  return (
    <>
      <Button
        size="sm"
        disabled={disabled}
        aria-keyshortcuts="l"
        title="Bring this session's work into a branch (l)"
        onClick={() => setOpen(true)}
      >
        <GitMerge aria-hidden className="size-3.5" />
        Land…
      </Button>
      {open && (
        <LandDialog session={session} solutions={solutions} onClose={() => setOpen(false)} />
      )}
    </>
  );
}
