import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { RouterOutputs } from "@signalbox/api/router";
import type { Problem } from "../../lib/errors.ts";
import { Button } from "../../ui/button.tsx";
import { HelpSteps } from "../../ui/help-steps.tsx";
import { Keys } from "../../ui/keys.tsx";
import { FormProblem, Notice } from "../../ui/notice.tsx";

/** Where the new-session form shows what is wrong with its fields. */
const shownPaths =
  /^(?:repositoryId|baseBranch|orchestrator|agent|agentOptions|prompt|name|checks|budget)\b/;

/** The end of the form, always in view: what went wrong as a whole, and the ways to send it. */
export function FormEnd({
  isReady,
  hasIssues,
  pending,
  problem,
  created,
  onCreateOnly,
}: {
  /** Whether all that a session is made of is known. */
  isReady: boolean;
  hasIssues: boolean;
  pending: "start" | "create" | null;
  problem: Problem | null;
  /** The session that came to be, though its run did not begin. */
  created: { session: RouterOutputs["sessions"]["create"]; open: () => void } | null;
  onCreateOnly: () => void;
}) {
  return (
    <div className="flex shrink-0 flex-col gap-2 border-t bg-surface px-4 py-3 sm:px-5">
      {created && problem ? (
        <Notice level="warning" alert className="max-h-48 overflow-y-auto">
          <p className="font-medium">
            <Trans>
              The session {created.session.name} was created, but its run did not start.
            </Trans>
          </p>
          <p>{problem.message}</p>
          <HelpSteps help={problem.help} />
          <p className="mt-1 text-ink-2">
            <Trans>
              Start again to start the run in it, or{" "}
              <button
                type="button"
                className="font-medium text-accent underline"
                onClick={created.open}
              >
                go to the session
              </button>
              : the prompt comes along.
            </Trans>
          </p>
        </Notice>
      ) : (
        <FormProblem
          problem={problem}
          isAtField={(path) => shownPaths.test(path)}
          className="max-h-48 overflow-y-auto"
        />
      )}
      <div className="flex flex-wrap items-center justify-end gap-2">
        <p role="alert" className="mr-auto text-sm text-bad empty:hidden">
          {hasIssues && t`Something above needs your attention.`}
        </p>
        <Button
          variant="ghost"
          pending={pending === "create"}
          disabled={!isReady || pending === "start"}
          onClick={onCreateOnly}
          className="max-sm:h-10 max-sm:flex-1"
        >
          {pending === "create" ? <Trans>Creating…</Trans> : <Trans>Create without starting</Trans>}
        </Button>
        <Button
          type="submit"
          variant="primary"
          pending={pending === "start"}
          disabled={!isReady || pending === "create"}
          aria-keyshortcuts="Control+Enter Meta+Enter"
          className="max-sm:h-10 max-sm:flex-1"
        >
          {pending === "start" ? <Trans>Starting…</Trans> : <Trans>Start session</Trans>}
          <span aria-hidden className="ml-1 hidden opacity-80 lg:inline-flex">
            <Keys keys="mod+Enter" />
          </span>
        </Button>
      </div>
    </div>
  );
}
