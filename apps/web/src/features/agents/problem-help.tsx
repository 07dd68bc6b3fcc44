import { Trans } from "@lingui/react/macro";
import type { ProblemCategory } from "@signalbox/shared";
import { Link } from "@tanstack/react-router";
import { createContext, useContext } from "react";
import { HelpSteps } from "../../ui/help-steps.tsx";
import { isSolvedInSetup, problemWord } from "./problem-words.ts";

/** The agent of the run that is shown; null where none is. */
export const ShownAgent = createContext<string | null>(null);

/** The kind of an agent's problem, as a small label. */
export function ProblemLabel({ category }: { category: ProblemCategory }) {
  return (
    <span className="mr-2 inline-block rounded-sm border border-current px-1 text-xs leading-4 font-medium text-ink-2">
      {problemWord(category)}
    </span>
  );
}

/** What can be done about an agent's problem: steps, and the way to its page where that helps. */
export function ProblemHelp({
  category,
  help,
}: {
  category: ProblemCategory | undefined;
  help: readonly string[];
}) {
  const agent = useContext(ShownAgent);
  return (
    <>
      <HelpSteps help={help} />
      {category && agent && isSolvedInSetup(category) && (
        <Link
          to="/agents"
          search={{ agent }}
          className="mt-1 inline-block font-medium text-accent underline"
        >
          <Trans>To the agent's page</Trans>
        </Link>
      )}
    </>
  );
}
