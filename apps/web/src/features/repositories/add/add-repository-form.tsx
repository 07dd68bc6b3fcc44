import { t } from "@lingui/core/macro";
import type { RouterOutputs } from "@signalbox/api/router";
import { useState } from "react";
import { issueAt, problemOf } from "../../../lib/errors.ts";
import { trpc } from "../../../lib/trpc.ts";
import { Button } from "../../../ui/button.tsx";
import { Field, Input } from "../../../ui/field.tsx";
import { FormProblem } from "../../../ui/notice.tsx";

/** Register a repository by its path on this machine. */
export function AddRepositoryForm({
  onAdded,
}: {
  onAdded: (repository: RouterOutputs["repositories"]["add"]) => void;
}) {
  const [path, setPath] = useState("");
  const [name, setName] = useState("");
  const utils = trpc.useUtils();
  const add = trpc.repositories.add.useMutation({
    onSuccess: async (repository) => {
      setPath("");
      setName("");
      // One that was forgotten brings its sessions back.
      await utils.invalidate();
      onAdded(repository);
    },
  });
  const problem = add.isError ? problemOf(add.error) : null;

  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        add.mutate({ path: path.trim(), name: name.trim() || undefined });
      }}
    >
      <Field
        label={t`Path`}
        description={t`The absolute path of a git repository on this machine. Nothing in it is changed by adding it.`}
        error={problem ? issueAt(problem.issues, "path") : null}
      >
        {(control) => (
          <Input
            {...control}
            required
            // The first thing that whoever came here wants to do.
            autoFocus
            autoComplete="off"
            spellCheck={false}
            placeholder="/home/you/projects/app"
            value={path}
            onChange={(event) => setPath(event.target.value)}
            className="font-mono"
          />
        )}
      </Field>
      <Field label={t`Name (optional)`} error={problem ? issueAt(problem.issues, "name") : null}>
        {(control) => (
          <Input
            {...control}
            autoComplete="off"
            placeholder={t`The folder's name`}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <FormProblem problem={problem} />
      <Button type="submit" variant="primary" pending={add.isPending} className="self-start">
        {add.isPending ? t`Adding…` : t`Add repository`}
      </Button>
    </form>
  );
}
