import type { RouterOutputs } from "@signalbox/api/router";
import { useNavigate } from "@tanstack/react-router";
import { Trash2 } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { problemOf } from "../../lib/errors.ts";
import { trpc } from "../../lib/trpc.ts";
import { Button } from "../../ui/button.tsx";
import { ConfirmDialog } from "../../ui/dialog.tsx";
import { ProblemNotice } from "../../ui/notice.tsx";
import { useRestore } from "../archives/use-archives.ts";
import { UnlandedWork } from "./unlanded-work.tsx";

/** Delete a session. Work that has not been landed is deleted only when the person says so once more, and can be restored. */
export function DeleteSession({
  session,
  disabled,
}: {
  session: RouterOutputs["sessions"]["get"];
  disabled: boolean;
}) {
  const { id, name, repositoryId } = session;
  const [open, setOpen] = useState(false);
  const navigate = useNavigate();
  const utils = trpc.useUtils();
  const restore = useRestore();
  const offerRestore = (ref: string) => {
    toast.success(`Deleted. Its work is kept as ${ref}.`, {
      duration: Number.POSITIVE_INFINITY,
      action: {
        label: "Restore",
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
      if (archivedRef) offerRestore(archivedRef);
      else toast.success(`${name} was deleted.`);
      await Promise.all([utils.archives.invalidate(), navigate({ to: "/" })]);
    },
  });
  const problem = remove.isError ? problemOf(remove.error) : null;
  const hasUnlandedWork = problem?.code === "SESSION_HAS_UNLANDED_WORK";

  return (
    <>
      <Button
        variant="ghost"
        size="icon"
        aria-label="Delete session"
        title={disabled ? "A run is going on: stop it first" : "Delete session"}
        disabled={disabled}
        onClick={() => {
          remove.reset();
          setOpen(true);
        }}
      >
        <Trash2 aria-hidden className="size-4" />
      </Button>
      <ConfirmDialog
        open={open}
        onOpenChange={setOpen}
        title={
          hasUnlandedWork ? "This session has work that is nowhere else" : "Delete this session?"
        }
        confirmLabel={
          remove.isPending
            ? "Deleting…"
            : hasUnlandedWork
              ? "Delete the work too"
              : "Delete session"
        }
        pending={remove.isPending}
        onConfirm={() => remove.mutate({ id, discardWork: hasUnlandedWork })}
      >
        {hasUnlandedWork ? (
          <p>{problem.message}</p>
        ) : (
          <p>
            {name}: its worktree, its branch and the record of its runs are deleted. Work that you
            have not landed is never deleted without asking once more.
          </p>
        )}
        <UnlandedWork session={session} />
        {problem && !hasUnlandedWork && <ProblemNotice problem={problem} />}
      </ConfirmDialog>
    </>
  );
}
