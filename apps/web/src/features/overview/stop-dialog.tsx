import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { SessionWithRun } from "@signalbox/shared";
import { toast } from "sonner";
import { problemOf } from "../../lib/errors.ts";
import { trpc } from "../../lib/trpc.ts";
import { ConfirmDialog } from "../../ui/dialog.tsx";

/** Asks whether the run of a session is to be stopped, and stops it. */
export function StopDialog({ session, onClose }: { session: SessionWithRun; onClose: () => void }) {
  const stop = trpc.runs.stop.useMutation({
    onSettled: onClose,
    onError: (error) => {
      const problem = problemOf(error);
      // It ended by itself in between: that is what was wanted.
      if (problem.code !== "RUN_ALREADY_ENDED") toast.error(problem.message);
    },
  });
  const { name, latestRun } = session;
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t`Stop the run of “${name}”?`}
      confirmLabel={t`Stop run`}
      pending={stop.isPending}
      onConfirm={() => latestRun && stop.mutate({ runId: latestRun.id })}
    >
      <p>
        <Trans>
          The agent and everything that it started end. What it has done until now is kept.
        </Trans>
      </p>
    </ConfirmDialog>
  );
}
