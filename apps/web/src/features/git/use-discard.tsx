import { Trans } from "@lingui/react/macro";
import { t } from "@lingui/core/macro";
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

type GoesBackTo = "last-commit" | "beginning" | "comparison";

/** What becomes of a file, or of some of its lines. */
function backWords(goesBackTo: GoesBackTo, what: "file" | "lines"): string {
  const isFile = what === "file";
  switch (goesBackTo) {
    case "last-commit":
      return isFile
        ? t`It becomes what it was in the last commit.`
        : t`They become what they were in the last commit.`;
    case "beginning":
      return isFile
        ? t`It becomes what it was when the session began.`
        : t`They become what they were when the session began.`;
    case "comparison":
      return isFile
        ? t`It becomes what it was where the comparison begins.`
        : t`They become what they were where the comparison begins.`;
  }
}

/** Takes back a file or a hunk, after a question; what was there is archived, and can be brought back from the message about it. */
export function useDiscard({
  sessionId,
  baseCommit,
  goesBackTo,
}: {
  sessionId: string;
  /** What the worktree is compared with: that is what it gets back. */
  baseCommit: string | null;
  goesBackTo: GoesBackTo;
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
      toast.success(t`The changes are back in the worktree.`);
    },
    onError: (error) => toast.error(problemOf(error).message),
  });
  const tell = (archivedRef: string, info: ChangedFileInfo) => {
    toast.success(t`Discarded.`, {
      description: t`What was there is kept as ${archivedRef}.`,
      duration: undoMs,
      action: {
        label: t`Undo`,
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
      title={wish.patch === null ? t`Discard the changes of this file?` : t`Discard these lines?`}
      confirmLabel={t`Discard`}
      pending={discard.isPending || checkout.isPending}
      onConfirm={confirm}
    >
      <FilePath path={wish.info.path} before={wish.info.oldPath} />
      <p>
        {backWords(goesBackTo, wish.patch === null ? "file" : "lines")}{" "}
        <Trans>
          No commit is taken back. All work of the worktree as it is now is archived first, so this
          can be undone.
        </Trans>
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
