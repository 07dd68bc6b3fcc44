import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { trpc } from "../../lib/trpc.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { CopyableCode } from "../../ui/help-steps.tsx";
import { QueryProblem } from "../../ui/notice.tsx";
import { LoadingWords, Skeleton } from "../../ui/skeleton.tsx";
import { PatchFiles } from "./patch-files.tsx";
import type { Archive } from "./use-archives.ts";

/** What of archived work was in no commit, and the file that has it. */
export function ArchivePatch({
  repositoryId,
  archive,
  name,
  onClose,
}: {
  repositoryId: string;
  archive: Archive;
  name: string;
  onClose: () => void;
}) {
  const patch = trpc.archives.patch.useQuery({ repositoryId, ref: archive.ref });
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      title={t`Uncommitted work of "${name}"`}
      isFull
    >
      {archive.patchPath !== null && (
        <p className="text-xs text-ink-2">
          <Trans>
            For <code className="font-mono">git apply</code>:{" "}
            <CopyableCode text={archive.patchPath} />
          </Trans>
        </p>
      )}
      {patch.isError ? (
        <QueryProblem error={patch.error} onRetry={() => void patch.refetch()} />
      ) : patch.isPending ? (
        <>
          <LoadingWords what={t`the patch`} />
          <Skeleton className="h-64" />
        </>
      ) : (
        <PatchFiles patch={patch.data.patch} truncated={patch.data.truncated} />
      )}
    </Dialog>
  );
}
