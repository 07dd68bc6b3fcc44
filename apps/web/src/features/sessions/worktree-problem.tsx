import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { LifeBuoy } from "lucide-react";
import { toast } from "sonner";
import { problemOf, type Problem } from "../../lib/errors.ts";
import { trpc } from "../../lib/trpc.ts";
import { Button } from "../../ui/button.tsx";
import { ProblemNotice } from "../../ui/notice.tsx";

/** Why a session's worktree cannot be looked at; null while it can, or it is not known yet. */
export function useWorktreeProblem(sessionId: string): Problem | null {
  const status = trpc.git.status.useQuery({ sessionId });
  if (!status.isError) return null;
  const problem = problemOf(status.error);
  // A lost connection tells nothing about the worktree, and has a word of its own on the page.
  return problem.code === null ? null : problem;
}

/**
 * Says what is wrong with a session's worktree, and makes it again on request. What the session was and did stays readable.
 */
export function WorktreeProblem({ sessionId, problem }: { sessionId: string; problem: Problem }) {
  const utils = trpc.useUtils();
  const recover = trpc.sessions.recover.useMutation({
    onSuccess: async ({ notes }) => {
      toast.success(t`The worktree is there again.`, {
        description: notes.length > 0 ? notes.join(" ") : undefined,
        duration: notes.length > 0 ? Number.POSITIVE_INFINITY : undefined,
      });
      await Promise.all([utils.git.invalidate(), utils.sessions.get.invalidate({ id: sessionId })]);
      // The button that had the focus is gone with the problem.
      document.querySelector<HTMLElement>("#main")?.focus({ preventScroll: true });
    },
  });
  // A worktree of a repository that is not where it was cannot be made.
  const isRepositoryGone = problem.code === "REPOSITORY_PATH_MISSING";
  const isMissing = problem.code === "WORKTREE_MISSING";
  return (
    <div className="flex shrink-0 flex-col gap-2 border-b px-3 py-2 md:px-4">
      <ProblemNotice problem={problem}>
        {isRepositoryGone ? (
          <p className="mt-1 text-ink-2">
            <Trans>
              The session and its runs stay readable. Runs, changes and landing need the repository.
            </Trans>
          </p>
        ) : (
          <div className="mt-2 flex flex-wrap items-center gap-2">
            <Button
              size="sm"
              pending={recover.isPending}
              onClick={() => recover.mutate({ id: sessionId })}
            >
              <LifeBuoy aria-hidden className="size-3.5" />
              {recover.isPending ? t`Recovering…` : t`Recover the worktree`}
            </Button>
            <span className="text-xs text-ink-2">
              {isMissing
                ? t`It is made again from the session's branch. Files in no commit went with the folder, unless git still has them.`
                : t`What is whole stays as it is.`}
            </span>
          </div>
        )}
      </ProblemNotice>
      {recover.isError && <ProblemNotice problem={problemOf(recover.error)} />}
    </div>
  );
}
