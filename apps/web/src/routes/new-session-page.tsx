import { getRouteApi } from "@tanstack/react-router";
import { FirstRun } from "../features/repositories/first-run.tsx";
import { NewSessionForm } from "../features/sessions/new-session-form.tsx";
import { trpc } from "../lib/trpc.ts";
import { QueryProblem } from "../ui/notice.tsx";
import { Page } from "../ui/page.tsx";
import { LoadingWords, Skeleton } from "../ui/skeleton.tsx";

const route = getRouteApi("/sessions/new");

/** As many as one page of the list may hold: this select is for choosing, the repositories page for searching. */
const mostRepositories = 200;

/** The form for a new session. */
export function NewSessionPage() {
  const { repository, sample = false } = route.useSearch();
  const navigate = route.useNavigate();
  const list = trpc.repositories.list.useQuery({ limit: mostRepositories });

  const content = () => {
    if (list.isError)
      return <QueryProblem error={list.error} onRetry={() => void list.refetch()} />;
    if (list.isPending) return <FormSkeleton />;
    const repositories = list.data.items;
    if (repositories.length === 0) return <FirstRun />;
    const known = repositories.find(({ id }) => id === repository);
    const only = repositories.length === 1 ? repositories[0] : undefined;
    return (
      <NewSessionForm
        key={sample ? "sample" : "own"}
        repositories={repositories}
        repositoryId={known?.id ?? only?.id ?? null}
        onRepositoryChange={(id) =>
          void navigate({ search: { repository: id, sample }, replace: true })
        }
        sample={sample}
        onStarted={(session) =>
          void navigate({
            to: "/sessions/$sessionId",
            params: { sessionId: session.id },
            search: {},
          })
        }
      />
    );
  };
  return <Page title="New session">{content()}</Page>;
}

function FormSkeleton() {
  return (
    <div className="flex max-w-3xl flex-col gap-6">
      <LoadingWords what="repositories" />
      <div className="grid gap-4 sm:grid-cols-2">
        <Skeleton className="h-13" />
        <Skeleton className="h-13" />
      </div>
      <Skeleton className="h-36" />
      <Skeleton className="h-28" />
      <Skeleton className="h-40" />
    </div>
  );
}
