import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { toast } from "sonner";
import { problemOf } from "../../lib/errors.ts";
import { shortCommit } from "../../lib/format.ts";
import { client, trpc } from "../../lib/trpc.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { ProblemNotice } from "../../ui/notice.tsx";

/** How long the way forward again is offered beside what was done; it stays in the history after that. Milliseconds. */
const offerMs = 30_000;

/** Bring the session's files back to a commit, as a new checkpoint; says before it does that nothing goes. */
export function RewindDialog({
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
  // Where the session is now: the way forward again leads there.
  const status = trpc.git.status.useQuery({ sessionId }).data;
  const goForward = async (back: string) => {
    try {
      await client.git.rewind.mutate({ sessionId, to: back });
      toast.success(t`Forward again: the files are as they were before the rewind.`);
    } catch (error) {
      const problem = problemOf(error);
      toast.error(problem.message, { description: problem.help.join(" ") });
    }
    await utils.git.invalidate();
  };
  const rewind = trpc.git.rewind.useMutation({
    onSuccess: async ({ commit, safeguard }) => {
      const back = safeguard ?? status?.head;
      onClose();
      if (commit === null) {
        toast.success(t`The files were like that already.`);
      } else {
        toast.success(
          t`Rewound: ${shortCommit(commit)} is a new checkpoint with the old content.`,
          {
            duration: offerMs,
            action: back && { label: t`Forward again`, onClick: () => void goForward(back) },
          },
        );
      }
      await utils.git.invalidate();
    },
  });
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      title={t`Rewind to "${name}"?`}
    >
      <ul className="flex list-disc flex-col gap-1 pl-5 text-sm text-ink-2">
        <li>
          <Trans>
            The session's files become what they were at{" "}
            <span className="font-mono">{shortCommit(to)}</span>.
          </Trans>
        </li>
        {status?.clean === false && (
          <li>
            <Trans>What is not committed now gets a checkpoint of its own first.</Trans>
          </li>
        )}
        <li>
          <Trans>
            It is a new checkpoint on top: every commit stays in the history, and you can rewind
            forward again in the same way.
          </Trans>
        </li>
      </ul>
      {rewind.isError && <ProblemNotice problem={problemOf(rewind.error)} />}
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onClose}>
          <Trans>Cancel</Trans>
        </Button>
        <Button
          variant="primary"
          pending={rewind.isPending}
          onClick={() => rewind.mutate({ sessionId, to })}
        >
          {rewind.isPending ? t`Rewinding…` : t`Rewind`}
        </Button>
      </div>
    </Dialog>
  );
}
