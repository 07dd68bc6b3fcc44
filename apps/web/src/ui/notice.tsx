import { i18n } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { Info, OctagonAlert, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "../lib/cn.ts";
import { problemOf, type Problem } from "../lib/errors.ts";
import { HelpSteps } from "./help-steps.tsx";

const looks = {
  info: {
    Icon: Info,
    word: msg`Note`,
    className: "border-line-strong bg-sunken",
    icon: "text-ink-2",
  },
  warning: {
    Icon: TriangleAlert,
    word: msg`Warning`,
    className: "border-warn bg-warn-soft",
    icon: "text-warn",
  },
  error: {
    Icon: OctagonAlert,
    word: msg`Problem`,
    className: "border-bad bg-bad-soft",
    icon: "text-bad",
  },
} as const;

/** A short text that stands out from its surroundings. */
export function Notice({
  level,
  children,
  className,
  alert,
}: {
  level: keyof typeof looks;
  children: ReactNode;
  className?: string;
  /** Spoken at once; for what answers something the person just did. */
  alert?: boolean;
}) {
  const { Icon, word, className: look, icon } = looks[level];
  return (
    <div
      role={alert ? "alert" : undefined}
      className={cn("flex gap-2 rounded-md border px-3 py-2 text-sm", look, className)}
    >
      <Icon aria-label={i18n._(word)} role="img" className={cn("mt-0.5 size-4 shrink-0", icon)} />
      <div className="min-w-0 flex-1 [overflow-wrap:anywhere]">{children}</div>
    </div>
  );
}

/** A failure: what happened, and the steps that a person can take. */
export function ProblemNotice({
  problem,
  className,
  children,
}: {
  problem: Problem;
  className?: string;
  children?: ReactNode;
}) {
  return (
    <Notice level="error" alert className={className}>
      <p className="font-medium">{problem.message}</p>
      <HelpSteps help={problem.help} />
      {children}
    </Notice>
  );
}

/** The failure of a query in place of its content, with the way to ask again. */
export function QueryProblem({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  return (
    <ProblemNotice problem={problemOf(error)} className="m-4">
      <button type="button" className="mt-1 font-medium text-accent underline" onClick={onRetry}>
        <Trans>Try again</Trans>
      </button>
    </ProblemNotice>
  );
}

/**
 * The failure of a form's call, unless it is told at the form's fields: whatever `isAtField` does not know is told here.
 */
export function FormProblem({
  problem,
  isAtField = () => true,
  className,
}: {
  problem: Problem | null;
  isAtField?: (path: string) => boolean;
  className?: string;
}) {
  if (!problem) return null;
  const { issues } = problem;
  const elsewhere = issues.filter(({ path }) => !isAtField(path)).map(({ message }) => message);
  if (issues.length > 0 && elsewhere.length === 0) return null;
  const shown = elsewhere.length > 0 ? { ...problem, message: elsewhere.join(" ") } : problem;
  return <ProblemNotice problem={shown} className={className} />;
}
