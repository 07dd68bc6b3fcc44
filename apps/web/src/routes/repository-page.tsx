import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { getRouteApi, Link } from "@tanstack/react-router";
import { RepositoryActions } from "../features/repositories/details/repository-actions.tsx";
import { RepositoryArchives } from "../features/repositories/details/repository-archives.tsx";
import { RepositoryFacts } from "../features/repositories/details/repository-facts.tsx";
import { RepositorySessions } from "../features/repositories/details/repository-sessions.tsx";
import { SetupForm } from "../features/repositories/details/setup-form.tsx";
import { problemOf } from "../lib/errors.ts";
import { trpc } from "../lib/trpc.ts";
import { NotFound } from "../ui/not-found.tsx";
import { QueryProblem } from "../ui/notice.tsx";
import { Page } from "../ui/page.tsx";
import { Section } from "../ui/section.tsx";
import { LoadingWords, Skeleton } from "../ui/skeleton.tsx";

const route = getRouteApi("/repositories/$repositoryId");

/** One repository: what it is, its sessions, and what makes its worktrees ready. */
export function RepositoryPage() {
  const { repositoryId } = route.useParams();
  const repository = trpc.repositories.get.useQuery({ id: repositoryId });
  if (repository.isError) {
    return problemOf(repository.error).code === "REPOSITORY_NOT_FOUND" ? (
      <RepositoryNotFound />
    ) : (
      <QueryProblem error={repository.error} onRetry={() => void repository.refetch()} />
    );
  }
  if (!repository.data) return <PageSkeleton />;
  const { id, name, setup } = repository.data;
  return (
    <Page title={name} actions={<RepositoryActions repository={repository.data} />}>
      <p className="-mt-3 text-sm">
        <Link to="/repositories" className="text-accent underline">
          <Trans>All repositories</Trans>
        </Link>
      </p>
      <RepositoryFacts repository={repository.data} />
      <div className="mt-2 flex flex-col gap-8">
        <RepositorySessions repositoryId={id} />
        <Section
          title={t`Set-up of new worktrees`}
          description={t`Every session works in a folder of its own, which begins with what git has and nothing else.`}
        >
          <SetupForm key={id} repositoryId={id} setup={setup} />
        </Section>
        <RepositoryArchives repositoryId={id} />
      </div>
    </Page>
  );
}

function RepositoryNotFound() {
  return (
    <NotFound title={t`No such repository`} to="/repositories" link={t`To the repositories`}>
      <Trans>It was forgotten, or the address is not quite right.</Trans>
    </NotFound>
  );
}

function PageSkeleton() {
  return (
    <div className="mx-auto flex max-w-5xl flex-col gap-4 px-4 py-5 md:px-8 md:py-7">
      <LoadingWords what={t`the repository`} />
      <Skeleton className="h-7 w-56" />
      <Skeleton className="h-44" />
      <Skeleton className="h-28" />
    </div>
  );
}
