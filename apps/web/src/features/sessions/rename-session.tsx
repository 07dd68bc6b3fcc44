import { problemOf } from "../../lib/errors.ts";
import { trpc } from "../../lib/trpc.ts";
import { RenameDialog } from "../../ui/rename-dialog.tsx";

/** Asks for another name of a session; its branch and worktree keep theirs. */
export function RenameSession({
  sessionId,
  name,
  onDone,
}: {
  sessionId: string;
  name: string;
  onDone: () => void;
}) {
  const utils = trpc.useUtils();
  const rename = trpc.sessions.update.useMutation({
    onSuccess: async () => {
      await utils.sessions.invalidate();
      onDone();
    },
  });
  return (
    <RenameDialog
      name={name}
      pending={rename.isPending}
      error={rename.isError ? problemOf(rename.error).message : null}
      onRename={(newName) => rename.mutate({ id: sessionId, name: newName })}
      onDone={onDone}
    />
  );
}
