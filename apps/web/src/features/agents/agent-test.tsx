import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { AgentTestReport, InputIssue } from "@signalbox/shared";
import { CircleCheck } from "lucide-react";
import { useState } from "react";
import { problemOf } from "../../lib/errors.ts";
import { formatDuration, formatElapsed } from "../../lib/format.ts";
import { useNow } from "../../lib/use-now.ts";
import { Button } from "../../ui/button.tsx";
import { Disclosure } from "../../ui/disclosure.tsx";
import { HelpSteps } from "../../ui/help-steps.tsx";
import { FormProblem, Notice } from "../../ui/notice.tsx";
import { ProgramText } from "../../ui/program-text.tsx";
import { ProblemLabel } from "./problem-help.tsx";
import { useAgentTest, type AgentTestInput } from "./use-agent-test.ts";

/** Start the agent once with a tiny task, and show what happened. `input` says what to start, or null when it cannot be said yet. */
export function AgentTest({
  input,
  isSaved,
  onIssues,
}: {
  input: () => AgentTestInput | null;
  /** Whether what is started is what is saved, and not what stands in a form. */
  isSaved: boolean;
  /** What the server found wrong with a definition. */
  onIssues?: (issues: InputIssue[]) => void;
}) {
  const test = useAgentTest();
  const problem = test.isError ? problemOf(test.error) : null;
  const start = () => {
    const what = input();
    if (what) test.mutate(what, { onError: (error) => onIssues?.(problemOf(error).issues) });
  };
  return (
    <div className="flex min-w-0 flex-col gap-2">
      <div className="flex min-h-8 flex-wrap items-center gap-x-3 gap-y-1">
        <Button onClick={start} pending={test.isPending}>
          {test.isPending ? t`Testing…` : t`Test it`}
        </Button>
        {test.isPending ? (
          <>
            <Button variant="ghost" onClick={test.cancel}>
              <Trans>Cancel</Trans>
            </Button>
            <span role="status" className="sr-only">
              <Trans>Testing</Trans>
            </span>
            <Elapsed since={test.submittedAt} />
          </>
        ) : (
          <span className="text-xs text-ink-3">
            {isSaved ? (
              <Trans>
                Starts it once, as it is saved, with a tiny task in an empty folder. With a model,
                that costs a little.
              </Trans>
            ) : (
              <Trans>
                Starts it once, as it stands here, with a tiny task in an empty folder. With a
                model, that costs a little.
              </Trans>
            )}
          </span>
        )}
      </div>
      {test.data && <Report report={test.data} />}
      <FormProblem problem={problem} isAtField={() => onIssues !== undefined} />
    </div>
  );
}

function Elapsed({ since }: { since: number }) {
  return (
    <span aria-hidden className="text-xs text-ink-3 tabular-nums">
      {formatElapsed(useNow(1_000) - since)}
    </span>
  );
}

function Report({ report }: { report: AgentTestReport }) {
  const { ok, problem, durationMs, exitCode, answer, output } = report;
  const [open, setOpen] = useState(!ok);
  const facts = [
    t`took ${formatDuration(durationMs)}`,
    ...(exitCode === null ? [] : [t`exit code ${exitCode}`]),
  ].join(", ");
  return (
    <div role="status" className="flex min-w-0 flex-col gap-2">
      {ok ? (
        <p className="flex items-center gap-1.5 text-sm">
          <CircleCheck aria-hidden className="size-4 text-ok" />
          <span className="font-medium text-ok">
            <Trans>It works</Trans>
          </span>
          <span className="text-xs text-ink-3">{facts}</span>
        </p>
      ) : (
        <Notice level="error">
          {problem && <ProblemLabel category={problem.category} />}
          <span className="font-medium">{problem?.message ?? t`It did not work.`}</span>{" "}
          <span className="text-xs text-ink-2">{facts}</span>
          {problem && <HelpSteps help={problem.help} />}
        </Notice>
      )}
      {answer.trim() !== "" && <ProgramText label={t`Its answer`} text={answer.trim()} />}
      {output.trim() !== "" && (
        <Disclosure open={open} onToggle={setOpen} summary={t`What its program printed`}>
          <ProgramText label={t`Output`} text={output.trimEnd()} />
        </Disclosure>
      )}
    </div>
  );
}
