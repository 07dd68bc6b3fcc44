import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { Pencil, Trash2 } from "lucide-react";
import { IconButton } from "../git/icon-button.tsx";
import { review } from "./comment-store.ts";
import { lineWords, type ReviewComment } from "./review-comment.ts";

/** A comment in its place; `isOutdated` when its lines are no longer in the diff: then it brings them along. */
export function CommentCard({
  sessionId,
  comment,
  line = comment.line,
  isOutdated = false,
}: {
  sessionId: string;
  comment: ReviewComment;
  /** Where its first line is now. */
  line?: number;
  isOutdated?: boolean;
}) {
  const numbers = lineWords({ ...comment, line });
  const isOne = comment.lines.length === 1;
  return (
    <article
      aria-label={isOne ? t`Comment on line ${numbers}` : t`Comment on lines ${numbers}`}
      className="flex flex-col gap-1 rounded-md border border-line-strong bg-surface py-1 pr-1 pl-2.5 font-sans"
    >
      <div className="flex items-center gap-1">
        <p className="min-w-0 flex-1 text-xs text-ink-2">
          {youOnWords(comment, numbers)}
          {isOutdated && (
            <span className="ml-1.5 rounded-sm bg-warn-soft px-1 font-medium text-warn">
              <Trans>Outdated: these lines are no longer in the diff</Trans>
            </span>
          )}
        </p>
        <IconButton
          label={t`Edit comment`}
          Icon={Pencil}
          onClick={() => review.edit(sessionId, comment)}
        />
        <IconButton
          label={t`Remove comment`}
          Icon={Trash2}
          onClick={() => review.remove(sessionId, [comment.id])}
        />
      </div>
      {isOutdated && <QuotedLines lines={comment.lines} />}
      <p className="pr-2 pb-1 text-sm whitespace-pre-wrap text-ink [overflow-wrap:anywhere]">
        {comment.text}
      </p>
    </article>
  );
}

function youOnWords({ side, lines }: ReviewComment, numbers: string): string {
  const isOne = lines.length === 1;
  if (side === "after") return isOne ? t`You on line ${numbers}` : t`You on lines ${numbers}`;
  return isOne
    ? t`You on line ${numbers} before the changes`
    : t`You on lines ${numbers} before the changes`;
}

const maxShownLines = 3;

/** The first of the lines that a comment is about. */
export function QuotedLines({ lines }: { lines: readonly string[] }) {
  return (
    <p className="line-clamp-4 border-l-2 border-line-strong pl-2 font-mono text-xs whitespace-pre-wrap text-ink-2 [overflow-wrap:anywhere]">
      {lines.slice(0, maxShownLines).join("\n")}
      {lines.length > maxShownLines && "\n…"}
    </p>
  );
}
