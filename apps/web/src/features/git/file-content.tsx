import { t } from "@lingui/core/macro";
import { Plural, Trans } from "@lingui/react/macro";
import { UnfoldVertical } from "lucide-react";
import { useState, type ReactNode } from "react";
import { trpc } from "../../lib/trpc.ts";
import { Button } from "../../ui/button.tsx";
import { QueryProblem } from "../../ui/notice.tsx";
import { LoadingWords, Skeleton } from "../../ui/skeleton.tsx";
import { CommentCard } from "../review/comment-card.tsx";
import type { ChangedFileProps } from "./changed-file.tsx";
import { useChanges } from "./changes-context.ts";
import { FileLines } from "./file-lines.tsx";
import { hunksOfSection } from "./hunk-cache.ts";
import { lineCountOf, splitPatch } from "./patch.ts";

/** As much as any file has. */
const allContextLines = 1_000_000;
/** Longer diffs are drawn when asked for. */
const maxLinesAtOnce = 3_000;

/** What changed in a file. A diff that was left out of the whole is asked for by itself. */
export function FileContent(props: ChangedFileProps) {
  const { info, section, comments } = props;
  const { input, sessionId } = useChanges();
  const [isWhole, setWhole] = useState(false);
  const isAlone = isWhole || section === null;
  const own = trpc.git.diff.useQuery(
    { ...input, path: info.path, ...(isWhole && { contextLines: allContextLines }) },
    { enabled: isAlone && info.insertions !== null, placeholderData: (previous) => previous },
  );
  const withOutdated = (words: ReactNode) => (
    <>
      {comments.length > 0 && (
        <div className="flex flex-col gap-1.5 border-b bg-sunken p-2">
          {comments.map((comment) => (
            <CommentCard key={comment.id} sessionId={sessionId} comment={comment} isOutdated />
          ))}
        </div>
      )}
      <p className="px-3 py-2 text-xs text-ink-3">{words}</p>
    </>
  );

  if (info.insertions === null) {
    return withOutdated(t`A binary file: there is no text to compare.`);
  }
  if (isAlone && own.isLoadingError) {
    return <QueryProblem error={own.error} onRetry={() => void own.refetch()} />;
  }
  const ownSection = own.data ? (splitPatch(own.data.patch).get(info.path) ?? null) : null;
  const shown = isAlone ? (ownSection ?? section) : section;
  if (shown === null) {
    if (!own.data) return <ContentSkeleton />;
    return withOutdated(
      own.data.truncated
        ? t`This file is too large to be compared here: read it in an editor.`
        : wordsWithoutHunks(""),
    );
  }
  const hunks = hunksOfSection(shown);
  if (hunks.length === 0) return withOutdated(wordsWithoutHunks(shown));
  return (
    <>
      <MaybeLong lines={lineCountOf(hunks)}>
        <FileLines {...props} section={shown} hunks={hunks} isWhole={isWhole} />
      </MaybeLong>
      {(info.status === "modified" || info.status === "renamed") && (
        <button
          type="button"
          aria-pressed={isWhole}
          onClick={() => setWhole(!isWhole)}
          className="flex w-full items-center justify-center gap-1.5 border-t bg-sunken py-1 text-xs text-ink-2 hover:text-ink focus-visible:-outline-offset-2"
        >
          <UnfoldVertical aria-hidden className="size-3.5" />
          {isWhole ? t`Show only what changed` : t`Show the whole file`}
        </button>
      )}
    </>
  );
}

function wordsWithoutHunks(section: string): string {
  if (section === "") return t`Only white space differs.`;
  if (/^new file mode /m.test(section)) return t`An empty file.`;
  if (/^deleted file mode /m.test(section)) return t`The file was empty.`;
  const [, before, now] = /^old mode (\d+)\nnew mode (\d+)$/m.exec(section) ?? [];
  return before === undefined || now === undefined
    ? t`No line differs: only its name changed.`
    : t`No line differs: its mode was ${before} and is ${now} now.`;
}

function MaybeLong({ lines, children }: { lines: number; children: ReactNode }) {
  const [isAsked, setAsked] = useState(false);
  if (isAsked || lines <= maxLinesAtOnce) return children;
  return (
    <div className="p-2">
      <Button size="sm" onClick={() => setAsked(true)}>
        <Trans>
          Show <Plural value={lines} one="# line" other="# lines" />
        </Trans>
      </Button>
    </div>
  );
}

function ContentSkeleton() {
  return (
    <div className="flex flex-col gap-2 p-3">
      <LoadingWords what={t`the diff`} />
      <Skeleton className="h-3.5 w-2/3" />
      <Skeleton className="h-3.5 w-1/2" />
      <Skeleton className="h-3.5 w-3/5" />
    </div>
  );
}
