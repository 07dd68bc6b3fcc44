import type { RouterOutputs } from "@signalbox/api/router";
import { isEnded } from "@signalbox/shared";
import { OctagonX, Square } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { problemOf } from "../../lib/errors.ts";
import { trpc } from "../../lib/trpc.ts";
import { Button } from "../../ui/button.tsx";

/** Stop a run; when it takes its time, by force. Nothing when the run has ended. */
export function StopRun({ run }: { run: RouterOutputs["runs"]["get"] }) {
  const [askedRunId, setAskedRunId] = useState<string | null>(null);
  const stop = trpc.runs.stop.useMutation({
    onError: (error) => {
      const problem = problemOf(error);
      // It ended by itself in between: that is what was wanted.
      if (problem.code !== "RUN_ALREADY_ENDED") toast.error(problem.message);
      setAskedRunId(null);
    },
  });
  if (isEnded(run.status)) return null;
  if (askedRunId !== run.id) {
    return (
      <Button
        variant="danger"
        onClick={() => {
          setAskedRunId(run.id);
          stop.mutate({ runId: run.id });
        }}
      >
        <Square aria-hidden className="size-3.5" />
        Stop
      </Button>
    );
  }
  return (
    <>
      <span role="status" className="text-sm text-ink-2">
        Stopping…
      </span>
      <Button variant="danger" onClick={() => stop.mutate({ runId: run.id, force: true })}>
        <OctagonX aria-hidden className="size-4" />
        Force stop
      </Button>
    </>
  );
}
