import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { RouterOutputs } from "@signalbox/api/router";
import { useState } from "react";
import { trpc } from "../../lib/trpc.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { HelpSteps } from "../../ui/help-steps.tsx";
import { Notice, QueryProblem } from "../../ui/notice.tsx";
import { Segments } from "../../ui/segments.tsx";
import { LoadingWords, Skeleton } from "../../ui/skeleton.tsx";
import { PullRequestForm } from "./pull-request-form.tsx";
import { PushForm } from "./push-form.tsx";

type What = "push" | "pullRequest";

/** Give the session's branch to a remote: only push it, or open a pull request from it as well. */
export function PublishDialog({
  session,
  onClose,
}: {
  session: RouterOutputs["sessions"]["get"];
  onClose: () => void;
}) {
  const sessionId = session.id;
  const remotes = trpc.git.remotes.useQuery({ sessionId });
  const status = trpc.git.status.useQuery({ sessionId });
  const [chosen, setChosen] = useState<string | null>(null);
  const [what, setWhat] = useState<What>("push");
  const remote = remotes.data?.find(({ name }) => name === chosen) ?? remotes.data?.[0];
  const uncommitted = status.data?.uncommitted.length ?? 0;
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      title={t`Publish "${session.name}"`}
      isWide
    >
      {remotes.isError ? (
        <QueryProblem error={remotes.error} onRetry={() => void remotes.refetch()} />
      ) : remotes.isPending ? (
        <div className="flex min-h-40 flex-col gap-2">
          <LoadingWords what={t`the remotes`} />
          <Skeleton className="h-8 w-48" />
          <Skeleton className="h-20" />
        </div>
      ) : !remote ? (
        <Notice level="info">
          <p className="font-medium">
            <Trans>This repository has no remote to push to.</Trans>
          </p>
          <HelpSteps help={[t`Add one in a terminal: git remote add origin <url>`]} />
        </Notice>
      ) : (
        <>
          {remotes.data.length > 1 && (
            <Segments
              legend={t`To the remote`}
              items={remotes.data.map(({ name }) => ({ value: name, label: name }))}
              value={remote.name}
              onChange={setChosen}
            />
          )}
          <p className="text-sm text-ink-2 [overflow-wrap:anywhere]">
            <Trans>
              <span className="font-mono text-ink">{session.branch}</span> goes to{" "}
              <span className="font-medium text-ink">{remote.name}</span>,{" "}
              <span className="font-mono">{remote.url}</span>
            </Trans>
          </p>
          {uncommitted > 0 && (
            <Notice level="warning">
              <Trans>Only commits are pushed: what is not committed yet stays here.</Trans>
            </Notice>
          )}
          <Segments<What>
            legend={t`What`}
            items={[
              { value: "push", label: t`Push only` },
              { value: "pullRequest", label: t`Push and open a pull request` },
            ]}
            value={what}
            onChange={setWhat}
          />
          {what === "push" ? (
            <PushForm key={remote.name} session={session} remote={remote} onClose={onClose} />
          ) : (
            <PullRequestForm
              key={remote.name}
              session={session}
              remote={remote}
              onClose={onClose}
            />
          )}
        </>
      )}
    </Dialog>
  );
}
