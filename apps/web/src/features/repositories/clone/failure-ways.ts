import type { CloneAuthKind, CloneFailure } from "@signalbox/shared";
import type { CloneProblem } from "./clone-problem.ts";

interface Ways {
  level: "error" | "warning";
  mayTryAgain: boolean;
  /** Whether fetching less could be the way. */
  mayTryPartial: boolean;
  /** Whether another folder could be the way. */
  isFolder: boolean;
  /** What to ask the person for; null when nothing that they could give would help. */
  askFor: CloneAuthKind | null;
}

/** Failures that the same call again would only meet again. */
const lasting = new Set<CloneFailure>([
  "host_key_unknown",
  "host_key_changed",
  "not_a_repository",
  "cancelled",
]);
const large = new Set<CloneFailure>(["connection_lost", "stalled", "disk_full"]);
const hidden = new Set<CloneFailure>(["not_found", "no_access", "authentication"]);

/** What can be offered after a failure. A host key that changed can be overridden nowhere in the page. */
export function waysOn({ code, failure, authKind, url, host }: CloneProblem): Ways {
  const isHttp = /^https?:/i.test(url);
  const guess = host === "github.com" ? "github_token" : "password";
  return {
    // A host that is new is a question, not a mishap.
    level: failure === "server_stopped" || failure === "host_key_unknown" ? "warning" : "error",
    // A clone that the server has forgotten ended with it.
    mayTryAgain: code === "CLONE_NOT_FOUND" || (failure !== null && !lasting.has(failure)),
    mayTryPartial: failure !== null && large.has(failure),
    isFolder: failure === "disk_full" || failure === "folder_not_writable",
    askFor: authKind ?? (isHttp && failure !== null && hidden.has(failure) ? guess : null),
  };
}
