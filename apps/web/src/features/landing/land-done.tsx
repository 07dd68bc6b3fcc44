import { Plural, Trans } from "@lingui/react/macro";
import type { RouterOutputs } from "@signalbox/api/router";
import { CircleCheck } from "lucide-react";
import { shortCommit } from "../../lib/format.ts";
import { Button } from "../../ui/button.tsx";
import { CopyableCode } from "../../ui/help-steps.tsx";
import { Notice } from "../../ui/notice.tsx";
import type { Plan } from "./use-land-plan.ts";

/** What a landing made, and that the session goes on. */
export function LandDone({
  result,
  session,
  onClose,
}: {
  result: Plan;
  session: RouterOutputs["sessions"]["get"];
  onClose: () => void;
}) {
  const { landed, into, stat, checkout } = result;
  if (!landed) return null;
  return (
    <>
      <div role="status" className="flex gap-2 text-sm [overflow-wrap:anywhere]">
        <CircleCheck aria-hidden className="mt-0.5 size-4 shrink-0 text-ok" />
        <div className="flex min-w-0 flex-col gap-1.5">
          <p className="font-medium">
            {stat ? (
              <Trans>
                {into} is at <CopyableCode text={shortCommit(landed.commit)} /> now, with{" "}
                <Plural value={stat.filesChanged} one="# changed file" other="# changed files" />.
              </Trans>
            ) : (
              <Trans>
                {into} is at <CopyableCode text={shortCommit(landed.commit)} /> now.
              </Trans>
            )}
          </p>
          {checkout !== null && (
            <p className="text-ink-2">
              <Trans>
                The files in <span className="font-mono">{checkout}</span> came along.
              </Trans>
            </p>
          )}
          {landed.archivedRef !== null && (
            <p className="text-ink-2">
              <Trans>
                The session's own commits are kept as <CopyableCode text={landed.archivedRef} />
              </Trans>
            </p>
          )}
          {landed.sessionStays === null && (
            <p className="text-ink-2">
              <Trans>
                The session "{session.name}" goes on from there: give it another prompt, or delete
                it.
              </Trans>
            </p>
          )}
        </div>
      </div>
      {landed.sessionStays !== null && (
        <Notice level="warning">
          <p>
            <Trans>The work is landed, but the session's own branch could not follow.</Trans>
          </p>
          <p className="text-ink-2">{landed.sessionStays}</p>
        </Notice>
      )}
      <div className="flex justify-end">
        <Button variant="primary" onClick={onClose}>
          <Trans>Done</Trans>
        </Button>
      </div>
    </>
  );
}
