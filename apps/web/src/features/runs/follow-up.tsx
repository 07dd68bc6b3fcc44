import { plural, t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { RouterOutputs } from "@signalbox/api/router";
import { defaultMaxIterations, type InputIssue } from "@signalbox/shared";
import { useMemo, useRef, useState, type FocusEvent, type FormEvent } from "react";
import { issueAt, problemOf } from "../../lib/errors.ts";
import { cn } from "../../lib/cn.ts";
import { submitOnCtrlEnter } from "../../lib/submit-keys.ts";
import { trpc } from "../../lib/trpc.ts";
import { useMediaQuery } from "../../lib/use-media-query.ts";
import { useFocusInvalid } from "../../lib/use-focus-invalid.ts";
import { Button } from "../../ui/button.tsx";
import { Disclosure } from "../../ui/disclosure.tsx";
import { CheckboxField } from "../../ui/field.tsx";
import { Keys } from "../../ui/keys.tsx";
import { FormProblem } from "../../ui/notice.tsx";
import { useAgent } from "../agents/use-agents.ts";
import { review, useComments } from "../review/comment-store.ts";
import { PromptComments } from "../review/prompt-comments.tsx";
import { promptWithComments } from "../review/prompt-text.ts";
import { PromptEditor } from "../new-session/prompt/prompt-editor.tsx";
import { samplePreset } from "../new-session/sample-preset.ts";
import { draftAfter, issuesAtRows, newRunDraft, readRunDraft, type RunDraft } from "./run-draft.ts";
import { BudgetFields } from "./budget-fields.tsx";
import { ChecksFields } from "./checks-fields.tsx";
import { nextRunDrafts } from "./next-run-drafts.ts";

type Run = RouterOutputs["runs"]["get"];

/** Where room is scarce, one line stands for the form until it is wanted. */
const smallScreenQuery = "(max-width: 48rem), (max-height: 40rem)";

/**
 * Start the next run in a session: another prompt, by default with the checks and the budget of the last one. The comments of
 * the review come first in it, and are done with when the run has begun. The caller keeps the draft (null: nothing is typed
 * yet), so that it outlives a change of the layout; this tab keeps it over a reload.
 */
export function FollowUp({
  sessionId,
  lastRun,
  initialPrompt = "",
  draft: typed,
  onChange,
  onStarted,
}: {
  sessionId: string;
  lastRun: Run | null;
  initialPrompt?: string;
  draft: RunDraft | null;
  onChange: (draft: RunDraft) => void;
  onStarted: (run: Run) => void;
}) {
  const initial = useMemo(
    () =>
      nextRunDrafts.get(sessionId) ??
      (lastRun ? draftAfter(lastRun, initialPrompt) : newRunDraft({ prompt: "", checks: [] })),
    [sessionId, lastRun, initialPrompt],
  );
  const draft = typed ?? initial;
  const setDraft = (next: RunDraft) => {
    nextRunDrafts.set(sessionId, next);
    onChange(next);
  };
  const session = trpc.sessions.get.useQuery({ id: sessionId });
  const repositoryId = session.data?.repositoryId ?? null;
  const agent = useAgent(session.data?.agent ?? "");
  const comments = useComments(sessionId);
  const [isOpen, setOpen] = useState(false);
  const [hasFocus, setFocus] = useState(false);
  const isSmallScreen = useMediaQuery(smallScreenQuery);
  const isEmpty = draft.prompt === "" && comments.length === 0;
  const isOneLine = isSmallScreen && !hasFocus && !isOpen && isEmpty;
  const [issues, setIssues] = useState<InputIssue[]>([]);
  const form = useFocusInvalid(issues);
  const sent = useRef<string[]>([]);
  const start = trpc.runs.start.useMutation({
    onSuccess: (run) => {
      nextRunDrafts.clear(sessionId);
      review.remove(sessionId, sent.current);
      onStarted(run);
    },
  });
  const problem = start.isError ? problemOf(start.error) : null;
  const allIssues = [...issues, ...(problem ? issuesAtRows(problem.issues, draft) : [])];

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (start.isPending) return;
    const run = readRunDraft({ ...draft, prompt: promptWithComments(comments, draft.prompt) });
    sent.current = comments.map(({ id }) => id);
    setIssues(run.ok ? [] : run.issues);
    if (run.ok) start.mutate({ ...run.input, sessionId });
    else if (run.issues.some(({ path }) => path !== "prompt")) setOpen(true);
  };
  const onBlur = ({ currentTarget, relatedTarget }: FocusEvent) => {
    if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) setFocus(false);
  };
  const checks =
    draft.checks.length === 0
      ? t`no checks`
      : plural(draft.checks.length, { one: "# check", other: "# checks" });
  const iterations = plural(Number(draft.maxIterations) || defaultMaxIterations, {
    one: "# iteration",
    other: "# iterations",
  });

  return (
    <form
      ref={form}
      noValidate
      data-next-run
      aria-label={t`Next run`}
      onSubmit={submit}
      onFocus={() => setFocus(true)}
      onBlur={onBlur}
      onKeyDown={submitOnCtrlEnter}
      className="flex max-h-[60%] shrink-0 flex-col gap-2 overflow-y-auto border-t bg-surface px-3 py-2.5 md:px-4"
    >
      <PromptComments
        sessionId={sessionId}
        comments={comments}
        words={plural(comments.length, {
          one: "goes before what you type",
          other: "go before what you type",
        })}
      />
      <PromptEditor
        label={lastRun ? t`Prompt for the next run` : t`Prompt for the first run`}
        error={issueAt(allIssues, "prompt")}
        value={draft.prompt}
        onChange={(prompt) => setDraft({ ...draft, prompt })}
        repositoryId={repositoryId}
        rows={isOneLine ? 1 : 2}
        isCompact={isOneLine}
        placeholder={
          comments.length > 0
            ? t`Anything else? The comments alone are enough.`
            : lastRun
              ? t`What is still to be done?`
              : samplePreset.prompt
        }
      />
      {lastRun?.resumable && !isOneLine && (
        <CheckboxField
          label={t`Continue the agent's last conversation`}
          description={t`Otherwise it knows only the files and this prompt.`}
          checked={draft.conversation === "resume"}
          onChange={(resumes) => setDraft({ ...draft, conversation: resumes ? "resume" : "fresh" })}
        />
      )}
      <div
        className={cn("flex flex-wrap items-start justify-between gap-2", isOneLine && "hidden")}
      >
        <Disclosure
          open={isOpen}
          onToggle={setOpen}
          className={isOpen ? "w-full" : "min-w-0 flex-1"}
          summaryClassName="w-auto py-1.5 pr-1.5 text-xs text-ink-2"
          summary={
            <span className="min-w-0">{t`Checks and budget (${checks}, ${iterations})`}</span>
          }
        >
          <div className="flex flex-col gap-4 py-3">
            <ChecksFields
              checks={draft.checks}
              repositoryId={repositoryId}
              issues={allIssues}
              onChange={(next) => setDraft({ ...draft, checks: next })}
            />
            <BudgetFields
              budget={draft}
              issues={allIssues}
              tellsCost={agent?.abilities.cost !== "unknown"}
              onChange={(change) => setDraft({ ...draft, ...change })}
            />
          </div>
        </Disclosure>
        <Button
          type="submit"
          variant="primary"
          pending={start.isPending}
          aria-keyshortcuts="Control+Enter Meta+Enter"
        >
          {start.isPending ? <Trans>Starting…</Trans> : <Trans>Start run</Trans>}
          <span aria-hidden className="ml-1 hidden opacity-80 lg:inline-flex">
            <Keys keys="mod+Enter" />
          </span>
        </Button>
      </div>
      <FormProblem problem={problem} />
    </form>
  );
}
