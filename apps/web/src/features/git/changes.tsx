import { FileDiff as FileDiffIcon } from "lucide-react";
import { useEffect, useId, useMemo } from "react";
import { plural } from "../../lib/format.ts";
import { trpc } from "../../lib/trpc.ts";
import { EmptyWords } from "../../ui/empty-words.tsx";
import { Notice, QueryProblem } from "../../ui/notice.tsx";
import { LoadingWords, Skeleton } from "../../ui/skeleton.tsx";
import { ChangeCounts } from "./change-counts.tsx";
import { ChangedFile, statusWords } from "./changed-file.tsx";
import { FilePath } from "./file-path.tsx";
import { parsePatch, pathOf } from "./patch.ts";

/** All that a session has changed since its base. `moment` names the last checkpoint or end: another one means new work to read. */
export function Changes({
  sessionId,
  moment,
  isBusy,
}: {
  sessionId: string;
  moment: string;
  isBusy: boolean;
}) {
  const diff = trpc.git.diff.useQuery({ sessionId });
  const utils = trpc.useUtils();
  useEffect(() => {
    void utils.git.diff.invalidate({ sessionId });
  }, [utils, sessionId, moment]);

  const patch = diff.data?.patch ?? "";
  const patchFiles = useMemo(
    () => new Map(parsePatch(patch).map((file) => [pathOf(file), file])),
    [patch],
  );
  const idPrefix = useId();

  if (diff.isLoadingError)
    return <QueryProblem error={diff.error} onRetry={() => void diff.refetch()} />;
  if (diff.isPending) return <ChangesSkeleton />;
  const { files, insertions, deletions, truncated } = diff.data;
  if (files.length === 0) {
    return (
      <EmptyWords Icon={FileDiffIcon} title={isBusy ? "No changes yet" : "No changes"}>
        {isBusy
          ? "What the agent changes in its worktree shows up here."
          : "The worktree is as it was when the session began."}
      </EmptyWords>
    );
  }
  return (
    // Scrolls by itself, so it can be reached and moved with the keyboard.
    <div
      tabIndex={0}
      role="region"
      aria-label="Changes"
      className="flex min-h-0 flex-1 flex-col gap-3 overflow-y-auto p-4 focus-visible:-outline-offset-2"
    >
      <p className="flex items-baseline gap-2 text-sm text-ink-2">
        {plural(files.length, "file")} changed{" "}
        <ChangeCounts insertions={insertions} deletions={deletions} />
      </p>
      {truncated && (
        <Notice level="info">
          The diff is long: only its first files are shown here. The list below names all of them.
        </Notice>
      )}
      <ul aria-label="Changed files" className="rounded-md border bg-surface py-1">
        {files.map((file, index) => (
          <li key={file.path}>
            <a
              href={`#${idPrefix}${index}`}
              className="flex items-center gap-2 px-3 py-0.5 hover:bg-sunken"
              onClick={(event) => {
                event.preventDefault();
                document.getElementById(`${idPrefix}${index}`)?.scrollIntoView();
              }}
            >
              <FilePath path={file.path} />
              <span className="shrink-0 text-xs text-ink-3">{statusWords[file.status]}</span>
              <ChangeCounts insertions={file.insertions} deletions={file.deletions} />
            </a>
          </li>
        ))}
      </ul>
      {files.map((file, index) => (
        <ChangedFile
          key={file.path}
          id={`${idPrefix}${index}`}
          info={file}
          file={patchFiles.get(file.path) ?? null}
        />
      ))}
    </div>
  );
}

function ChangesSkeleton() {
  return (
    <div className="flex flex-col gap-3 p-4">
      <LoadingWords what="changes" />
      <Skeleton className="h-4 w-40" />
      <Skeleton className="h-16" />
      <Skeleton className="h-64" />
    </div>
  );
}
