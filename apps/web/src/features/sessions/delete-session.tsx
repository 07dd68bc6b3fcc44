import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { RouterOutputs } from "@signalbox/api/router";
import { useNavigate } from "@tanstack/react-router";
import { toast } from "sonner";
import { problemOf } from "../../lib/errors.ts";
import { trpc } from "../../lib/trpc.ts";
import { ConfirmDialog } from "../../ui/dialog.tsx";
import { ProblemNotice } from "../../ui/notice.tsx";
import { useRestore } from "../archives/use-archives.ts";
import { forgetSession } from "../palette/recents.ts";
import { UnlandedWork } from "./unlanded-work.tsx";

/** Asks whether a session is to be deleted. Work that has not been landed goes only when the person says so once more, and can be restored. */
export function DeleteSession({
  session,
  onDone,
}: {
  session: RouterOutputs["sessions"]["get"];
  onDone: () => void;
}) {
  const { id, name, repositoryId } = session;
  const navigate = useNavigate();
  const utils = trpc.useUtils();
  const restore = useRestore();
  const offerRestore = (ref: string) => {
    toast.success(t`Deleted. Its work is kept as ${ref}.`, {
      duration: Number.POSITIVE_INFINITY,
      action: {
        label: t`Restore`,
        onClick: () =>
          restore.mutate(
            { repositoryId, ref },
            {
              onError: (error) => {
                const { message, help } = problemOf(error);
                toast.error(message, { description: help.join(" ") });
              },
            },
          ),
      },
    });
  };
  const remove = trpc.sessions.delete.useMutation({
    onSuccess: async ({ archivedRef }) => {
      forgetSession(id);
      if (archivedRef) offerRestore(archivedRef);
      else toast.success(t`${name} was deleted.`);
      await Promise.all([utils.archives.invalidate(), navigate({ to: "/" })]);
    },
  });
  const problem = remove.isError ? problemOf(remove.error) : null;
  const hasUnlandedWork = problem?.code === "SESSION_HAS_UNLANDED_WORK";

  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => {
        if (!open) onDone();
      }}
      title={
        hasUnlandedWork ? t`This session has work that is nowhere else` : t`Delete this session?`
      }
      confirmLabel={
        remove.isPending
          ? t`Deleting…`
          : hasUnlandedWork
            ? t`Delete the work too`
            : t`Delete session`
      }
      pending={remove.isPending}
      onConfirm={() => remove.mutate({ id, discardWork: hasUnlandedWork })}
    >
      {hasUnlandedWork ? (
        <p>{problem.message}</p>
      ) : (
        <p>
          <Trans>
            {name}: its worktree, its branch and the record of its runs are deleted. Work that you
            have not landed is never deleted without asking once more.
          </Trans>
        </p>
      )}
      <UnlandedWork session={session} />
      {problem && !hasUnlandedWork && <ProblemNotice problem={problem} />}
    </ConfirmDialog>
  );
}
