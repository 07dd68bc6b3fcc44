import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { CloneProgress, CloneSummary } from "@signalbox/shared";
import type { Ref } from "react";
import { problemOf } from "../../../lib/errors.ts";
import { formatBytes, formatElapsed } from "../../../lib/format.ts";
import { trpc } from "../../../lib/trpc.ts";
import { useNow } from "../../../lib/use-now.ts";
import { Button } from "../../../ui/button.tsx";
import { ProblemNotice } from "../../../ui/notice.tsx";
import { Progress } from "../../../ui/progress.tsx";
import { amountWords, phaseWords } from "./phase-words.ts";

/** A clone that goes on: what it does, how far it is, and the ways to leave or end it. */
export function CloneProgressView({
  cloneId,
  summary,
  progress,
  bytesPerSecond,
  headingRef,
  onHide,
}: {
  cloneId: string;
  summary: CloneSummary | undefined;
  progress: CloneProgress | null;
  bytesPerSecond: number | null;
  headingRef: Ref<HTMLParagraphElement>;
  onHide: () => void;
}) {
  const cancel = trpc.repositories.cancelClone.useMutation();
  const now = useNow(1_000);
  const words = progress ? phaseWords(progress.phase) : t`Looking how far it is`;
  const percent = progress?.percent ?? null;
  return (
    <section aria-label={t`Clone in progress`} className="flex min-w-0 flex-col gap-4">
      <Where summary={summary} />
      <div className="flex flex-col gap-2">
        <div className="flex items-baseline justify-between gap-4">
          {/* The phase is spoken when it changes, the numbers are not. */}
          <p ref={headingRef} tabIndex={-1} role="status" className="font-medium outline-hidden">
            {words}…
          </p>
          <p className="text-sm text-ink-2">{percent === null ? "" : `${percent} %`}</p>
        </div>
        <Progress percent={percent} label={words} />
        <div className="flex min-h-4 flex-wrap justify-between gap-x-4 text-xs text-ink-3">
          <span>{progress ? amountWords(progress) : ""}</span>
          <span>
            {bytesPerSecond !== null && `${formatBytes(Math.round(bytesPerSecond))}/s · `}
            {summary && formatElapsed(now - Date.parse(summary.startedAt))}
          </span>
        </div>
      </div>
      {cancel.isError && <ProblemNotice problem={problemOf(cancel.error)} />}
      <div className="flex flex-wrap items-center gap-2">
        <Button onClick={onHide}>
          <Trans>Go on in the background</Trans>
        </Button>
        <Button
          variant="danger"
          pending={cancel.isPending || cancel.data?.cancelled === true}
          onClick={() => cancel.mutate({ cloneId })}
        >
          {cancel.isPending ? t`Cancelling…` : t`Cancel the clone`}
        </Button>
        <p className="text-xs text-ink-3">
          <Trans>Closing this window does not stop it.</Trans>
        </p>
      </div>
    </section>
  );
}

function Where({ summary }: { summary: CloneSummary | undefined }) {
  return (
    <dl className="grid min-h-11 grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-0.5 text-sm">
      <dt className="text-ink-3">
        <Trans>From</Trans>
      </dt>
      <dd className="font-mono text-xs leading-5 [overflow-wrap:anywhere]">{summary?.url}</dd>
      <dt className="text-ink-3">
        <Trans>Into</Trans>
      </dt>
      <dd className="font-mono text-xs leading-5 [overflow-wrap:anywhere]">{summary?.directory}</dd>
    </dl>
  );
}
