import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { RouterOutputs } from "@signalbox/api/router";
import { isEnded } from "@signalbox/shared";
import { OctagonX, Square } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { problemOf } from "../../lib/errors.ts";
import { trpc } from "../../lib/trpc.ts";
import { useNow } from "../../lib/use-now.ts";
import { Button } from "../../ui/button.tsx";
import { useCommands } from "../shell/commands.ts";

/** An agent that heard of it has mostly stopped by then; force is offered only afterwards. */
const patienceMs = 3_000;

/** Stop a run; when it takes its time, at once and by force. Nothing when the run has ended. */
export function StopRun({ run }: { run: RouterOutputs["runs"]["get"] }) {
  const [asked, setAsked] = useState<{ runId: string; atMs: number } | null>(null);
  const stop = trpc.runs.stop.useMutation({
    onError: (error) => {
      const problem = problemOf(error);
      // It ended by itself in between: that is what was wanted.
      if (problem.code !== "RUN_ALREADY_ENDED") toast.error(problem.message);
      setAsked(null);
    },
  });
  const isAsked = asked?.runId === run.id;
  const nowMs = useNow(500, isAsked && !isEnded(run.status));
  const isLate = isAsked && nowMs - asked.atMs >= patienceMs;
  const ask = () => {
    setAsked({ runId: run.id, atMs: Date.now() });
    stop.mutate({ runId: run.id });
    // The button goes away: the keys of the page go on from its content.
    document.querySelector<HTMLElement>("#main")?.focus({ preventScroll: true });
  };
  const force = () => stop.mutate({ runId: run.id, force: true });
  const goesOn = !isEnded(run.status);
  useCommands([
    {
      id: "run.stop",
      label: isAsked ? t`Stop the run now, by force` : t`Stop the run`,
      section: "session",
      when: goesOn && (!isAsked || isLate),
      run: isAsked ? force : ask,
    },
  ]);
  if (!goesOn) return null;
  if (!isAsked) {
    return (
      <Button variant="danger" onClick={ask}>
        <Square aria-hidden className="size-3.5" />
        <Trans>Stop</Trans>
      </Button>
    );
  }
  return (
    <>
      <span role="status" className="text-sm text-ink-2">
        <Trans>Stopping…</Trans>
      </span>
      {isLate && (
        <Button
          variant="danger"
          title={t`Ends the agent and all that it started, without waiting for its last word`}
          onClick={force}
        >
          <OctagonX aria-hidden className="size-4" />
          <Trans>Stop now</Trans>
        </Button>
      )}
    </>
  );
}
