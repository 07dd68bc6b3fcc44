import { isEnded, type RunStatus } from "@signalbox/shared";
import { Archive, Hourglass, Play } from "lucide-react";
import { plural } from "../../lib/format.ts";
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
    <EmptyWords Icon={Play} title="Nothing has happened yet">
      The first steps show up here as soon as the run begins.
    </EmptyWords>
  );
}

/** Other runs use up what may go on at once: why this one waits, and that nothing has to be done. */
function QueuedWords() {
  const { data: settings } = trpc.settings.get.useQuery();
  return (
    <EmptyWords Icon={Hourglass} title="This run waits for its turn">
      It starts by itself when another run ends.
      {settings &&
        ` At most ${plural(settings.maxConcurrentRuns, "run")} at once, ${settings.maxConcurrentRunsPerRepository} in one repository.`}
    </EmptyWords>
  );
}

/** An ended run without a single event: its journal was deleted to keep within the settings, or by hand. */
function DeletedWords() {
  return (
    <EmptyWords Icon={Archive} title="The journal of this run is gone">
      It was deleted to keep within the settings. Its totals are above, and its commits are on the
      branch.
    </EmptyWords>
  );
}
