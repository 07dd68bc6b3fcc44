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
  setting,
  onIssues,
}: {
  input: () => AgentTestInput | null;
  /** How it is started, in words. */
  setting: string;
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
          {test.isPending ? "Testing…" : "Test it"}
        </Button>
        {test.isPending ? (
          <>
            <Button variant="ghost" onClick={test.cancel}>
              Cancel
            </Button>
            <span role="status" className="sr-only">
              Testing
            </span>
            <Elapsed since={test.submittedAt} />
          </>
        ) : (
          <span className="text-xs text-ink-3">
            Starts it once, {setting}, with a tiny task in an empty folder. With a model, that costs
            a little.
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
    `took ${formatDuration(durationMs)}`,
    ...(exitCode === null ? [] : [`exit code ${exitCode}`]),
  ].join(", ");
  return (
    <div role="status" className="flex min-w-0 flex-col gap-2">
      {ok ? (
        <p className="flex items-center gap-1.5 text-sm">
          <CircleCheck aria-hidden className="size-4 text-ok" />
          <span className="font-medium text-ok">It works</span>
          <span className="text-xs text-ink-3">{facts}</span>
        </p>
      ) : (
        <Notice level="error">
          {problem && <ProblemLabel category={problem.category} />}
          <span className="font-medium">{problem?.message ?? "It did not work."}</span>{" "}
          <span className="text-xs text-ink-2">{facts}</span>
          {problem && <HelpSteps help={problem.help} />}
        </Notice>
      )}
      {answer.trim() !== "" && <ProgramText label="Its answer" text={answer.trim()} />}
      {output.trim() !== "" && (
        <Disclosure open={open} onToggle={setOpen} summary="What its program printed">
          <ProgramText label="Output" text={output.trimEnd()} />
        </Disclosure>
      )}
    </div>
  );
}
