import type { RouterOutputs } from "@signalbox/api/router";
import type { PullStrategy } from "@signalbox/shared";
import { CircleCheck } from "lucide-react";
import { useState } from "react";
import { problemOf } from "../../lib/errors.ts";
import { shortCommit } from "../../lib/format.ts";
import { trpc } from "../../lib/trpc.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { CopyableCode } from "../../ui/help-steps.tsx";
import { ProblemNotice } from "../../ui/notice.tsx";
import { Segments } from "../../ui/segments.tsx";
import { PictureChoice } from "../landing/picture-choice.tsx";
import { SolveByAgent } from "../landing/solve-by-agent.tsx";
import { pullStrategies } from "../landing/strategies.tsx";
import { TakeBack } from "../landing/take-back.tsx";

type Session = RouterOutputs["sessions"]["get"];

/** Where commits come from: the base branch here, or this branch of a remote (`remote:<name>`). */
type Source = "base" | `remote:${string}`;

/** Bring commits of the base branch, or of the session's own branch at a remote, into the session. */
export function UpdateDialog({ session, onClose }: { session: Session; onClose: () => void }) {
  const sessionId = session.id;
  const status = trpc.git.status.useQuery({ sessionId });
  const remotes = trpc.git.remotes.useQuery({ sessionId });
  const [source, setSource] = useState<Source>("base");
  const [strategy, setStrategy] = useState<PullStrategy>(
    (status.data?.ahead ?? 0) > 0 ? "merge" : "ff_only",
  );
  const utils = trpc.useUtils();
  const pull = trpc.git.pull.useMutation({
    onSuccess: async () => {
      await Promise.all([utils.git.invalidate(), utils.sessions.get.invalidate({ id: sessionId })]);
    },
  });
  const problem = pull.isError ? problemOf(pull.error) : null;
  const isConflict = problem?.code === "MERGE_CONFLICTS";
  const from = source === "base" ? session.baseBranch : `${source.slice(7)}/${session.branch}`;
  const send = () => {
    const remote = source === "base" ? undefined : source.slice("remote:".length);
    pull.mutate({
      sessionId,
      source: source === "base" ? "base" : "remote",
      ...(remote === undefined ? {} : { remote }),
      strategy,
    });
  };
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      title={`Update "${session.name}"`}
      isWide
    >
      {pull.data ? (
        <Updated result={pull.data} sessionId={sessionId} from={from} onClose={onClose} />
      ) : (
        <>
          <Segments
            legend="From"
            items={[
              { value: "base", label: `${session.baseBranch}, as it is here` },
              ...(remotes.data ?? []).map(({ name }) => ({
                value: `remote:${name}` as const,
                label: `this branch at ${name}`,
              })),
            ]}
            value={source}
            onChange={(next) => {
              pull.reset();
              setSource(next);
            }}
          />
          <PictureChoice
            legend="How"
            cards={pullStrategies}
            value={strategy}
            onChange={(next) => {
              pull.reset();
              setStrategy(next);
            }}
          />
          <p className="text-sm text-ink-2">
            {source === "base"
              ? `${session.baseBranch} itself is not changed, and no remote is asked.`
              : "The remote is asked for its commits; nothing is pushed."}{" "}
            When both changed the same, nothing happens and you are told.
          </p>
          {problem && (
            <ProblemNotice problem={isConflict ? { ...problem, help: [] } : problem}>
              {isConflict && (
                <p className="text-ink-2">
                  {source === "base"
                    ? "Nothing was changed. Land solves conflicts file by file in the page; or let the agent do it here."
                    : "Nothing was changed. Bring both together in an editor, or force the push when yours shall stand."}
                </p>
              )}
            </ProblemNotice>
          )}
          {isConflict && source === "base" && (
            <SolveByAgent session={session} into={session.baseBranch} />
          )}
          <div className="flex justify-end gap-2">
            <Button onClick={onClose}>Close</Button>
            <Button variant="primary" pending={pull.isPending} onClick={send}>
              {pull.isPending ? "Updating…" : "Update"}
            </Button>
          </div>
        </>
      )}
    </Dialog>
  );
}

function Updated({
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
  const { head, previousHead, archivedRef } = result;
  const isSame = head === previousHead;
  return (
    <>
      <div role="status" className="flex gap-2 text-sm">
        <CircleCheck aria-hidden className="mt-0.5 size-4 shrink-0 text-ok" />
        <div className="flex min-w-0 flex-col gap-1.5 [overflow-wrap:anywhere]">
          <p className="font-medium">
            {isSame
              ? `The session has all of ${from} already.`
              : `The session has all of ${from} now, and is at ${shortCommit(head)}.`}
          </p>
          {archivedRef !== null && (
            <p className="text-ink-2">
              Its commits as they were are kept as <CopyableCode text={archivedRef} />
            </p>
          )}
        </div>
      </div>
      <div className="flex justify-end gap-2">
        {!isSame && (
          <TakeBack
            sessionId={sessionId}
            to={previousHead}
            title="Take the update back?"
            onDone={onClose}
          >
            The session goes back to where it was before the update; what is there now is archived
            first.
          </TakeBack>
        )}
        <Button variant="primary" onClick={onClose}>
          Done
        </Button>
      </div>
    </>
  );
}
