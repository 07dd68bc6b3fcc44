import { plural, t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { ArchiveRestore, FileDiff, History } from "lucide-react";
import { useState } from "react";
import { problemOf } from "../../lib/errors.ts";
import { formatAgo, shortCommit } from "../../lib/format.ts";
import { useNow } from "../../lib/use-now.ts";
import { Button } from "../../ui/button.tsx";
import { CopyableCode } from "../../ui/help-steps.tsx";
import { ProblemNotice } from "../../ui/notice.tsx";
import { RewindDialog } from "../history/rewind-dialog.tsx";
import { ArchivePatch } from "./archive-patch.tsx";
import { useRestore, type Archive } from "./use-archives.ts";

const nowIntervalMs = 60_000;

/** Archived work, one entry below the other. With `rewindIn` (a session's id) its content can also be brought back in that session. */
export function ArchiveRows({
  repositoryId,
  archives,
  rewindIn,
}: {
  repositoryId: string;
  archives: readonly Archive[];
  rewindIn: string | null;
}) {
  const now = useNow(nowIntervalMs);
  return (
    <ul
      aria-label={t`Archived work`}
      className="flex flex-col divide-y rounded-md border bg-surface"
    >
      {archives.map((archive) => (
        <ArchiveRow
          key={archive.ref}
          repositoryId={repositoryId}
          archive={archive}
          rewindIn={rewindIn}
          now={now}
        />
      ))}
    </ul>
  );
}

function ArchiveRow({
  repositoryId,
  archive,
  rewindIn,
  now,
}: {
  repositoryId: string;
  archive: Archive;
  rewindIn: string | null;
  now: number;
}) {
  const { ref, commit, session, kind, subject, archivedAt, uncommittedFiles } = archive;
  const [asked, setAsked] = useState<"patch" | "rewind" | null>(null);
  const restore = useRestore();
  const name = session?.name ?? ref.replace("refs/signalbox/archive/", "");
  const facts = [
    kind === "session" ? t`Deleted with its session` : t`Taken back in the session`,
    formatAgo(Date.parse(archivedAt), now),
    uncommittedFiles > 0
      ? plural(uncommittedFiles, { one: "# uncommitted file", other: "# uncommitted files" })
      : null,
  ];
  return (
    <li aria-label={name} className="flex flex-col gap-1.5 px-3 py-2">
      <div className="flex flex-wrap items-start gap-x-3 gap-y-1.5">
        <div className="min-w-40 flex-1">
          <p className="line-clamp-2 text-sm font-medium [overflow-wrap:anywhere]">{name}</p>
          <p className="line-clamp-2 text-xs text-ink-2 [overflow-wrap:anywhere]">
            <span className="font-mono">{shortCommit(commit)}</span> {subject}
          </p>
          <p className="text-xs text-ink-3">{facts.filter(Boolean).join(" · ")}</p>
        </div>
        <div className="flex flex-wrap gap-1.5">
          {uncommittedFiles > 0 && (
            <Button size="sm" variant="ghost" onClick={() => setAsked("patch")}>
              <FileDiff aria-hidden className="size-3.5" />
              <Trans>Uncommitted work</Trans>
            </Button>
          )}
          {rewindIn !== null && (
            <Button size="sm" variant="ghost" onClick={() => setAsked("rewind")}>
              <History aria-hidden className="size-3.5" />
              <Trans>Rewind to it…</Trans>
            </Button>
          )}
          <Button
            size="sm"
            pending={restore.isPending}
            title={t`Open a new session with this work`}
            onClick={() => restore.mutate({ repositoryId, ref })}
          >
            <ArchiveRestore aria-hidden className="size-3.5" />
            {restore.isPending ? t`Restoring…` : t`Restore`}
          </Button>
        </div>
      </div>
      <p className="text-xs text-ink-3">
        <CopyableCode text={ref} />
      </p>
      {restore.isError && <ProblemNotice problem={problemOf(restore.error)} />}
      {asked === "patch" && (
        <ArchivePatch
          repositoryId={repositoryId}
          archive={archive}
          name={name}
          onClose={() => setAsked(null)}
        />
      )}
      {asked === "rewind" && rewindIn !== null && (
        <RewindDialog
          sessionId={rewindIn}
          to={commit}
          name={subject}
          onClose={() => setAsked(null)}
        />
      )}
    </li>
  );
}
