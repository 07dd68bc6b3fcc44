import { Circle, CircleCheck, CircleDot, ListChecks, Play } from "lucide-react";
import { formatClock, formatElapsed } from "../../../lib/format.ts";
import { useNow } from "../../../lib/use-now.ts";
import { Disclosure } from "../../../ui/disclosure.tsx";
import { Notice } from "../../../ui/notice.tsx";
import type { NoticeRow, PlanRow, StartRow } from "../timeline-rows.ts";
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

/** Something that the orchestrator wants known; of a wait also how long it still takes. */
export function NoticeRowView({ row }: { row: NoticeRow }) {
  return (
    <TrackRow>
      <Notice level={row.level} className="py-1">
        <span className="whitespace-pre-wrap">{row.message}</span>
        {row.until !== undefined && <Countdown until={row.until} />}
      </Notice>
    </TrackRow>
  );
}

/** The rest of a wait, counted down; nothing when it is over. */
function Countdown({ until }: { until: string }) {
  const endMs = Date.parse(until);
  const leftMs = endMs - useNow(1_000, endMs > Date.now());
  if (leftMs <= 0) return null;
  return (
    <span className="ml-2 whitespace-nowrap tabular-nums">
      until {formatClock(until)}, {formatElapsed(leftMs)} left
    </span>
  );
}
