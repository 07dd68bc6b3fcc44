import type { RouterOutputs } from "@signalbox/api/router";
import { defaultMaxIterations, type InputIssue } from "@signalbox/shared";
import { useMemo, useRef, useState, type FocusEvent, type FormEvent } from "react";
import { issueAt, problemOf } from "../../lib/errors.ts";
import { cn } from "../../lib/cn.ts";
import { plural } from "../../lib/format.ts";
import { submitOnCtrlEnter } from "../../lib/submit-keys.ts";
import { trpc } from "../../lib/trpc.ts";
import { useMediaQuery } from "../../lib/use-media-query.ts";
import { useFocusInvalid } from "../../lib/use-focus-invalid.ts";
import { Button } from "../../ui/button.tsx";
import { Disclosure } from "../../ui/disclosure.tsx";
import { CheckboxField, Field, Textarea } from "../../ui/field.tsx";
import { FormProblem } from "../../ui/notice.tsx";
import { review, useComments } from "../review/comment-store.ts";
import { PromptComments } from "../review/prompt-comments.tsx";
import { promptWithComments } from "../review/prompt-text.ts";
import { samplePreset } from "../sessions/sample-preset.ts";
import { draftAfter, issuesAtRows, newRunDraft, readRunDraft, type RunDraft } from "./run-draft.ts";
import { BudgetFields, ChecksFields } from "./run-fields.tsx";

type Run = RouterOutputs["runs"]["get"];

/** Where room is scarce, one line stands for the form until it is wanted. */
const smallScreenQuery = "(max-width: 48rem), (max-height: 40rem)";

/**
 * Start the next run in a session: another prompt, by default with the checks and the budget of the last one. The comments of
 * the review come first in it, and are done with when the run has begun. The caller keeps the draft (null: nothing is typed
 * yet), so that it outlives a change of the layout.
 */
export function FollowUp({
  sessionId,
  lastRun,
  initialPrompt = "",
  draft: typed,
  onChange: setDraft,
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
    () => (lastRun ? draftAfter(lastRun, initialPrompt) : newRunDraft({ prompt: "", checks: [] })),
    [lastRun, initialPrompt],
  );
  const draft = typed ?? initial;
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
  const checks = draft.checks.length === 0 ? "no checks" : plural(draft.checks.length, "check");
  const limits = `${checks}, ${plural(Number(draft.maxIterations) || defaultMaxIterations, "iteration")}`;

  return (
    <form
      ref={form}
      noValidate
      aria-label="Next run"
      onSubmit={submit}
      onFocus={() => setFocus(true)}
      onBlur={onBlur}
      onKeyDown={submitOnCtrlEnter}
      className="flex max-h-[60%] shrink-0 flex-col gap-2 overflow-y-auto border-t bg-surface px-3 py-2.5 md:px-4"
    >
      <PromptComments
        sessionId={sessionId}
        comments={comments}
        words={comments.length === 1 ? "goes before what you type" : "go before what you type"}
      />
      <Field
        label={lastRun ? "Prompt for the next run" : "Prompt for the first run"}
        error={issueAt(allIssues, "prompt")}
      >
        {(control) => (
          <Textarea
            {...control}
            rows={isOneLine ? 1 : 2}
            className={isOneLine ? "min-h-8 resize-none" : "min-h-14"}
            placeholder={
              comments.length > 0
                ? "Anything else? The comments alone are enough."
                : lastRun
                  ? "What is still to be done?"
                  : samplePreset.prompt
            }
            value={draft.prompt}
            onChange={(event) => setDraft({ ...draft, prompt: event.target.value })}
          />
        )}
      </Field>
      {lastRun?.resumable && !isOneLine && (
        <CheckboxField
          label="Continue the agent's last conversation"
          description="Otherwise it knows only the files and this prompt."
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
          summary={<span className="min-w-0">Checks and budget ({limits})</span>}
        >
          <div className="flex flex-col gap-4 py-3">
            <ChecksFields
              draft={draft}
              issues={allIssues}
              onChange={(change) => setDraft({ ...draft, ...change })}
            />
            <BudgetFields
              draft={draft}
              issues={allIssues}
              onChange={(change) => setDraft({ ...draft, ...change })}
            />
          </div>
        </Disclosure>
        <Button type="submit" variant="primary" pending={start.isPending}>
          {start.isPending ? "Starting…" : "Start run"}
        </Button>
      </div>
      <FormProblem problem={problem} />
    </form>
  );
}
