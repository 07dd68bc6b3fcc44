import { t } from "@lingui/core/macro";
import { useNavigate } from "@tanstack/react-router";
import { trpc } from "../../lib/trpc.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { QueryProblem } from "../../ui/notice.tsx";
import { FirstRun } from "../repositories/first-run.tsx";
import { NewSessionForm } from "../sessions/new-session-form.tsx";
import { useNewSession } from "./use-new-session.ts";

/** The new-session window. */
export function NewSessionDialog({
  repositoryId,
  sample,
}: {
  repositoryId: string | null;
  sample: boolean;
}) {
  const { close } = useNewSession();
  const navigate = useNavigate();
  const list = trpc.repositories.list.useQuery({ limit: 200 });
  const content = () => {
    if (list.isError)
      return <QueryProblem error={list.error} onRetry={() => void list.refetch()} />;
    if (list.isPending) return null;
    if (list.data.items.length === 0) return <FirstRun />;
    const only = list.data.items.length === 1 ? list.data.items[0] : undefined;
    return (
      <NewSessionForm
        repositories={list.data.items}
        repositoryId={repositoryId ?? only?.id ?? null}
        onRepositoryChange={(id) =>
          void navigate({
            to: ".",
            search: (now) => ({ ...now, repository: id }),
            state: (now) => now,
            replace: true,
          })
        }
        sample={sample}
        onStarted={(session) =>
          void navigate({
            to: "/sessions/$sessionId",
            params: { sessionId: session.id },
            replace: true,
          })
        }
      />
    );
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) close();
      }}
      title={t`New session`}
      isFull
    >
      {content()}
    </Dialog>
  );
}
