import { i18n } from "@lingui/core";
import { msg, t } from "@lingui/core/macro";
import { Plural, Trans } from "@lingui/react/macro";
import { Circle, CircleCheck, CircleDot, ListChecks, MessageSquareReply, Play } from "lucide-react";
import { cn } from "../../../lib/cn.ts";
import { formatClock } from "../../../lib/format.ts";
import { Disclosure } from "../../../ui/disclosure.tsx";
import { Notice } from "../../../ui/notice.tsx";
import { ProblemHelp, ProblemLabel } from "../../agents/problem-help.tsx";
import { Countdown } from "../countdown.tsx";
import type { GuidanceRow, NoticeRow, PlanRow, StartRow, UsageRow } from "../timeline-rows.ts";
import { usageWords } from "../usage.ts";
import { TrackRow } from "./track.tsx";

/** A prompt of up to this many characters stands there whole. */
const shortPromptLength = 400;

/** The beginning of the run: the prompt that it was given. */
export function StartRowView({
  row,
  open,
  onToggle,
}: {
  row: StartRow;
  open: boolean;
  onToggle: (open: boolean) => void;
}) {
  const { prompt, at } = row.event;
  const beginning = prompt.slice(0, shortPromptLength);
  const text = (
    <p className="px-2 pb-1.5 text-sm whitespace-pre-wrap [overflow-wrap:anywhere]">{prompt}</p>
  );
  return (
    <div className="pt-3">
      <TrackRow mark={<Play className="size-4 text-accent" />}>
        <div className="rounded-md border bg-surface">
          {prompt.length <= shortPromptLength ? (
            <>
              <p className="flex justify-between px-2 pt-1.5 text-xs text-ink-3">
                <span>
                  <Trans>Prompt</Trans>
                </span>{" "}
                <time dateTime={at}>{formatClock(at)}</time>
              </p>
              {text}
            </>
          ) : (
            <Disclosure
              open={open}
              onToggle={onToggle}
              summaryClassName="min-h-7 px-1.5"
              summary={
                <span className="min-w-0 truncate">
                  {open ? <Trans>Prompt</Trans> : <Trans>Prompt: {beginning}</Trans>}
                </span>
              }
            >
              {text}
            </Disclosure>
          )}
        </div>
      </TrackRow>
    </div>
  );
}

const planLooks = {
  pending: { Icon: Circle, word: msg`To do`, className: "text-ink-3" },
  in_progress: { Icon: CircleDot, word: msg`Now`, className: "text-accent" },
  completed: { Icon: CircleCheck, word: msg`Done`, className: "text-ok" },
} as const;

/** The agent's plan as a checklist, as it is now. */
export function PlanRowView({ row }: { row: PlanRow }) {
  const total = row.entries.length;
  const done = row.entries.filter(({ status }) => status === "completed").length;
  return (
    <TrackRow mark={<ListChecks className="size-4 text-ink-2" />}>
      <div className="rounded-md border bg-surface px-2 py-1.5">
        <p className="flex justify-between text-xs text-ink-3">
          <span>
            <Trans>Plan</Trans>
          </span>
          <span className="tabular-nums">
            <Trans>
              {done} of <Plural value={total} one="# step done" other="# steps done" />
            </Trans>
          </span>
        </p>
        <ul aria-label={t`Plan`} className="mt-0.5 flex flex-col gap-0.5">
          {row.entries.map(({ content, status }, index) => {
            const { Icon, word, className } = planLooks[status];
            return (
              // Two entries may have the same words: their place is their identity.
              <li key={index} className="flex items-start gap-2 text-sm">
                <Icon
                  role="img"
                  aria-label={i18n._(word)}
                  className={`mt-0.5 size-4 shrink-0 ${className}`}
                />
                <span
                  className={cn(
                    "min-w-0 [overflow-wrap:anywhere]",
                    status === "completed" && "text-ink-3",
                    status === "in_progress" && "font-medium",
                  )}
                >
                  {content}
                </span>
              </li>
            );
          })}
        </ul>
      </div>
    </TrackRow>
  );
}

/** Something that the orchestrator wants known: what kind of problem it is, how long a wait still takes, what can be done. */
export function NoticeRowView({ row }: { row: NoticeRow }) {
  const { level, message, until, category, help } = row;
  return (
    <TrackRow>
      <Notice level={level} className="px-2 py-1">
        {category && <ProblemLabel category={category} />}
        <span className="whitespace-pre-wrap">{message}</span>
        {until !== undefined && <Countdown until={until} />}
        <ProblemHelp category={category} help={help} />
      </Notice>
    </TrackRow>
  );
}

/** What the person told the agent while it worked. */
export function GuidanceRowView({ row }: { row: GuidanceRow }) {
  const { text, delivery, at } = row.event;
  return (
    <TrackRow mark={<MessageSquareReply className="size-4 text-accent" />}>
      <div
        role="group"
        aria-label={t`Guidance from you`}
        className="rounded-md border border-accent bg-accent-soft px-2 py-1.5"
      >
        <p className="flex flex-wrap justify-between gap-x-3 text-xs text-ink-2">
          <span>
            {delivery === "turn" ? (
              <Trans>You, to the turn that was going on</Trans>
            ) : (
              <Trans>You, for the next iteration</Trans>
            )}
          </span>
          <time dateTime={at}>{formatClock(at)}</time>
        </p>
        <p className="text-sm whitespace-pre-wrap [overflow-wrap:anywhere]">{text}</p>
      </div>
    </TrackRow>
  );
}

/** What an iteration's agent used. */
export function UsageRowView({ row }: { row: UsageRow }) {
  return (
    <TrackRow>
      <p className="px-1.5 text-xs text-ink-3 [overflow-wrap:anywhere]">
        <span className="sr-only">
          <Trans>Used:</Trans>{" "}
        </span>
        {usageWords(row.usage)}
        {row.usage.models.length > 0 && ` · ${row.usage.models.join(", ")}`}
      </p>
    </TrackRow>
  );
}
