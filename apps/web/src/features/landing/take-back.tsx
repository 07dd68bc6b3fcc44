import { plural, t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { RouterOutputs } from "@signalbox/api/router";
import { isEnded } from "@signalbox/shared";
import { useState, type ReactNode } from "react";
import { toast } from "sonner";
import { problemOf } from "../../lib/errors.ts";
import { trpc } from "../../lib/trpc.ts";
import { Button } from "../../ui/button.tsx";
import { ConfirmDialog } from "../../ui/dialog.tsx";
import { CopyableCode } from "../../ui/help-steps.tsx";
import { Notice, ProblemNotice } from "../../ui/notice.tsx";
import { useMarkedFiles } from "../git/marked-files.tsx";
import { rememberSolving, useSolving } from "./solving.ts";

/**
 * After a run that solved conflicts: the way back to how the session was before. Offered until the work is landed, or another run
 * has built on it.
 */
export function TakeBackSolving({ session }: { session: RouterOutputs["sessions"]["get"] }) {
  const solving = useSolving(session.id);
  const status = trpc.git.status.useQuery({ sessionId: session.id }, { enabled: solving !== null });
  const last = session.latestRun;
  const marked = useMarkedFiles(
    session.id,
    solving !== null && last?.id === solving.runId && isEnded(last.status),
  );
  if (!solving || last?.id !== solving.runId || !isEnded(last.status)) return null;
  if (!status.data || status.data.ahead === 0) return null;
  const isSolved = last.status === "completed";
  return (
    <Notice
      level={!isSolved && marked.length > 0 ? "warning" : "info"}
      className="mx-3 my-2 md:mx-4"
    >
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
        <p className="min-w-48 flex-1">
          {isSolved
            ? t`Run ${last.number} solved the conflicts with ${solving.into}: look through it, then land.`
            : marked.length > 0
              ? t`Run ${last.number} was to solve the conflicts with ${solving.into}, and left their markers in ${plural(marked.length, { one: "# file", other: "# files" })}: give it another prompt, or solve them by hand in the worktree.`
              : t`Run ${last.number} was to solve the conflicts with ${solving.into}, and did not come to its end.`}
        </p>
        <TakeBack
          sessionId={session.id}
          to={solving.previousHead}
          title={t`Take the merge back?`}
          onDone={() => rememberSolving(session.id, null)}
        >
          <Trans>
            The session goes back to where it was before {solving.into} was merged into it. The
            merge and what the run made of it are archived first.
          </Trans>
        </TakeBack>
      </div>
    </Notice>
  );
}

/** Reset a session to a commit that it was at before something was brought in, after a question. */
export function TakeBack({
  sessionId,
  to,
  title,
  children,
  onDone,
}: {
  sessionId: string;
  to: string;
  title: string;
  children: ReactNode;
  onDone: () => void;
}) {
  const [open, setOpen] = useState(false);
  const utils = trpc.useUtils();
  const reset = trpc.git.reset.useMutation({
    onSuccess: async ({ archivedRef }) => {
      toast.success(t`Taken back. It is kept as ${archivedRef}.`);
      setOpen(false);
      onDone();
      await Promise.all([utils.git.invalidate(), utils.archives.invalidate()]);
    },
  });
  return (
    <>
      <Button
        size="sm"
        onClick={() => {
          reset.reset();
          setOpen(true);
        }}
      >
        <Trans>Take it back…</Trans>
      </Button>
      <ConfirmDialog
        open={open}
        onOpenChange={setOpen}
        title={title}
        confirmLabel={reset.isPending ? t`Taking it back…` : t`Take it back`}
        pending={reset.isPending}
        onConfirm={() => reset.mutate({ sessionId, to, confirm: true })}
      >
        <p>{children}</p>
        <p>
          <Trans>
            It goes to <CopyableCode text={to} />
          </Trans>
        </p>
        {reset.isError && <ProblemNotice problem={problemOf(reset.error)} />}
      </ConfirmDialog>
    </>
  );
}
