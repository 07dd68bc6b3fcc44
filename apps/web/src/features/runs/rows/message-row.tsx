import { Trans } from "@lingui/react/macro";
import { Lightbulb, MessageSquareText } from "lucide-react";
import { Disclosure } from "../../../ui/disclosure.tsx";
import { Markdown } from "../../../ui/markdown.tsx";
import { withoutPromise } from "../said-done.ts";
import type { MessageRow } from "../timeline-rows.ts";
import { SaysDone } from "./says-done.tsx";
import { TrackRow } from "./track.tsx";

/** What the agent says, as Markdown; what it thinks is folded. */
export function MessageRowView({
  row,
  open,
  onToggle,
  isLive,
}: {
  row: MessageRow;
  open: boolean | undefined;
  onToggle: (open: boolean) => void;
  /** Whether its iteration goes on: more of it may come. */
  isLive: boolean;
}) {
  if (row.messageKind === "thought") {
    const beginning = firstLine(row.text);
    return (
      <TrackRow mark={<Lightbulb className="size-4 text-ink-3" />}>
        <Disclosure
          open={open ?? false}
          onToggle={onToggle}
          summaryClassName="min-h-7 px-1"
          summary={
            <span className="min-w-0 truncate text-ink-3 italic">
              {open ? <Trans>Thought</Trans> : <Trans>Thought: {beginning}</Trans>}
            </span>
          }
        >
          <p className="max-h-96 overflow-y-auto pl-6 text-sm whitespace-pre-wrap text-ink-2 italic [overflow-wrap:anywhere]">
            {row.text.trim()}
          </p>
        </Disclosure>
      </TrackRow>
    );
  }
  const { text, saysDone } = withoutPromise(row.text);
  return (
    <TrackRow mark={<MessageSquareText className="size-4 text-ink-2" />} className="py-1">
      <div className="max-w-[80ch] pl-1 text-sm">
        <span className="sr-only">
          <Trans>Agent:</Trans>{" "}
        </span>
        {text !== "" && (
          <Markdown
            text={text}
            isGrowing={isLive}
            isWhole={open ?? false}
            onWhole={() => onToggle(true)}
          />
        )}
        {saysDone && <SaysDone />}
      </div>
    </TrackRow>
  );
}

/** A thought's beginning; marks of Markdown say nothing in a line. */
function firstLine(text: string): string {
  return (text.trim().split("\n", 1)[0] ?? "").replaceAll(/^#+\s*|\*\*/g, "").slice(0, 200);
}
