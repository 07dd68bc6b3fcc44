import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { RouterOutputs } from "@signalbox/api/router";
import { keepPreviousData } from "@tanstack/react-query";
import { FolderX, Plus } from "lucide-react";
import { useState } from "react";
import { trpc } from "../../lib/trpc.ts";
import type { ControlProps } from "../../ui/field.tsx";
import { SearchSelect } from "../../ui/search-select.tsx";
import { useSettled } from "../../lib/use-settled.ts";

type Repository = RouterOutputs["repositories"]["get"];
type Listed = RouterOutputs["repositories"]["list"]["items"][number];

/** How many one looks through before typing. */
const shownRepositories = 50;

/** A line of the list; without a repository it is the way to add one. */
interface Item {
  id: string;
  name: string;
  repository: Listed | Repository | null;
}

function itemOf(repository: Listed | Repository): Item {
  return { id: repository.id, name: repository.name, repository };
}

/** Choose a repository, the last used first, or add one. */
export function RepositoryPicker({
  control,
  value,
  onChange,
  onAdd,
}: {
  control: ControlProps;
  value: Repository | null;
  onChange: (repository: Repository) => void;
  onAdd: () => void;
}) {
  const [search, setSearch] = useState("");
  const list = trpc.repositories.list.useQuery(
    { search: useSettled(search), sort: "used", limit: shownRepositories },
    { placeholderData: keepPreviousData },
  );
  const found = (list.data?.items ?? []).map(itemOf);
  const isRecent = ({ repository }: Item) => search === "" && repository?.lastUsedAt;
  const groups = [
    { label: t`Recent`, items: found.filter(isRecent) },
    {
      label: search === "" ? t`Not used yet` : "",
      items: found.filter((item) => !isRecent(item)),
    },
    { label: "", items: [{ id: "add", name: t`Add repository…`, repository: null }] },
  ].filter(({ items }) => items.length > 0);
  return (
    <SearchSelect
      control={control}
      value={value && itemOf(value)}
      chosen={
        value ? (
          <span className="flex min-w-0 items-baseline gap-2">
            <span className="shrink-0 truncate font-medium">{value.name}</span>
            <span className="min-w-0 truncate font-mono text-xs text-ink-3" title={value.path}>
              {value.path}
            </span>
          </span>
        ) : (
          <span className="text-ink-3">
            <Trans>Choose a repository</Trans>
          </span>
        )
      }
      groups={groups}
      itemView={({ repository }) =>
        repository ? <RepositoryWords repository={repository} /> : <AddWords />
      }
      search={search}
      onSearch={setSearch}
      onChoose={({ repository }) => {
        if (repository) onChange(repository);
        else onAdd();
      }}
      searchLabel={t`Search repositories`}
      emptyWords=""
      note={list.data?.nextCursor ? t`There are more: type to find them.` : null}
    />
  );
}

function RepositoryWords({ repository }: { repository: Repository | Listed }) {
  const isGone = "present" in repository && !repository.present;
  return (
    <span className="flex min-w-0 flex-col">
      <span className="flex min-w-0 items-center gap-2">
        <span className="truncate font-medium">{repository.name}</span>
        {isGone && (
          <span className="inline-flex shrink-0 items-center gap-1 text-xs text-warn">
            <FolderX aria-hidden className="size-3.5" />
            <Trans>Folder missing</Trans>
          </span>
        )}
      </span>
      <span className="truncate font-mono text-xs text-ink-3">{repository.path}</span>
    </span>
  );
}

function AddWords() {
  return (
    <span className="flex items-center gap-1.5 text-accent">
      <Plus aria-hidden className="size-3.5" />
      <Trans>Add repository…</Trans>
    </span>
  );
}
