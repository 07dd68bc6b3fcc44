import { useNavigate } from "@tanstack/react-router";
import { Trash2 } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { problemOf } from "../../lib/errors.ts";
import { trpc } from "../../lib/trpc.ts";
import { Button } from "../../ui/button.tsx";
import { ConfirmDialog } from "../../ui/dialog.tsx";
import { ProblemNotice } from "../../ui/notice.tsx";

/** Delete a session. Work that has not been landed is deleted only when the person says so once more. */
export function DeleteSession({
  sessionId,
  name,
  disabled,
}: {
  sessionId: string;
  name: string;
  disabled: boolean;
}) {
  const [open, setOpen] = useState(false);
  const navigate = useNavigate();
  const remove = trpc.sessions.delete.useMutation({
    onSuccess: async ({ archivedRef }) => {
      toast.success(
        archivedRef ? `Deleted. Its work is kept as ${archivedRef}.` : `${name} was deleted.`,
        archivedRef ? { duration: Number.POSITIVE_INFINITY } : {},
      );
      await navigate({ to: "/" });
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
        onConfirm={() => remove.mutate({ id: sessionId, discardWork: hasUnlandedWork })}
      >
        {hasUnlandedWork ? (
          <>
            <p>{problem.message}</p>
            <p>
              If you go on, its branch and its worktree are deleted. The work is first archived as a
              git ref in the repository, and you are told its name.
            </p>
          </>
        ) : (
          <>
            <p>
              {name}: its worktree, its branch and the record of its runs are deleted. Work that you
              have not landed is never deleted without asking.
            </p>
            {problem && <ProblemNotice problem={problem} />}
          </>
        )}
      </ConfirmDialog>
    </>
  );
}
