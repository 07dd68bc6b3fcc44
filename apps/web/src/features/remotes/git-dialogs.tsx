import type { RouterOutputs } from "@signalbox/api/router";
import { createContext, use, useState, type ReactNode } from "react";
import { LandDialog } from "../landing/land-dialog.tsx";
import { useSolutions } from "../landing/use-solutions.ts";
import { PublishDialog } from "./publish-dialog.tsx";
import { UpdateDialog } from "./update-dialog.tsx";

type GitDialog = "update" | "publish" | "land";

const OpenContext = createContext<(dialog: GitDialog) => void>(() => {});

/** Opens one of the dialogs of the session around. */
export function useOpenGitDialog(): (dialog: GitDialog) => void {
  return use(OpenContext);
}

/**
 * The ways in and out of a session's branch, each a dialog, over all of its page: they stay open with what was typed and solved
 * in them when a run begins, which brings the page another header.
 */
export function GitDialogs({
  session,
  children,
}: {
  session: RouterOutputs["sessions"]["get"];
  children: ReactNode;
}) {
  const [open, setOpen] = useState<GitDialog | null>(null);
  // Kept here: a press beside the dialog must not cost what was solved.
  const solutions = useSolutions();
  const close = () => setOpen(null);
  return (
    <OpenContext value={setOpen}>
      {children}
      {open === "update" && <UpdateDialog session={session} onClose={close} />}
      {open === "publish" && <PublishDialog session={session} onClose={close} />}
      {open === "land" && <LandDialog session={session} solutions={solutions} onClose={close} />}
    </OpenContext>
  );
}
