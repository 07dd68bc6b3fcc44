import type { RouterOutputs } from "@signalbox/api/router";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Bot } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { problemOf } from "../../lib/errors.ts";
import { plural } from "../../lib/format.ts";
import { trpc } from "../../lib/trpc.ts";
import { Button } from "../../ui/button.tsx";
import { Field, Textarea } from "../../ui/field.tsx";
import { ProblemNotice } from "../../ui/notice.tsx";
import { rememberSolving } from "./solving.ts";

/** The checks that every run of this kind gets: those of an earlier one are of another merge. */
const ofSolving = /^(?:no conflict markers|merge concludes)(?: \(Signalbox\))?$/;

/** Hand the conflicts to the session's agent as a run, with the checks and the budget of the last one. */
export function SolveByAgent({
  session,
  into,
  onStarted,
}: {
  session: RouterOutputs["sessions"]["get"];
  into: string;
  onStarted: () => void;
}) {
  const [prompt, setPrompt] = useState("");
  const navigate = useNavigate();
  const utils = trpc.useUtils();
  const queryClient = useQueryClient();
  const sessionId = session.id;
  const solve = trpc.git.solveConflicts.useMutation({
    onSuccess: async ({ previousHead, run }) => {
      await Promise.all([
        utils.git.invalidate(),
        queryClient.invalidateQueries({ queryKey: ["land-plan"] }),
      ]);
      if (run === null) {
        toast.success(`There was no conflict any more: ${into} is merged into the session.`);
        return;
      }
      rememberSolving(sessionId, { previousHead, into, runId: run.id });
      await utils.sessions.get.invalidate({ id: sessionId });
      onStarted();
      await navigate({ to: "/sessions/$sessionId", params: { sessionId }, search: {} });
    },
  });
  const last = session.latestRun;
  const checks = (last?.checks ?? []).filter(({ name }) => !ofSolving.test(name));
  return (
    <section aria-label="By the agent" className="flex flex-col gap-2 border-t pt-3">
      <h3 className="flex items-center gap-1.5 text-sm font-semibold">
        <Bot aria-hidden className="size-4 text-ink-3" />
        Or let the agent solve them
      </h3>
      <p className="text-sm text-ink-2">
        {into} is merged into the session, both sides stay in the files between markers, and a run
        begins. It is done when no marker is left
        {checks.length > 0 && ` and the ${plural(checks.length, "check")} of the last run passed`}.
        Nothing is landed by it, and you can take it back.
      </p>
      <Field label="What else it should know (optional)">
        {(control) => (
          <Textarea
            {...control}
            rows={2}
            className="min-h-14"
            placeholder="Keep the new signature, and the tests of both."
            value={prompt}
            onChange={(event) => setPrompt(event.target.value)}
          />
        )}
      </Field>
      <Button
        className="self-start"
        pending={solve.isPending}
        onClick={() =>
          solve.mutate({
            sessionId,
            into,
            prompt: prompt.trim() === "" ? undefined : prompt,
            checks: checks.map(({ name, command }) => ({ name, command })),
            budget: last
              ? {
                  maxIterations: last.budget.maxIterations,
                  maxDurationMs: last.budget.maxDurationMs ?? undefined,
                  maxCostUsd: last.budget.maxCostUsd ?? undefined,
                }
              : undefined,
          })
        }
      >
        {solve.isPending ? "Merging…" : "Let the agent solve them"}
      </Button>
      {solve.isError && <ProblemNotice problem={problemOf(solve.error)} />}
    </section>
  );
}
