import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { RouterOutputs } from "@signalbox/api/router";
import { toast } from "sonner";
import { problemOf } from "../../lib/errors.ts";
import { trpc } from "../../lib/trpc.ts";
import { ConfirmDialog } from "../../ui/dialog.tsx";
import { ProblemNotice } from "../../ui/notice.tsx";

/** Take a repository off the list, after saying what that means. */
export function ForgetRepository({
  repository,
  onForgotten,
  onDone,
}: {
  repository: RouterOutputs["repositories"]["get"];
  onForgotten?: () => void;
  onDone: () => void;
}) {
  const utils = trpc.useUtils();
  const forget = trpc.repositories.delete.useMutation({
    onSuccess: async () => {
      toast.success(t`${repository.name} was forgotten.`);
      // First away from what is gone, then looking anew.
      onForgotten?.();
      onDone();
      await utils.invalidate();
    },
  });
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => {
        if (!open) onDone();
      }}
      title={t`Forget ${repository.name}?`}
      confirmLabel={forget.isPending ? t`Forgetting…` : t`Forget`}
      pending={forget.isPending}
      onConfirm={() => forget.mutate({ id: repository.id })}
    >
      <p>
        <Trans>
          Signalbox takes it off its list. <strong>Nothing on the disk is deleted</strong>: the
          repository, its branches and the sessions' work stay where they are.
        </Trans>
      </p>
      <p className="font-mono text-xs [overflow-wrap:anywhere]">{repository.path}</p>
      <p>
        <Trans>Adding the same path again brings its sessions back.</Trans>
      </p>
      {forget.isError && <ProblemNotice problem={problemOf(forget.error)} />}
    </ConfirmDialog>
  );
}
