import { Trans } from "@lingui/react/macro";
import { NewSessionLink } from "../new-session/new-session-link.tsx";
import { buttonClass } from "../../ui/button.tsx";

/** There are repositories, and no session yet: what one is, and what becomes of it. */
export function NoSession() {
  return (
    <div className="flex flex-col items-center gap-4 rounded-md border bg-surface px-4 py-12 text-center">
      <h2 className="text-lg font-semibold">
        <Trans>No session yet</Trans>
      </h2>
      <p className="max-w-md text-pretty text-ink-2">
        <Trans>
          A session is one line of work on one repository: an orchestrator, an agent, a branch of
          its own.
        </Trans>
      </p>
      <ol className="flex max-w-2xl flex-wrap justify-center gap-x-6 gap-y-1 text-sm text-ink-2">
        <li>
          <Trans>1. You give it a prompt and a budget.</Trans>
        </li>
        <li>
          <Trans>2. It runs here, in view.</Trans>
        </li>
        <li>
          <Trans>3. It tells you when it needs you.</Trans>
        </li>
      </ol>
      <NewSessionLink className={buttonClass({ variant: "primary" })}>
        <Trans>New session</Trans>
      </NewSessionLink>
    </div>
  );
}
