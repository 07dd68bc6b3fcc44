import { t } from "@lingui/core/macro";
import { Plural, Trans } from "@lingui/react/macro";
import type { RouterOutputs } from "@signalbox/api/router";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Bot } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { problemOf } from "../../lib/errors.ts";
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
        toast.success(t`There was no conflict any more: ${into} is merged into the session.`);
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
    <section aria-label={t`By the agent`} className="flex flex-col gap-2 border-t pt-3">
      <h3 className="flex items-center gap-1.5 text-sm font-semibold">
        <Bot aria-hidden className="size-4 text-ink-3" />
        <Trans>Or let the agent solve them</Trans>
      </h3>
      <p className="text-sm text-ink-2">
        <Trans>
          {into} is merged into the session, both sides stay in the files between markers, and a run
          begins.
        </Trans>{" "}
        {checks.length > 0 ? (
          <Plural
            value={checks.length}
            one="It is done when no marker is left and the # check of the last run passed."
            other="It is done when no marker is left and the # checks of the last run passed."
          />
        ) : (
          <Trans>It is done when no marker is left.</Trans>
        )}{" "}
        <Trans>Nothing is landed by it, and you can take it back.</Trans>
      </p>
      <Field label={t`What else it should know (optional)`}>
        {(control) => (
          <Textarea
            {...control}
            rows={2}
            className="min-h-14"
            placeholder={t`Keep the new signature, and the tests of both.`}
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
        {solve.isPending ? t`Merging…` : t`Let the agent solve them`}
      </Button>
      {solve.isError && <ProblemNotice problem={problemOf(solve.error)} />}
    </section>
  );
}
