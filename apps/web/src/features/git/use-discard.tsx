import { useState } from "react";
import { toast } from "sonner";
import { problemOf } from "../../lib/errors.ts";
import { trpc } from "../../lib/trpc.ts";
import { ConfirmDialog } from "../../ui/dialog.tsx";
import { ProblemNotice } from "../../ui/notice.tsx";
import type { ChangedFileInfo, DiscardWish } from "./changes-context.ts";
import { FilePath } from "./file-path.tsx";

/** Long enough to see that it was the wrong file. */
const undoMs = 20_000;

/** What is gone back to, in words. */
const backWords = {
  "last-commit": "in the last commit",
  beginning: "when the session began",
  comparison: "where the comparison begins",
};

/** Takes back a file or a hunk, after a question; what was there is archived, and can be brought back from the message about it. */
export function useDiscard({
  sessionId,
  baseCommit,
  goesBackTo,
}: {
  sessionId: string;
  /** What the worktree is compared with: that is what it gets back. */
  baseCommit: string | null;
  goesBackTo: keyof typeof backWords;
}) {
  const utils = trpc.useUtils();
  const [wish, setWish] = useState<DiscardWish | null>(null);
  const after = () =>
    Promise.all([
      utils.git.diff.invalidate({ sessionId }),
      utils.git.status.invalidate({ sessionId }),
    ]);

  const undo = trpc.git.checkout.useMutation({
    onSuccess: async () => {
      await after();
      toast.success("The changes are back in the worktree.");
    },
    onError: (error) => toast.error(problemOf(error).message),
  });
  const tell = (archivedRef: string, info: ChangedFileInfo) => {
    toast.success("Discarded.", {
      description: `What was there is kept as ${archivedRef}.`,
      duration: undoMs,
      action: {
        label: "Undo",
        onClick: () => undo.mutate({ sessionId, from: archivedRef, paths: pathsOf(info) }),
      },
    });
  };
  const onSuccess = async ({ archivedRef }: { archivedRef: string }) => {
    if (wish) tell(archivedRef, wish.info);
    setWish(null);
    await after();
  };
  const discard = trpc.git.discard.useMutation({ onSuccess });
  const checkout = trpc.git.checkout.useMutation({ onSuccess });
  const failed = discard.error ?? checkout.error;

  const confirm = () => {
    if (!wish) return;
    const paths = pathsOf(wish.info);
    if (wish.patch !== null) discard.mutate({ sessionId, patch: wish.patch });
    else if (goesBackTo === "last-commit" || baseCommit === null)
      discard.mutate({ sessionId, paths });
    else checkout.mutate({ sessionId, from: baseCommit, paths });
  };
  const dialog = wish && (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && setWish(null)}
      title={wish.patch === null ? "Discard the changes of this file?" : "Discard these lines?"}
      confirmLabel="Discard"
      pending={discard.isPending || checkout.isPending}
      onConfirm={confirm}
    >
      <FilePath path={wish.info.path} before={wish.info.oldPath} />
      <p>
        {wish.patch === null ? "It becomes" : "They become"} what{" "}
        {wish.patch === null ? "it was" : "they were"} {backWords[goesBackTo]}. No commit is taken
        back. All work of the worktree as it is now is archived first, so this can be undone.
      </p>
      {failed && <ProblemNotice problem={problemOf(failed)} />}
    </ConfirmDialog>
  );
  return {
    ask: (next: DiscardWish) => {
      discard.reset();
      checkout.reset();
      setWish(next);
    },
    dialog,
  };
}

/** A renamed file is two paths; what a copy was made of did not change. */
function pathsOf({ path, oldPath, status }: ChangedFileInfo): string[] {
  return oldPath === null || status === "copied" ? [path] : [path, oldPath];
}
