import { Pencil } from "lucide-react";
import { useState } from "react";
import { problemOf } from "../../lib/errors.ts";
import { trpc } from "../../lib/trpc.ts";
import { Button } from "../../ui/button.tsx";
import { RenameDialog } from "../../ui/rename-dialog.tsx";

/** Give a session another name; its branch and worktree keep theirs. */
export function RenameSession({ sessionId, name }: { sessionId: string; name: string }) {
  const [open, setOpen] = useState(false);
  const utils = trpc.useUtils();
  const rename = trpc.sessions.update.useMutation({
    onSuccess: async () => {
      await utils.sessions.invalidate();
      setOpen(false);
    },
  });
  return (
    <>
      <Button
        variant="ghost"
        size="icon"
        aria-label="Rename session"
        title="Rename session"
        onClick={() => {
          rename.reset();
          setOpen(true);
        }}
      >
        <Pencil aria-hidden className="size-4" />
      </Button>
      {open && (
        <RenameDialog
          name={name}
          pending={rename.isPending}
          error={rename.isError ? problemOf(rename.error).message : null}
          onRename={(newName) => rename.mutate({ id: sessionId, name: newName })}
          onDone={() => setOpen(false)}
        />
      )}
    </>
  );
}
