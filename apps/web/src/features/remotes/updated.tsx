import { t } from "@lingui/core/macro";
import { Plural, Trans } from "@lingui/react/macro";
import type { RouterOutputs } from "@signalbox/api/router";
import { CircleCheck } from "lucide-react";
import { shortCommit } from "../../lib/format.ts";
import { Button } from "../../ui/button.tsx";
import { CopyableCode } from "../../ui/help-steps.tsx";
import { Notice } from "../../ui/notice.tsx";
import { TakeBack } from "../landing/take-back.tsx";

/** What an update brought, what it left to be solved, and the way to take it back. */
export function Updated({
  result,
  sessionId,
  from,
  onClose,
}: {
  result: RouterOutputs["git"]["pull"];
  sessionId: string;
  from: string;
  onClose: () => void;
}) {
  const { head, previousHead, archivedRef, conflicts } = result;
  const isSame = head === previousHead;
  return (
    <>
      <div role="status" className="flex gap-2 text-sm">
        <CircleCheck aria-hidden className="mt-0.5 size-4 shrink-0 text-ok" />
        <div className="flex min-w-0 flex-col gap-1.5 [overflow-wrap:anywhere]">
          <p className="font-medium">
            {isSame
              ? t`The session has all of ${from} already.`
              : t`The session has all of ${from} now, and is at ${shortCommit(head)}.`}
          </p>
          {archivedRef !== null && (
            <p className="text-ink-2">
              <Trans>
                Its commits as they were are kept as <CopyableCode text={archivedRef} />
              </Trans>
            </p>
          )}
        </div>
      </div>
      {conflicts.length > 0 && (
        <Notice level="warning">
          <p>
            <Plural
              value={conflicts.length}
              one="Both sides stand between markers, for the next run or an editor to solve, in # file:"
              other="Both sides stand between markers, for the next run or an editor to solve, in # files:"
            />
          </p>
          <ul className="max-h-40 list-disc overflow-y-auto pl-5 font-mono text-xs">
            {conflicts.map(({ path }) => (
              <li key={path}>{path}</li>
            ))}
          </ul>
        </Notice>
      )}
      <div className="flex justify-end gap-2">
        {!isSame && (
          <TakeBack
            sessionId={sessionId}
            to={previousHead}
            title={t`Take the update back?`}
            onDone={onClose}
          >
            <Trans>
              The session goes back to where it was before the update; what is there now is archived
              first.
            </Trans>
          </TakeBack>
        )}
        <Button variant="primary" onClick={onClose}>
          <Trans>Done</Trans>
        </Button>
      </div>
    </>
  );
}
