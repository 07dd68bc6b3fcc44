import type { RouterOutputs } from "@signalbox/api/router";
import { useState } from "react";
import { problemOf } from "../../lib/errors.ts";
import { trpc } from "../../lib/trpc.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Field, Input } from "../../ui/field.tsx";

type Repository = RouterOutputs["repositories"]["get"];

/** Give a repository another name; its folder keeps its own. */
export function RenameRepository({
  repository,
  onDone,
}: {
  repository: Repository;
  onDone: () => void;
}) {
  const [name, setName] = useState(repository.name);
  const utils = trpc.useUtils();
  const rename = trpc.repositories.update.useMutation({
    onSuccess: async () => {
      await utils.invalidate();
      onDone();
    },
  });
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onDone();
      }}
      title={`Rename ${repository.name}`}
    >
      <form
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          rename.mutate({ id: repository.id, name: name.trim() });
        }}
      >
        <Field label="Name" error={rename.isError ? problemOf(rename.error).message : null}>
          {(control) => (
            <Input
              {...control}
              required
              autoComplete="off"
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        <Button type="submit" variant="primary" pending={rename.isPending} className="self-start">
          {rename.isPending ? "Saving…" : "Save"}
        </Button>
      </form>
    </Dialog>
  );
}
