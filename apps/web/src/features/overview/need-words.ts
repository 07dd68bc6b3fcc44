import { t } from "@lingui/core/macro";
import { stateOfSession, type RunReason, type SessionWithRun } from "@signalbox/shared";
import { causeWords } from "../runs/cause-words.ts";
import { queueTitle } from "../runs/queue-words.ts";
import { titleOfReason } from "../runs/reason-title.ts";

/** Why a run ended, in the few words that a card has room for. */
function endWords(reason: RunReason): string {
  if (reason === "completed") return t`Completed`;
  if (reason === "stopped") return t`Stopped`;
  return titleOfReason(reason);
}

/** What a card says of how a session stands: why it needs somebody, how it ended, its place in the queue; null where the status says it all. */
export function needWords(session: SessionWithRun): string | null {
  const { latestRun: run, status } = session;
  if (status === "running") return null;
  if (status === "queued") {
    const position = run?.queuePosition ?? null;
    return position === null ? null : queueTitle(position);
  }
  if (!run?.reason) return t`No prompt yet`;
  const cause = causeWords(run);
  if (cause !== null) return cause;
  if (run.reason === "completed" && stateOfSession(session) === "needs_you") {
    return t`Ready to review`;
  }
  return endWords(run.reason);
}
