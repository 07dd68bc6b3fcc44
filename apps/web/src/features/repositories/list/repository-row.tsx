import { plural, t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { RouterOutputs } from "@signalbox/api/router";
import { Link, useNavigate } from "@tanstack/react-router";
import {
  Copy,
  Ellipsis,
  FolderOpen,
  FolderX,
  GitBranch,
  PencilLine,
  ScrollText,
  Unplug,
} from "lucide-react";
import { formatAgo } from "../../../lib/format.ts";
import { useNow } from "../../../lib/use-now.ts";
import { buttonClass } from "../../../ui/button.tsx";
import { Menu } from "../../../ui/menu.tsx";
import { NewSessionLink } from "../../new-session/new-session-link.tsx";
import { useNewSession } from "../../new-session/use-new-session.ts";
import { useFolderActions } from "../use-folder-actions.ts";

export type RepositoryItem = RouterOutputs["repositories"]["list"]["items"][number];

/** One repository in the list; its name leads to its details. */
export function RepositoryRow({
  repository,
  onRename,
  onForget,
}: {
  repository: RepositoryItem;
  onRename: () => void;
  onForget: () => void;
}) {
  const { id, name, path, defaultBranch, present } = repository;
  return (
    // What is far out of view is not drawn: hundreds of rows scroll like ten.
    <li className="relative grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1 px-4 py-2.5 [contain-intrinsic-size:auto_3.75rem] [content-visibility:auto] first:rounded-t-md last:rounded-b-md hover:bg-sunken has-[[data-row-link]:focus-visible]:bg-sunken has-[[data-row-link]:focus-visible]:outline-2 has-[[data-row-link]:focus-visible]:-outline-offset-2 has-[[data-row-link]:focus-visible]:outline-accent sm:grid-cols-[minmax(0,1fr)_auto_auto]">
      <div className="min-w-0">
        <div className="flex min-w-0 items-center gap-2">
          <Link
            to="/repositories/$repositoryId"
            params={{ repositoryId: id }}
            data-row-link
            title={name}
            className="block truncate font-medium after:absolute after:inset-0 focus-visible:outline-hidden"
          >
            {name}
          </Link>
          {!present && (
            <span className="inline-flex shrink-0 items-center gap-1 rounded-sm bg-warn-soft px-1.5 py-0.5 text-xs font-medium text-warn">
              <FolderX aria-hidden className="size-3.5" />
              <Trans>Folder missing</Trans>
            </span>
          )}
        </div>
        <p className="flex min-w-0 items-center gap-2 text-xs text-ink-3">
          <span className="truncate font-mono" title={path}>
            {path}
          </span>
          <span className="inline-flex max-w-40 shrink-0 items-center gap-1">
            <GitBranch aria-label={t`Default branch`} role="img" className="size-3 shrink-0" />
            <span className="truncate">{defaultBranch}</span>
          </span>
        </p>
      </div>
      <RowUse repository={repository} />
      {/* Above the link that covers the row. */}
      <div className="relative z-10 flex items-center gap-1 max-sm:col-start-2 max-sm:row-start-1">
        {present && (
          <NewSessionLink
            start={{ repositoryId: id }}
            aria-label={t`New session in ${name}`}
            className={`${buttonClass({ size: "sm" })} max-sm:hidden`}
          >
            <Trans>New session</Trans>
          </NewSessionLink>
        )}
        <RowMenu repository={repository} onRename={onRename} onForget={onForget} />
      </div>
      {!present && (
        <p className="col-span-full text-xs text-ink-2">
          <Trans>
            Move the folder back to where it was, or connect the drive that holds it. Or forget the
            repository, and add it at its new place. Its sessions stay readable.
          </Trans>
        </p>
      )}
    </li>
  );
}

function RowUse({
  repository: { sessions, activeSessions, lastUsedAt },
}: {
  repository: RepositoryItem;
}) {
  const now = useNow(30_000);
  return (
    <div className="text-right text-xs whitespace-nowrap text-ink-2 max-sm:col-span-full max-sm:text-left">
      <p className="max-sm:inline">
        {sessions === 0
          ? t`No session`
          : plural(sessions, { one: "# session", other: "# sessions" })}
        {activeSessions > 0 && (
          <span className="font-medium text-accent">
            {" · "}
            <Trans>{activeSessions} running</Trans>
          </span>
        )}
      </p>
      <p className="text-ink-3 max-sm:inline max-sm:before:content-['_·_']">
        {lastUsedAt ? (
          <Trans>
            used <time dateTime={lastUsedAt}>{formatAgo(Date.parse(lastUsedAt), now)}</time>
          </Trans>
        ) : (
          t`not used yet`
        )}
      </p>
    </div>
  );
}

function RowMenu({
  repository,
  onRename,
  onForget,
}: {
  repository: RepositoryItem;
  onRename: () => void;
  onForget: () => void;
}) {
  const navigate = useNavigate();
  const newSession = useNewSession();
  const { reveal, copyPath } = useFolderActions(repository);
  const { id, name, present } = repository;
  return (
    <Menu
      label={t`More for ${name}`}
      items={[
        {
          label: t`Details`,
          Icon: ScrollText,
          onSelect: () =>
            void navigate({ to: "/repositories/$repositoryId", params: { repositoryId: id } }),
        },
        ...(present
          ? [
              {
                label: t`New session`,
                Icon: GitBranch,
                onSelect: () => newSession.open({ repositoryId: id }),
              },
              { label: t`Show in file manager`, Icon: FolderOpen, onSelect: reveal },
            ]
          : []),
        { label: t`Copy path`, Icon: Copy, onSelect: copyPath },
        { label: t`Rename…`, Icon: PencilLine, onSelect: onRename },
        { label: t`Forget…`, Icon: Unplug, onSelect: onForget, isDanger: true },
      ]}
    >
      <Ellipsis aria-hidden className="size-4" />
    </Menu>
  );
}
