import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { RouterOutputs } from "@signalbox/api/router";
import type { LandStrategy } from "@signalbox/shared";
import { useEffect, useState } from "react";
import { problemOf } from "../../lib/errors.ts";
import { trpc } from "../../lib/trpc.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { Field, Textarea } from "../../ui/field.tsx";
import { Notice, ProblemNotice } from "../../ui/notice.tsx";
import { MarkedFilesNotice, useMarkedFiles } from "../git/marked-files.tsx";
import { BranchPicker } from "./branch-picker.tsx";
import { ConflictsView } from "./conflicts-view.tsx";
import { LandActions } from "./land-actions.tsx";
import { LandDone } from "./land-done.tsx";
import { LandPlanView } from "./land-plan-view.tsx";
import { PictureChoice } from "./picture-choice.tsx";
import { landStrategies } from "./strategies.tsx";
import { useLandPlan } from "./use-land-plan.ts";
import type { Solutions } from "./use-solutions.ts";

/**
 * Bring a session's work into a branch: what will happen is told first, as it is found out for what is chosen. Conflicts are solved
 * here, or handed to the agent.
 */
export function LandDialog({
  session,
  solutions,
  onClose,
}: {
  session: RouterOutputs["sessions"]["get"];
  solutions: Solutions;
  onClose: () => void;
}) {
  const sessionId = session.id;
  const [strategy, setStrategy] = useState<LandStrategy>("merge");
  const [into, setInto] = useState(session.baseBranch);
  const [message, setMessage] = useState<string | null>(null);
  const [isReviewing, setReviewing] = useState(false);
  const resolutions = isReviewing ? Object.values(solutions.solved) : [];
  const { latestRun } = session;
  const moment = latestRun ? `${latestRun.id} ${latestRun.status}` : "";
  const query = useLandPlan({ sessionId, strategy, into, resolutions, moment });
  const plan = query.data ?? null;
  const utils = trpc.useUtils();
  const land = trpc.git.land.useMutation({
    onSuccess: async () => {
      solutions.clear();
      await Promise.all([utils.git.invalidate(), utils.sessions.get.invalidate({ id: sessionId })]);
    },
    // Something moved, or is in the way by now: what was told above is of yesterday.
    onError: () => void query.refetch(),
  });
  const isOfNow = plan !== null && !query.isPlaceholderData;
  // Solutions are of two commits: with others by now, the person looks at the conflicts again.
  const isOfOthers = isOfNow && isReviewing && !solutions.areFor(plan);
  const isNewConflict = isOfNow && plan.outcome === "conflicts" && !solutions.areFor(plan);
  useEffect(() => {
    if (isOfOthers) setReviewing(false);
  }, [isOfOthers]);
  const { keepFor } = solutions;
  useEffect(() => {
    if (isNewConflict && plan) keepFor(plan);
  }, [isNewConflict, plan, keepFor]);

  const hasConflicts = plan?.outcome === "conflicts" && !isReviewing;
  const marked = useMarkedFiles(sessionId, plan?.outcome === "ready");
  const landed = land.data?.landed ? land.data : null;
  const choose = (next: LandStrategy) => {
    land.reset();
    setReviewing(false);
    setStrategy(next);
  };
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      title={landed ? t`Landed` : t`Land "${session.name}"`}
      isFull={hasConflicts && !landed}
      isWide
    >
      {landed ? (
        <LandDone result={landed} session={session} onClose={onClose} />
      ) : (
        <>
          <BranchPicker
            sessionId={sessionId}
            label={t`Into the branch`}
            value={into}
            onChange={(branch) => {
              land.reset();
              setReviewing(false);
              setInto(branch);
            }}
          />
          <PictureChoice
            legend={t`How`}
            cards={landStrategies()}
            value={strategy}
            onChange={choose}
          />
          {query.isError ? (
            <ProblemNotice problem={problemOf(query.error)} />
          ) : (
            <LandPlanView
              plan={plan}
              isStale={query.isPlaceholderData}
              solvedFiles={resolutions.length}
              session={session}
              onStrategy={choose}
            />
          )}
          <MarkedFilesNotice paths={marked} />
          {hasConflicts && (
            <ConflictsView
              plan={plan}
              session={session}
              solutions={solutions}
              onStrategy={choose}
              onReview={() => setReviewing(true)}
              onClose={onClose}
            />
          )}
          {isOfNow && plan.outcome === "ready" && plan.message !== null && (
            <Field label={t`Commit message`}>
              {(control) => (
                <Textarea
                  {...control}
                  rows={Math.min(8, 2 + (message ?? plan.message ?? "").split("\n").length)}
                  className="font-mono text-xs"
                  value={message ?? plan.message ?? ""}
                  onChange={(event) => setMessage(event.target.value)}
                />
              )}
            </Field>
          )}
          {land.isError && (
            <ProblemNotice problem={problemOf(land.error)}>
              <p className="mt-1 text-ink-2">
                <Trans>Nothing was landed. What is told above was looked at again.</Trans>
              </p>
            </ProblemNotice>
          )}
          {land.data && land.data.landed === null && (
            <Notice level="info">
              <Trans>There was nothing to land any more.</Trans>
            </Notice>
          )}
          <LandActions
            plan={isOfNow && !query.isError ? plan : null}
            isLooking={query.isFetching}
            isLanding={land.isPending}
            onLook={() => {
              land.reset();
              void query.refetch();
            }}
            onBack={isReviewing ? () => setReviewing(false) : null}
            onClose={onClose}
            onLand={({ head, intoCommit }) =>
              land.mutate({
                sessionId,
                strategy,
                into,
                message: message?.trim() ? message : undefined,
                resolutions: resolutions.length > 0 ? resolutions : undefined,
                expected: { head, intoCommit },
              })
            }
          />
        </>
      )}
    </Dialog>
  );
}
