import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { getRouteApi } from "@tanstack/react-router";
import { CloudDownload, FolderPlus } from "lucide-react";
import { useCallback } from "react";
import { toast } from "sonner";
import { AddRepositoryDialog } from "../features/repositories/add/add-repository-dialog.tsx";
import type { AddWay } from "../features/repositories/add/add-ways.ts";
import { CloneList } from "../features/repositories/clone/clone-list.tsx";
import { useNewSession } from "../features/new-session/use-new-session.ts";
import { RepositoryFilters } from "../features/repositories/list/repository-filters.tsx";
import {
  focusFirstRepository,
  RepositoryList,
} from "../features/repositories/list/repository-list.tsx";
import type { RepositorySort } from "../features/repositories/list/sorts.ts";
import { trpc } from "../lib/trpc.ts";
import { Button } from "../ui/button.tsx";
import { Page } from "../ui/page.tsx";

const route = getRouteApi("/repositories");

/** The registered repositories, and the ways to get more of them. Search, order and the open window are in the address. */
export function RepositoriesPage() {
  const { q = "", sort = "added", add, clone } = route.useSearch();
  const navigate = route.useNavigate();
  const newSession = useNewSession();
  const any = trpc.repositories.list.useQuery({ limit: 1 });
  const isFirst = any.data?.items.length === 0;
  const onFilter = useCallback(
    (filters: { search: string; sort: RepositorySort }) =>
      void navigate({
        search: (now) => ({
          ...now,
          q: filters.search || undefined,
          sort: filters.sort === "added" ? undefined : filters.sort,
        }),
        replace: true,
      }),
    [navigate],
  );
  const open = (way: AddWay | undefined, cloneId?: string) =>
    void navigate({ search: (now) => ({ ...now, add: way, clone: cloneId }), replace: true });

  return (
    <Page
      title={t`Repositories`}
      actions={
        <div className="flex flex-wrap gap-2">
          <Button onClick={() => open("clone")}>
            <CloudDownload aria-hidden className="size-4" />
            <Trans>Clone</Trans>
          </Button>
          <Button variant="primary" onClick={() => open("path")}>
            <FolderPlus aria-hidden className="size-4" />
            <Trans>Add a repository</Trans>
          </Button>
        </div>
      }
    >
      <CloneList openId={clone} onOpen={(cloneId) => open("clone", cloneId)} />
      {!isFirst && (
        <RepositoryFilters
          search={q}
          sort={sort}
          onChange={onFilter}
          onLeave={focusFirstRepository}
        />
      )}
      <RepositoryList search={q} sort={sort} />
      <AddRepositoryDialog
        way={add ?? null}
        cloneId={clone}
        onChange={open}
        onClose={() => open(undefined)}
        onAdded={(repository) => {
          const begin = () => newSession.open({ repositoryId: repository.id });
          // After the first one, there is one thing to do.
          if (isFirst) {
            begin();
            return;
          }
          open(undefined);
          toast.success(t`${repository.name} was added.`, {
            action: {
              label: t`New session`,
              onClick: begin,
            },
          });
        }}
      />
    </Page>
  );
}
