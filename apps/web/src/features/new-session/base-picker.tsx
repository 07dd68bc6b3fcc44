import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { keepPreviousData } from "@tanstack/react-query";
import { GitBranch, Globe, Tag } from "lucide-react";
import { useState } from "react";
import { formatAgo } from "../../lib/format.ts";
import { trpc } from "../../lib/trpc.ts";
import type { ControlProps } from "../../ui/field.tsx";
import { SearchSelect } from "../../ui/search-select.tsx";
import { useSettled } from "../../lib/use-settled.ts";

/** How many of each kind one looks through before typing. */
const shownBases = 50;
const icons = { branch: GitBranch, remote: Globe, tag: Tag } as const;

/** Choose what a session's branch begins from: a branch, a branch of a remote, a tag. The default branch stands first. */
export function BasePicker({
  control,
  repositoryId,
  defaultBranch,
  value,
  onChange,
}: {
  control: ControlProps;
  repositoryId: string | null;
  defaultBranch: string | null;
  /** Null: the default branch. */
  value: string | null;
  onChange: (base: string | null) => void;
}) {
  const [search, setSearch] = useState("");
  const list = trpc.repositories.bases.useQuery(
    { id: repositoryId ?? "", search: useSettled(search), limit: shownBases },
    { enabled: repositoryId !== null, placeholderData: keepPreviousData },
  );
  const name = value ?? defaultBranch;
  const bases = (list.data?.bases ?? []).map(({ kind, name: own, changedAt }) => ({
    id: `${kind} ${own}`,
    kind,
    name: own,
    changedAt,
    // Branches of sessions, of which there may be hundreds, stand for themselves.
    place: kind === "branch" && own.startsWith("signalbox/") ? ("session" as const) : kind,
  }));
  const isDefault = (base: { kind: string; name: string }) =>
    base.kind === "branch" && base.name === defaultBranch;
  const groups = [
    { place: "branch", label: t`Branches` },
    { place: "remote", label: t`Branches of remotes` },
    { place: "tag", label: t`Tags` },
    { place: "session", label: t`Branches of sessions` },
  ]
    .map(({ place, label }) => ({
      label,
      items: bases
        .filter((base) => base.place === place)
        .toSorted((one, other) => Number(isDefault(other)) - Number(isDefault(one))),
    }))
    .filter(({ items }) => items.length > 0);
  const words = () => {
    if (list.isFetching) return t`Looking…`;
    return list.isError ? t`The branches could not be read.` : t`No branch or tag of that name.`;
  };
  return (
    <SearchSelect
      control={control}
      disabled={repositoryId === null}
      value={bases.find((base) => base.name === name) ?? null}
      chosen={
        name ? (
          <span className="min-w-0 truncate font-mono text-xs" title={name}>
            {name}
          </span>
        ) : (
          <span className="truncate text-ink-3">
            {repositoryId ? (
              <Trans>Default branch</Trans>
            ) : (
              <Trans>Choose a repository first</Trans>
            )}
          </span>
        )
      }
      groups={groups}
      itemView={(base) => {
        const Icon = icons[base.kind];
        return (
          <span className="flex min-w-0 items-center gap-2">
            <Icon aria-hidden className="size-3.5 shrink-0 text-ink-3" />
            <span className="min-w-0 flex-1 font-mono text-xs [overflow-wrap:anywhere]">
              {base.name}
            </span>
            <span className="shrink-0 text-xs text-ink-3">
              {isDefault(base) ? t`default` : formatAgo(Date.parse(base.changedAt), Date.now())}
            </span>
          </span>
        );
      }}
      search={search}
      onSearch={setSearch}
      onChoose={(base) => onChange(isDefault(base) ? null : base.name)}
      searchLabel={t`Search branches and tags`}
      emptyWords={words()}
      note={list.data?.truncated ? t`There are more: type to find them.` : null}
    />
  );
}
