import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { CloneDone } from "@signalbox/shared";
import { Link } from "@tanstack/react-router";
import { CircleCheck } from "lucide-react";
import type { Ref } from "react";
import { Button, buttonClass } from "../../../ui/button.tsx";
import { NewSessionLink } from "../../new-session/new-session-link.tsx";
import { HelpSteps } from "../../../ui/help-steps.tsx";
import { Notice } from "../../../ui/notice.tsx";

/** A finished clone: what did not come along, and where to go from here. */
export function CloneDoneView({
  done: { repository, contents, notes },
  headingRef,
  onAnother,
}: {
  done: CloneDone;
  headingRef: Ref<HTMLParagraphElement>;
  onAnother: () => void;
}) {
  const isWhole = contents.submodules.length === 0 && contents.largeFiles !== "not_fetched";
  return (
    <section aria-label={t`Cloned`} className="flex min-w-0 flex-col gap-4">
      <div>
        <p
          ref={headingRef}
          tabIndex={-1}
          className="flex items-center gap-2 font-medium outline-hidden"
        >
          <CircleCheck aria-hidden className="size-4 shrink-0 text-ok" />
          <span className="min-w-0 [overflow-wrap:anywhere]">
            <Trans>{repository.name} was cloned</Trans>
          </span>
        </p>
        <p className="mt-1 font-mono text-xs text-ink-3 [overflow-wrap:anywhere]">
          {repository.path} · {repository.defaultBranch}
        </p>
      </div>
      {notes.length > 0 && (
        <Notice level={isWhole ? "info" : "warning"}>
          <p className="font-medium">
            <Trans>To know before you work with it</Trans>
          </p>
          <HelpSteps help={notes} />
        </Notice>
      )}
      <div className="flex flex-wrap gap-2">
        <NewSessionLink
          start={{ repositoryId: repository.id }}
          className={buttonClass({ variant: "primary" })}
        >
          <Trans>New session</Trans>
        </NewSessionLink>
        <Link
          to="/repositories/$repositoryId"
          params={{ repositoryId: repository.id }}
          className={buttonClass()}
        >
          <Trans>Details</Trans>
        </Link>
        <Button variant="ghost" onClick={onAnother}>
          <Trans>Clone another</Trans>
        </Button>
      </div>
    </section>
  );
}
