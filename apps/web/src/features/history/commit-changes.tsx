import type { GitCommitEntry } from "@signalbox/shared";
import { plural } from "../../lib/format.ts";
import { trpc } from "../../lib/trpc.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { QueryProblem } from "../../ui/notice.tsx";
import { LoadingWords, Skeleton } from "../../ui/skeleton.tsx";
import { PatchFiles } from "../archives/patch-files.tsx";
import { ChangeCounts } from "../git/change-counts.tsx";

/** What one commit changed against its first parent. */
export function CommitChanges({
  sessionId,
  entry,
  onClose,
}: {
  sessionId: string;
  entry: GitCommitEntry;
  onClose: () => void;
}) {
  const [from] = entry.parents;
  const diff = trpc.git.diff.useQuery(
    { sessionId, from, to: entry.commit },
    // Two commits never differ otherwise.
    { staleTime: Number.POSITIVE_INFINITY },
  );
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      title={entry.subject || "(no message)"}
      isFull
    >
      {diff.isError ? (
        <QueryProblem error={diff.error} onRetry={() => void diff.refetch()} />
      ) : diff.isPending ? (
        <div className="flex flex-col gap-2">
          <LoadingWords what="the changes of the commit" />
          <Skeleton className="h-4 w-40" />
          <Skeleton className="h-64" />
        </div>
      ) : (
        <>
          <p className="flex items-baseline gap-2 text-sm text-ink-2">
            {plural(diff.data.files.length, "file")} changed
            {entry.parents.length > 1 && " against the first parent"}
            <ChangeCounts insertions={diff.data.insertions} deletions={diff.data.deletions} />
          </p>
          <PatchFiles patch={diff.data.patch} truncated={diff.data.truncated} />
        </>
      )}
    </Dialog>
  );
}
