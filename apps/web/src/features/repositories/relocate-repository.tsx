import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { RouterOutputs } from "@signalbox/api/router";
import { useState } from "react";
import { toast } from "sonner";
import { issueAt, problemOf } from "../../lib/errors.ts";
import { trpc } from "../../lib/trpc.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Field, Input } from "../../ui/field.tsx";
import { FormProblem } from "../../ui/notice.tsx";

/** Say where a repository is that the person moved. */
export function RelocateRepository({
  repository,
  onDone,
}: {
  repository: RouterOutputs["repositories"]["get"];
  onDone: () => void;
}) {
  const [path, setPath] = useState(repository.path);
  const utils = trpc.useUtils();
  const relocate = trpc.repositories.relocate.useMutation({
    onSuccess: async (moved) => {
      await utils.invalidate();
      toast.success(t`${moved.name} is at ${moved.path} now.`);
      onDone();
    },
  });
  const problem = relocate.isError ? problemOf(relocate.error) : null;
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onDone();
      }}
      title={t`Where is ${repository.name} now?`}
    >
      <form
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          relocate.mutate({ id: repository.id, path: path.trim() });
        }}
      >
        <p className="text-sm text-ink-2">
          <Trans>
            Its sessions come along: each worktree is linked to the new place when you recover it,
            or when its next run begins.
          </Trans>
        </p>
        <Field
          label={t`Folder`}
          description={t`The whole path of the folder that it was moved to.`}
          error={problem ? issueAt(problem.issues, "path") : null}
        >
          {(control) => (
            <Input
              {...control}
              required
              autoComplete="off"
              spellCheck={false}
              onFocus={(event) => event.target.select()}
              value={path}
              onChange={(event) => setPath(event.target.value)}
              className="font-mono"
            />
          )}
        </Field>
        <FormProblem problem={problem} />
        <Button type="submit" variant="primary" pending={relocate.isPending} className="self-start">
          {relocate.isPending ? t`Looking there…` : t`It is there`}
        </Button>
      </form>
    </Dialog>
  );
}
