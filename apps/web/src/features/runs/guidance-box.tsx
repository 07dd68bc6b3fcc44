import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { RouterOutputs } from "@signalbox/api/router";
import { useId, useRef, type FormEvent } from "react";
import { problemOf } from "../../lib/errors.ts";
import { trpc } from "../../lib/trpc.ts";
import { submitOnCtrlEnter } from "../../lib/submit-keys.ts";
import { useNow } from "../../lib/use-now.ts";
import { Button } from "../../ui/button.tsx";
import { Textarea } from "../../ui/field.tsx";
import { FormProblem } from "../../ui/notice.tsx";
import { useCommands } from "../shell/commands.ts";
import { PulseLine } from "./pulse-line.tsx";
import { isWaiting, type Pulse } from "./pulse.ts";

/**
 * Tell the agent something while its run goes on. The caller keeps the text: when the run ends meanwhile, it is not lost.
 * `canSteer`: whether this agent takes guidance within a turn.
 */
export function GuidanceBox({
  run,
  iteration,
  pulse,
  canSteer,
  text,
  onChange,
}: {
  run: RouterOutputs["runs"]["get"];
  /** The latest one that has begun. */
  iteration: number;
  pulse: Pulse;
  canSteer: boolean;
  text: string;
  onChange: (text: string) => void;
}) {
  const id = useId();
  const nowMs = useNow(1_000, run.status === "running");
  const field = useRef<HTMLTextAreaElement>(null);
  useCommands([
    {
      id: "run.guide",
      label: t`Tell the agent something`,
      section: "session",
      keys: "t",
      run: () => field.current?.focus(),
    },
  ]);
  const steer = trpc.runs.steer.useMutation({
    onSuccess: (_run, { text: sent }) => {
      // What was typed meanwhile is for the next time.
      if (field.current?.value === sent) onChange("");
      field.current?.focus();
    },
  });
  const problem = steer.isError ? problemOf(steer.error) : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() !== "" && !steer.isPending) steer.mutate({ runId: run.id, text });
  };
  return (
    <form
      aria-label={t`Guidance`}
      noValidate
      onSubmit={submit}
      onKeyDown={submitOnCtrlEnter}
      className="flex max-h-[60%] shrink-0 flex-col gap-1 overflow-y-auto border-t bg-surface px-3 pt-1 pb-2.5 md:px-4"
    >
      <PulseLine pulse={pulse} nowMs={nowMs} />
      <p className="flex flex-wrap items-baseline gap-x-2">
        <label htmlFor={id} className="text-sm font-medium">
          <Trans>Tell the agent…</Trans>
        </label>
        <span id={`${id}-reach`} className="text-xs text-ink-3">
          {reach(run, iteration, canSteer && pulse.isTurnOn && !isWaiting(pulse, nowMs))}
        </span>
      </p>
      <div className="flex items-end gap-2">
        <Textarea
          id={id}
          aria-describedby={`${id}-reach`}
          ref={field}
          rows={1}
          aria-keyshortcuts="t"
          className="field-sizing-content max-h-40 min-h-8 flex-1 resize-none"
          placeholder={t`Leave the public API as it is`}
          value={text}
          onChange={(event) => onChange(event.target.value)}
        />
        <Button type="submit" pending={steer.isPending} disabled={text.trim() === ""}>
          {steer.isPending ? t`Sending…` : t`Send`}
        </Button>
      </div>
      <FormProblem problem={problem} isAtField={() => false} />
    </form>
  );
}

/** When what is sent now is heard. */
function reach(run: RouterOutputs["runs"]["get"], iteration: number, reachesTurn: boolean): string {
  if (run.status === "queued") return t`It gets this with its first iteration.`;
  if (reachesTurn) return t`It gets this now, in the turn that is going on.`;
  return iteration < run.budget.maxIterations
    ? t`It gets this with its next iteration.`
    : t`The budget has no further iteration: the next run's prompt is the place for it.`;
}
