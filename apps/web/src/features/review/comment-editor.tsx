import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useEffect, useRef } from "react";
import { Button } from "../../ui/button.tsx";
import { Textarea } from "../../ui/field.tsx";
import { review } from "./comment-store.ts";
import { lineWords, type CommentDraft } from "./review-comment.ts";

/** Where a comment is written, below its lines. Ctrl or ⌘ and Enter keep it, Escape leaves it when nothing is typed. */
export function CommentEditor({
  sessionId,
  draft,
  onClosed,
}: {
  sessionId: string;
  draft: CommentDraft;
  /** It is gone: the focus needs another place. */
  onClosed: () => void;
}) {
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus(), []);
  const isEmpty = draft.text.trim() === "";
  const numbers = lineWords(draft);
  const label =
    draft.lines.length === 1 ? t`Comment on line ${numbers}` : t`Comment on lines ${numbers}`;
  const save = () => {
    if (isEmpty) return;
    review.save(sessionId, draft);
    onClosed();
  };
  const drop = () => {
    review.drop(sessionId, draft);
    onClosed();
  };
  return (
    <form
      aria-label={label}
      className="flex flex-col gap-2 rounded-md border border-accent bg-surface p-2 font-sans"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
      onKeyDown={(event) => {
        if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) {
          event.preventDefault();
          save();
        }
        if (event.key === "Escape" && isEmpty) {
          event.stopPropagation();
          drop();
        }
      }}
    >
      <Textarea
        ref={field}
        aria-label={label}
        rows={2}
        className="field-sizing-content max-h-60 min-h-14"
        placeholder={t`What is to be different here?`}
        value={draft.text}
        onChange={(event) => review.type(sessionId, draft, event.target.value)}
      />
      <div className="flex flex-wrap items-center justify-end gap-2">
        <span className="mr-auto text-xs text-ink-3">
          <Trans>Goes into the next run’s prompt.</Trans>
        </span>
        <Button size="sm" onClick={drop}>
          <Trans>Cancel</Trans>
        </Button>
        <Button size="sm" type="submit" variant="primary" disabled={isEmpty}>
          {draft.replaces === null ? t`Comment` : t`Save`}
        </Button>
      </div>
    </form>
  );
}
