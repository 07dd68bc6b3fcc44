import type { RouterOutputs } from "@signalbox/api/router";
import { ArrowDown, ArrowUp, CircleDot, CloudOff } from "lucide-react";
import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "../../lib/cn.ts";
import { plural } from "../../lib/format.ts";

type Status = RouterOutputs["git"]["status"];

/** Where a session's branch stands against its base and its remote, and what is not committed, in a few words. */
export function GitState({ status }: { status: Status }) {
  const { ahead, behind, baseBranch, remote, uncommitted } = status;
  return (
    <ul aria-label="Where the branch stands" className="contents">
      {ahead > 0 && (
        <Chip Icon={ArrowUp} title={`${plural(ahead, "commit")} that ${baseBranch} does not have`}>
          {ahead} ahead
        </Chip>
      )}
      {behind > 0 && (
        <Chip
          Icon={ArrowDown}
          className="text-warn"
          title={`${plural(behind, "commit")} of ${baseBranch} that the session does not have`}
        >
          {behind} behind {baseBranch}
        </Chip>
      )}
      {uncommitted.length > 0 && (
        <Chip Icon={CircleDot} className="text-warn" title="Changed or new files in no commit yet">
          {plural(uncommitted.length, "uncommitted file")}
        </Chip>
      )}
      {ahead === 0 && behind === 0 && uncommitted.length === 0 && (
        <Chip title="Every commit of both is in both">level with {baseBranch}</Chip>
      )}
      {remote && (
        <Chip
          Icon={remote.ahead > 0 ? ArrowUp : remote.behind > 0 ? ArrowDown : undefined}
          title={`${remote.name} as this repository saw it last`}
        >
          {remoteWords(remote)}
        </Chip>
      )}
      {!remote && ahead > 0 && (
        <Chip Icon={CloudOff} title="No remote has this branch, as far as this repository knows">
          not pushed
        </Chip>
      )}
    </ul>
  );
}

function remoteWords({ name, ahead, behind }: NonNullable<Status["remote"]>): string {
  if (ahead === 0 && behind === 0) return `pushed to ${name}`;
  if (behind === 0) return `${ahead} to push to ${name}`;
  if (ahead === 0) return `${behind} behind ${name}`;
  return `${ahead} to push, ${behind} behind ${name}`;
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
