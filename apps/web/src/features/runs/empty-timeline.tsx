import { plural, t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { isEnded, type RunStatus } from "@signalbox/shared";
import { Archive, Hourglass, Play } from "lucide-react";
import { trpc } from "../../lib/trpc.ts";
import { EmptyWords } from "../../ui/empty-words.tsx";

/** Why a run's timeline is empty, by how the run stands. */
export function EmptyTimeline({ status }: { status: RunStatus }) {
  if (status === "queued") return <QueuedWords />;
  return isEnded(status) ? <DeletedWords /> : <WaitingWords />;
}

/** The run has begun, and its first event is on its way. */
function WaitingWords() {
  return (
    <EmptyWords Icon={Play} title={t`Nothing has happened yet`}>
      <Trans>The first steps show up here as soon as the run begins.</Trans>
    </EmptyWords>
  );
}

/** Other runs use up what may go on at once: why this one waits, and that nothing has to be done. */
function QueuedWords() {
  const { data: settings } = trpc.settings.get.useQuery();
  const perRepository = settings?.maxConcurrentRunsPerRepository ?? 0;
  return (
    <EmptyWords Icon={Hourglass} title={t`This run waits for its turn`}>
      <Trans>It starts by itself when another run ends.</Trans>{" "}
      {settings &&
        plural(settings.maxConcurrentRuns, {
          one: `At most # run at once, ${perRepository} in one repository.`,
          other: `At most # runs at once, ${perRepository} in one repository.`,
        })}
    </EmptyWords>
  );
}

/** An ended run without a single event: its journal was deleted to keep within the settings, or by hand. */
function DeletedWords() {
  return (
    <EmptyWords Icon={Archive} title={t`The journal of this run is gone`}>
      <Trans>
        It was deleted to keep within the settings. Its totals are above, and its commits are on the
        branch.
      </Trans>
    </EmptyWords>
  );
}
