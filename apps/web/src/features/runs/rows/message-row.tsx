import { Lightbulb, MessageSquareText } from "lucide-react";
import { Disclosure } from "../../../ui/disclosure.tsx";
import type { MessageRow } from "../timeline-rows.ts";
import { TrackRow } from "./track.tsx";

/** A longer message is cut until it is asked for: one row must not be a hundred screens. */
const maxMessageLength = 6_000;

/** What the agent says or thinks, as plain text with its line breaks. */
export function MessageRowView({
  row,
  open,
  onToggle,
}: {
  row: MessageRow;
  open: boolean | undefined;
  onToggle: (open: boolean) => void;
}) {
  if (row.messageKind === "thought") {
    return (
      <TrackRow mark={<Lightbulb className="size-4 text-ink-3" />}>
        <Disclosure
          open={open ?? false}
          onToggle={onToggle}
          summary={
            <span className="min-w-0 truncate text-ink-3 italic">
              Thought{open ? "" : `: ${row.text.trim().split("\n", 1)[0]}`}
            </span>
          }
        >
          <p className="pl-5 text-sm whitespace-pre-wrap text-ink-2 italic [overflow-wrap:anywhere]">
            {row.text}
          </p>
        </Disclosure>
      </TrackRow>
    );
  }
  const isCut = row.text.length > maxMessageLength && !open;
  return (
    <TrackRow mark={<MessageSquareText className="size-4 text-ink-2" />}>
      <p className="text-sm whitespace-pre-wrap [overflow-wrap:anywhere]">
        <span className="sr-only">Agent: </span>
        {isCut ? `${row.text.slice(0, maxMessageLength)}…` : row.text.trim()}
      </p>
      {isCut && (
        <button
          type="button"
          className="text-xs font-medium text-accent underline"
          onClick={() => onToggle(true)}
        >
          Show all of this message
        </button>
      )}
    </TrackRow>
  );
}
