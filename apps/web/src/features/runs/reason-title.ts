import { t } from "@lingui/core/macro";
import type { RunReason } from "@signalbox/shared";

/** Why a run ended, in the few words of a heading. */
export function titleOfReason(reason: RunReason): string {
  switch (reason) {
    case "completed":
      return t`The work is done`;
    case "stopped":
      return t`Stopped by you`;
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
