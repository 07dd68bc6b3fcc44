import { Circle, CircleCheck, CircleDot, ListChecks, MessageSquareReply, Play } from "lucide-react";
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
                <span>Prompt</span> <time dateTime={at}>{formatClock(at)}</time>
              </p>
              {text}
            </>
          ) : (
            <Disclosure
              open={open}
              onToggle={onToggle}
              summaryClassName="px-1.5 py-1"
              summary={<span className="min-w-0 truncate">Prompt{open ? "" : `: ${prompt}`}</span>}
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
  pending: { Icon: Circle, word: "To do", className: "text-ink-3" },
  in_progress: { Icon: CircleDot, word: "Now", className: "text-accent" },
  completed: { Icon: CircleCheck, word: "Done", className: "text-ok" },
} as const;

/** The agent's plan as a checklist, as it is now. */
export function PlanRowView({ row }: { row: PlanRow }) {
  return (
    <TrackRow mark={<ListChecks className="size-4 text-ink-2" />}>
      <ul
        aria-label="Plan"
        className="flex flex-col gap-0.5 rounded-md border bg-surface px-2 py-1.5"
      >
        {row.entries.map(({ content, status }, index) => {
          const { Icon, word, className } = planLooks[status];
          return (
            // Two entries may have the same words: their place is their identity.
            <li key={index} className="flex items-start gap-2 text-sm">
              <Icon
                role="img"
                aria-label={word}
                className={`mt-0.5 size-4 shrink-0 ${className}`}
              />
              <span className={status === "completed" ? "text-ink-3 line-through" : ""}>
                {content}
              </span>
            </li>
          );
        })}
      </ul>
    </TrackRow>
  );
}

/** Something that the orchestrator wants known: what kind of problem it is, how long a wait still takes, what can be done. */
export function NoticeRowView({ row }: { row: NoticeRow }) {
  const { level, message, until, category, help } = row;
  return (
    <TrackRow>
      <Notice level={level} className="py-1">
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
        aria-label="Guidance from you"
        className="rounded-md border border-accent bg-accent-soft px-2 py-1.5"
      >
        <p className="flex flex-wrap justify-between gap-x-3 text-xs text-ink-2">
          <span>
            You, {delivery === "turn" ? "to the turn that was going on" : "for the next iteration"}
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
        <span className="sr-only">Used: </span>
        {usageWords(row.usage)}
        {row.usage.models.length > 0 && ` · ${row.usage.models.join(", ")}`}
      </p>
    </TrackRow>
  );
}
