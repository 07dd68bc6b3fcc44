import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { toast } from "sonner";
import { problemOf } from "../../lib/errors.ts";
import { shortCommit } from "../../lib/format.ts";
import { trpc } from "../../lib/trpc.ts";
import { ConfirmDialog } from "../../ui/dialog.tsx";
import { ProblemNotice } from "../../ui/notice.tsx";

/** Long enough to be read; the history goes on telling it. Milliseconds. */
const toldMs = 10_000;

/** Bring the session's branch and files back to a commit, after a question; what goes is archived first. */
export function ResetDialog({
  sessionId,
  to,
  name,
  onClose,
}: {
  sessionId: string;
  to: string;
  name: string;
  onClose: () => void;
}) {
  const utils = trpc.useUtils();
  const reset = trpc.git.reset.useMutation({
    onSuccess: async ({ archivedRef }) => {
      onClose();
      toast.success(t`The session is at ${shortCommit(to)}.`, {
        description: t`What was there before is kept as ${archivedRef}; the history has it below its commits.`,
        duration: toldMs,
      });
      await Promise.all([utils.git.invalidate(), utils.archives.invalidate()]);
    },
  });
  return (
    <ConfirmDialog
      open
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      title={t`Reset to "${name}"?`}
      confirmLabel={reset.isPending ? t`Resetting…` : t`Reset`}
      pending={reset.isPending}
      onConfirm={() => reset.mutate({ sessionId, to, confirm: true })}
    >
      <p>
        <Trans>
          The branch goes back to <span className="font-mono">{shortCommit(to)}</span>: the commits
          after it leave the history, and what is not committed leaves the files.
        </Trans>
      </p>
      <p>
        <Trans>
          All of it is archived first, as a ref below refs/signalbox/archive/, and can be restored.
          To keep the commits in the history, rewind instead.
        </Trans>
      </p>
      {reset.isError && <ProblemNotice problem={problemOf(reset.error)} />}
    </ConfirmDialog>
  );
}
