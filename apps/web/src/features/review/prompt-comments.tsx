import { plural, t } from "@lingui/core/macro";
import { MessageSquareText, X } from "lucide-react";
import { useState } from "react";
import { Disclosure } from "../../ui/disclosure.tsx";
import { IconButton } from "../git/icon-button.tsx";
import { visibleText } from "../git/visible-text.ts";
import { QuotedLines } from "./comment-card.tsx";
import { review } from "./comment-store.ts";
import { lineWords, type ReviewComment } from "./review-comment.ts";

/** The comments of the review as the first part of the next run's prompt; each can still be left out. */
export function PromptComments({
  sessionId,
  comments,
  words,
}: {
  sessionId: string;
  comments: readonly ReviewComment[];
  /** What they are for. */
  words: string;
}) {
  const [isOpen, setOpen] = useState(false);
  if (comments.length === 0) return null;
  return (
    <Disclosure
      open={isOpen}
      onToggle={setOpen}
      className="rounded-md border border-accent bg-accent-soft"
      summaryClassName="px-2 py-1.5 hover:bg-transparent"
      summary={
        <>
          <MessageSquareText aria-hidden className="size-4 shrink-0 text-accent" />
          <span className="min-w-0">
            <span className="font-medium">
              {plural(comments.length, { one: "# review comment", other: "# review comments" })}
            </span>{" "}
            <span className="text-ink-2">{words}</span>
          </span>
        </>
      }
    >
      <ol
        aria-label={t`Review comments`}
        tabIndex={0}
        className="flex max-h-60 flex-col gap-2 overflow-y-auto border-t border-accent p-2"
      >
        {comments.map((comment) => (
          <li key={comment.id} className="flex flex-col gap-1 rounded-sm bg-surface p-2">
            <p className="flex items-center gap-1 font-mono text-xs">
              <bdi className="min-w-0 flex-1 [overflow-wrap:anywhere]">
                {visibleText(comment.path)}:{lineWords(comment)}
              </bdi>
              <IconButton
                label={t`Leave out the comment on line ${comment.line}`}
                Icon={X}
                onClick={() => review.remove(sessionId, [comment.id])}
              />
            </p>
            <QuotedLines lines={comment.lines} />
            <p className="text-sm whitespace-pre-wrap [overflow-wrap:anywhere]">{comment.text}</p>
          </li>
        ))}
      </ol>
    </Disclosure>
  );
}
