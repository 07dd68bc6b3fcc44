import type { RouterOutputs } from "@signalbox/api/router";
import { problemOf } from "../../lib/errors.ts";
import { trpc } from "../../lib/trpc.ts";
import { RenameDialog } from "../../ui/rename-dialog.tsx";

/** Give a repository another name; its folder keeps its own. */
export function RenameRepository({
  repository,
  onDone,
}: {
  repository: RouterOutputs["repositories"]["get"];
  onDone: () => void;
}) {
  const utils = trpc.useUtils();
  const rename = trpc.repositories.update.useMutation({
    onSuccess: async () => {
      await utils.invalidate();
      onDone();
    },
  });
  return (
    <RenameDialog
      name={repository.name}
      pending={rename.isPending}
      error={rename.isError ? problemOf(rename.error).message : null}
      onRename={(name) => rename.mutate({ id: repository.id, name })}
      onDone={onDone}
    />
  );
}
