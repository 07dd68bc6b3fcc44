import { t } from "@lingui/core/macro";
import { Plural, Trans } from "@lingui/react/macro";
import type { RouterOutputs } from "@signalbox/api/router";
import type { PullStrategy } from "@signalbox/shared";
import { useState } from "react";
import { problemOf } from "../../lib/errors.ts";
import { trpc } from "../../lib/trpc.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Notice, ProblemNotice } from "../../ui/notice.tsx";
import { Segments } from "../../ui/segments.tsx";
import { CommitWork } from "../landing/commit-work.tsx";
import { PictureChoice } from "../landing/picture-choice.tsx";
import { SolveByAgent } from "../landing/solve-by-agent.tsx";
import { pullStrategies } from "../landing/strategies.tsx";
import { Updated } from "./updated.tsx";

type Session = RouterOutputs["sessions"]["get"];

/** Where commits come from: the base branch here, or this branch of a remote (`remote:<name>`). */
type Source = "base" | `remote:${string}`;

/** Bring commits of the base branch, or of the session's own branch at a remote, into the session. */
export function UpdateDialog({ session, onClose }: { session: Session; onClose: () => void }) {
  const sessionId = session.id;
  const status = trpc.git.status.useQuery({ sessionId });
  const remotes = trpc.git.remotes.useQuery({ sessionId });
  const [source, setSource] = useState<Source>("base");
  const [chosen, setChosen] = useState<PullStrategy | null>(null);
  const strategy = chosen ?? ((status.data?.ahead ?? 0) > 0 ? "merge" : "ff_only");
  const utils = trpc.useUtils();
  const pull = trpc.git.pull.useMutation({
    onSuccess: async () => {
      await Promise.all([utils.git.invalidate(), utils.sessions.get.invalidate({ id: sessionId })]);
    },
  });
  const uncommitted = status.data?.uncommitted.length ?? 0;
  const problem = pull.isError ? problemOf(pull.error) : null;
  const isConflict = problem?.code === "MERGE_CONFLICTS";
  const from = source === "base" ? session.baseBranch : `${source.slice(7)}/${session.branch}`;
  const send = ({ leaveConflicts }: { leaveConflicts: boolean }) => {
    const remote = source === "base" ? undefined : source.slice("remote:".length);
    pull.mutate({
      sessionId,
      source: source === "base" ? "base" : "remote",
      ...(remote === undefined ? {} : { remote }),
      strategy: leaveConflicts ? "merge" : strategy,
      leaveConflicts,
    });
  };
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      title={t`Update "${session.name}"`}
      isWide
    >
      {pull.data ? (
        <Updated result={pull.data} sessionId={sessionId} from={from} onClose={onClose} />
      ) : (
        <>
          <Segments
            legend={t`From`}
            items={[
              { value: "base", label: t`${session.baseBranch}, as it is here` },
              ...(remotes.data ?? []).map(({ name }) => ({
                value: `remote:${name}` as const,
                label: t`this branch at ${name}`,
              })),
            ]}
            value={source}
            onChange={(next) => {
              pull.reset();
              setSource(next);
            }}
          />
          <PictureChoice
            legend={t`How`}
            cards={pullStrategies()}
            value={strategy}
            onChange={(next) => {
              pull.reset();
              setChosen(next);
            }}
          />
          <p className="text-sm text-ink-2">
            {source === "base"
              ? t`${session.baseBranch} itself is not changed, and no remote is asked.`
              : t`The remote is asked for its commits; nothing is pushed.`}{" "}
            <Trans>When both changed the same, nothing happens and you are told.</Trans>
          </p>
          {uncommitted > 0 && (
            <Notice level="warning">
              <p className="font-medium">
                <Trans>
                  The session has work that is not committed:{" "}
                  <Plural value={uncommitted} one="# file" other="# files" />.
                </Trans>
              </p>
              <p className="text-ink-2">
                <Trans>Commit it first, or discard it among the changes.</Trans>
              </p>
              <CommitWork session={session} />
            </Notice>
          )}
          {problem && (
            <ProblemNotice problem={isConflict ? { ...problem, help: [] } : problem}>
              {isConflict && (
                <p className="text-ink-2">
                  {source === "base"
                    ? t`Nothing was changed. Land solves conflicts file by file in the page; or let the agent do it here.`
                    : t`Nothing was changed. Merge all the same, and let the next run solve what the files hold then; or replace what is there when you push.`}
                </p>
              )}
              {isConflict && source !== "base" && (
                <Button
                  size="sm"
                  className="mt-2"
                  pending={pull.isPending}
                  onClick={() => send({ leaveConflicts: true })}
                >
                  <Trans>Merge, with both sides in the files</Trans>
                </Button>
              )}
            </ProblemNotice>
          )}
          {isConflict && source === "base" && (
            <SolveByAgent session={session} into={session.baseBranch} onStarted={onClose} />
          )}
          <div className="flex justify-end gap-2">
            <Button onClick={onClose}>
              <Trans>Close</Trans>
            </Button>
            <Button
              variant="primary"
              pending={pull.isPending}
              disabled={status.isPending || uncommitted > 0}
              onClick={() => send({ leaveConflicts: false })}
            >
              {pull.isPending ? t`Updating…` : t`Update`}
            </Button>
          </div>
        </>
      )}
    </Dialog>
  );
}
