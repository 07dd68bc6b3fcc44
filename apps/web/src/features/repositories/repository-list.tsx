import type { RouterOutputs } from "@signalbox/api/router";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { toast } from "sonner";
import { problemOf } from "../../lib/errors.ts";
import { trpc } from "../../lib/trpc.ts";
import { Button, buttonClass } from "../../ui/button.tsx";
import { ConfirmDialog } from "../../ui/dialog.tsx";
import { ProblemNotice, QueryProblem } from "../../ui/notice.tsx";
import { LoadingWords, Skeleton } from "../../ui/skeleton.tsx";
import { FirstRun } from "./first-run.tsx";
import { RenameRepository } from "./rename-repository.tsx";

type RepositoryItem = RouterOutputs["repositories"]["list"]["items"][number];

const pageSize = 50;

/** All registered repositories. */
export function RepositoryList() {
  const list = trpc.repositories.list.useInfiniteQuery(
    { limit: pageSize },
    { getNextPageParam: (page) => page.nextCursor },
  );
  const [forgetting, setForgetting] = useState<RepositoryItem | null>(null);
  const [renaming, setRenaming] = useState<RepositoryItem | null>(null);

  if (list.isLoadingError)
    return <QueryProblem error={list.error} onRetry={() => void list.refetch()} />;
  if (list.isPending) return <RepositoryListSkeleton />;
  const repositories = list.data.pages.flatMap((page) => page.items);
  if (repositories.length === 0) return <FirstRun />;

  return (
    <div className="flex flex-col gap-3">
      <ul aria-label="Repositories" className="divide-y rounded-md border bg-surface">
        {repositories.map((repository) => (
          <li key={repository.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
            <div className="min-w-0 flex-1 basis-60">
              <p className="truncate font-medium">{repository.name}</p>
              <p className="truncate font-mono text-xs text-ink-3" title={repository.path}>
                {repository.path} · {repository.defaultBranch}
              </p>
            </div>
            <div className="flex gap-1">
              <Link
                to="/sessions/new"
                search={{ repository: repository.id }}
                className={buttonClass({ size: "sm" })}
              >
                New session
              </Link>
              <Button
                size="sm"
                variant="ghost"
                aria-label={`Rename ${repository.name}`}
                onClick={() => setRenaming(repository)}
              >
                Rename
              </Button>
              <Button
                size="sm"
                variant="ghost"
                aria-label={`Forget ${repository.name}`}
                onClick={() => setForgetting(repository)}
              >
                Forget
              </Button>
            </div>
          </li>
        ))}
      </ul>
      {list.hasNextPage && (
        <Button
          className="self-center"
          pending={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          More repositories
        </Button>
      )}
      {renaming && <RenameRepository repository={renaming} onDone={() => setRenaming(null)} />}
      {forgetting && (
        <ForgetRepository repository={forgetting} onDone={() => setForgetting(null)} />
      )}
    </div>
  );
}

function ForgetRepository({
  repository,
  onDone,
}: {
  repository: RepositoryItem;
  onDone: () => void;
}) {
  const utils = trpc.useUtils();
  const forget = trpc.repositories.delete.useMutation({
    onSuccess: async () => {
      await utils.repositories.invalidate();
      toast.success(`${repository.name} was forgotten.`);
      onDone();
    },
  });
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => {
        if (!open) onDone();
      }}
      title={`Forget ${repository.name}?`}
      confirmLabel={forget.isPending ? "Forgetting…" : "Forget"}
      pending={forget.isPending}
      onConfirm={() => forget.mutate({ id: repository.id })}
    >
      <p>
        Signalbox takes it off its list. <strong>Nothing on the disk is deleted</strong>: the
        repository, its branches and the sessions' work stay where they are.
      </p>
      <p className="font-mono text-xs [overflow-wrap:anywhere]">{repository.path}</p>
      <p>Adding the same path again brings its sessions back.</p>
      {forget.isError && <ProblemNotice problem={problemOf(forget.error)} />}
    </ConfirmDialog>
  );
}

function RepositoryListSkeleton() {
  return (
    <>
      <LoadingWords what="repositories" />
      <div className="divide-y rounded-md border bg-surface">
        {["w-32", "w-44"].map((width) => (
          <div key={width} className="flex h-16 flex-col justify-center gap-2 px-4">
            <Skeleton className={`h-3.5 ${width}`} />
            <Skeleton className="h-3 w-72 max-w-full" />
          </div>
        ))}
      </div>
    </>
  );
}
