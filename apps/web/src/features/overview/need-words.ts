import { t } from "@lingui/core/macro";
import { stateOfSession, type RunReason, type SessionWithRun } from "@signalbox/shared";
import { causeWords } from "../runs/cause-words.ts";

/** Why a run ended, in the few words that a card has room for. */
function endWords(reason: RunReason): string {
  switch (reason) {
    case "completed":
      return t`Completed`;
    case "stopped":
      return t`Stopped`;
    case "max_iterations":
      return t`Out of iterations`;
    case "max_duration":
      return t`Out of time`;
    case "max_cost":
      return t`Out of money`;
    case "no_progress":
      return t`No progress`;
    case "agent_failed":
      return t`The agent failed`;
    case "runner_lost":
      return t`The runner was lost`;
    case "error":
      return t`Something went wrong`;
  }
}

/** What a card says of how a session stands: why it needs somebody, how it ended, its place in the queue; null where the status says it all. */
export function needWords(session: SessionWithRun): string | null {
  const { latestRun: run, status } = session;
  if (status === "running") return null;
  if (status === "queued") return run && placeWords(run.queuePosition);
  if (!run?.reason) return t`No prompt yet`;
  const cause = causeWords(run);
  if (cause !== null) return cause;
  if (run.reason === "completed" && stateOfSession(session) === "needs_you") {
    return t`Ready to review`;
  }
  return endWords(run.reason);
}

function placeWords(position: number | null): string | null {
  if (position === null) return null;
  return position === 1 ? t`Next in the queue` : t`Place ${position} in the queue`;
}
