import { plural, t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { RouterOutputs } from "@signalbox/api/router";
import { ArrowDown, ArrowUp, CircleDot, CloudOff } from "lucide-react";
import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "../../lib/cn.ts";

type Status = RouterOutputs["git"]["status"];

/** Where a session's branch stands against its base and its remote, and what is not committed, in a few words. */
export function GitState({ status }: { status: Status }) {
  const { ahead, behind, baseBranch, remote, uncommitted } = status;
  return (
    <ul aria-label={t`Where the branch stands`} className="contents">
      {ahead > 0 && (
        <Chip
          Icon={ArrowUp}
          title={t`${plural(ahead, { one: "# commit", other: "# commits" })} that ${baseBranch} does not have`}
        >
          <Trans>{ahead} ahead</Trans>
        </Chip>
      )}
      {behind > 0 && (
        <Chip
          Icon={ArrowDown}
          className="text-warn"
          title={t`${plural(behind, { one: "# commit", other: "# commits" })} of ${baseBranch} that the session does not have`}
        >
          <Trans>
            {behind} behind {baseBranch}
          </Trans>
        </Chip>
      )}
      {uncommitted.length > 0 && (
        <Chip
          Icon={CircleDot}
          className="text-warn"
          title={t`Changed or new files in no commit yet`}
        >
          {plural(uncommitted.length, { one: "# uncommitted file", other: "# uncommitted files" })}
        </Chip>
      )}
      {ahead === 0 && behind === 0 && uncommitted.length === 0 && (
        <Chip title={t`Every commit of both is in both`}>
          <Trans>level with {baseBranch}</Trans>
        </Chip>
      )}
      {remote && (
        <Chip
          Icon={remote.ahead > 0 ? ArrowUp : remote.behind > 0 ? ArrowDown : undefined}
          title={t`${remote.name} as this repository saw it last`}
        >
          {remoteWords(remote)}
        </Chip>
      )}
      {!remote && ahead > 0 && (
        <Chip Icon={CloudOff} title={t`No remote has this branch, as far as this repository knows`}>
          <Trans>not pushed</Trans>
        </Chip>
      )}
    </ul>
  );
}

function remoteWords({ name, ahead, behind }: NonNullable<Status["remote"]>): string {
  if (ahead === 0 && behind === 0) return t`pushed to ${name}`;
  if (behind === 0) return t`${ahead} to push to ${name}`;
  if (ahead === 0) return t`${behind} behind ${name}`;
  return t`${ahead} to push, ${behind} behind ${name}`;
}

function Chip({
  Icon,
  title,
  className,
  children,
}: {
  Icon?: LucideIcon | undefined;
  title: string;
  className?: string;
  children: ReactNode;
}) {
  return (
    <li
      title={title}
      className={cn(
        "inline-flex h-5 max-w-full items-center gap-1 rounded-sm bg-sunken px-1.5 text-xs whitespace-nowrap text-ink-2",
        className,
      )}
    >
      {Icon && <Icon aria-hidden className="size-3 shrink-0" />}
      <span className="min-w-0 truncate">{children}</span>
    </li>
  );
}
