import { t } from "@lingui/core/macro";
import type { RouterOutputs } from "@signalbox/api/router";
import { useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { problemOf } from "../../lib/errors.ts";
import { trpc } from "../../lib/trpc.ts";
import { Button } from "../../ui/button.tsx";
import { Field, Input } from "../../ui/field.tsx";
import { ProblemNotice } from "../../ui/notice.tsx";

/** Commit all of the session's uncommitted work, so that it is landed too. */
export function CommitWork({ session }: { session: RouterOutputs["sessions"]["get"] }) {
  const [message, setMessage] = useState(session.name);
  const utils = trpc.useUtils();
  const queryClient = useQueryClient();
  const commit = trpc.git.commit.useMutation({
    onSuccess: () =>
      Promise.all([
        utils.git.invalidate(),
        queryClient.invalidateQueries({ queryKey: ["land-plan"] }),
      ]),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    commit.mutate({ sessionId: session.id, message });
  };
  return (
    <form noValidate onSubmit={submit} className="mt-2 flex flex-wrap items-end gap-2">
      <Field label={t`Message of the commit`} className="min-w-48 flex-1">
        {(control) => (
          <Input
            {...control}
            value={message}
            onChange={(event) => setMessage(event.target.value)}
          />
        )}
      </Field>
      <Button type="submit" pending={commit.isPending} disabled={message.trim() === ""}>
        {commit.isPending ? t`Committing…` : t`Commit all of it`}
      </Button>
      {commit.isError && <ProblemNotice problem={problemOf(commit.error)} className="w-full" />}
    </form>
  );
}
