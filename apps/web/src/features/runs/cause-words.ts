import { plural, t } from "@lingui/core/macro";
import type { ProblemCategory, Run } from "@signalbox/shared";

/** What of a run tells why it did not come to a good end. */
export type RunCause = Pick<Run, "reason" | "category" | "checksFailed">;

/** What was behind the end of a run, in the few words that a card has room for; null where the reason says all that is known. */
export function causeWords({ reason, category, checksFailed }: RunCause): string | null {
  if (reason === null || reason === "stopped" || reason === "runner_lost") return null;
  const problem = category === null ? null : problemWords(category);
  if (problem !== null) return problem;
  return checksFailed === 0
    ? null
    : plural(checksFailed, { one: "A check failed", other: "# checks failed" });
}

function problemWords(category: ProblemCategory): string | null {
  switch (category) {
    case "auth":
      return t`Not logged in`;
    case "rate_limit":
      return t`Too many requests`;
    case "quota":
      return t`Quota used up`;
    case "network":
      return t`The network failed`;
    case "context":
      return t`Too long for the model`;
    case "permission":
      return t`Permission is missing`;
    case "crash":
      return t`The agent crashed`;
    case "no_output":
      return t`The agent went silent`;
    case "other":
      return null;
  }
}
