import { Hourglass, Play } from "lucide-react";
import { plural } from "../../lib/format.ts";
import { trpc } from "../../lib/trpc.ts";
import { EmptyWords } from "../../ui/empty-words.tsx";

/** The run has begun, and its first event is on its way. */
export function WaitingWords() {
  return (
    <EmptyWords Icon={Play} title="Nothing has happened yet">
      The first steps show up here as soon as the run begins.
    </EmptyWords>
  );
}

/** Other runs use up what may go on at once: why this one waits, and that nothing has to be done. */
export function QueuedWords() {
  const { data: settings } = trpc.settings.get.useQuery();
  return (
    <EmptyWords Icon={Hourglass} title="This run waits for its turn">
      It starts by itself when another run ends.
      {settings &&
        ` At most ${plural(settings.maxConcurrentRuns, "run")} at once, ${settings.maxConcurrentRunsPerRepository} in one repository.`}
    </EmptyWords>
  );
}
