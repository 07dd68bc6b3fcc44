import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useNavigate } from "@tanstack/react-router";
import { CornerDownLeft } from "lucide-react";
import { useState } from "react";
import { trpc } from "../../lib/trpc.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { FollowUp } from "../runs/follow-up.tsx";
import type { RunDraft } from "../runs/run-draft.ts";
import { PromptComments } from "./prompt-comments.tsx";
import type { ReviewComment } from "./review-comment.ts";

/** The comments that wait for the next run, and the way to its prompt. */
export function ReviewBar({
  sessionId,
  comments,
  isBusy,
  onPrompt,
}: {
  sessionId: string;
  comments: readonly ReviewComment[];
  isBusy: boolean;
  /** The prompt of the page is to be in view. */
  onPrompt: () => void;
}) {
  const [isOpen, setOpen] = useState(false);
  if (comments.length === 0 && !isOpen) return null;
  const toPrompt = () => {
    const field = document.querySelector<HTMLElement>("form[data-next-run] textarea");
    if (!field) return setOpen(true);
    onPrompt();
    // What covered the field takes the focus until it is gone.
    requestAnimationFrame(() => {
      field.scrollIntoView({ block: "nearest" });
      field.focus();
    });
  };
  return (
    <section
      aria-label={t`Review`}
      className="flex shrink-0 flex-wrap items-start gap-2 border-t bg-surface p-2"
    >
      <div className="min-w-0 flex-1 basis-40">
        <PromptComments
          comments={comments}
          sessionId={sessionId}
          words={isBusy ? t`for the prompt after this run` : ""}
        />
      </div>
      {!isBusy && (
        <Button variant="primary" onClick={toPrompt}>
          <CornerDownLeft aria-hidden className="size-4" />
          <Trans>To the next prompt</Trans>
        </Button>
      )}
      {isOpen && <PromptDialog sessionId={sessionId} onClose={() => setOpen(false)} />}
    </section>
  );
}

/** The prompt of the next run over the changes, where there is none in view. */
function PromptDialog({ sessionId, onClose }: { sessionId: string; onClose: () => void }) {
  const session = trpc.sessions.get.useQuery({ id: sessionId });
  const navigate = useNavigate();
  const [draft, setDraft] = useState<RunDraft | null>(null);
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t`Next run`} isWide>
      {session.data && (
        <div className="-mx-4 -mb-4 flex flex-col">
          <FollowUp
            sessionId={sessionId}
            lastRun={session.data.latestRun}
            draft={draft}
            onChange={setDraft}
            onStarted={() => {
              onClose();
              void navigate({
                to: ".",
                search: (before) => ({ ...before, run: undefined }),
                replace: true,
              });
            }}
          />
        </div>
      )}
    </Dialog>
  );
}
