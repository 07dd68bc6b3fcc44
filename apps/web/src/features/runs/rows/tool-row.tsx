import {
  ArrowRightLeft,
  Brain,
  FileText,
  FolderInput,
  Globe,
  PencilLine,
  Search,
  SquareTerminal,
  Trash2,
  Wrench,
  type LucideIcon,
} from "lucide-react";
import { useMemo } from "react";
import { cn } from "../../../lib/cn.ts";
import { Disclosure } from "../../../ui/disclosure.tsx";
import { FileDiff } from "../../git/file-diff.tsx";
import { diffTexts, lineCountOf } from "../../git/patch.ts";
import type { ToolRow } from "../timeline-rows.ts";
import { ProgramText } from "../../../ui/program-text.tsx";
import { TrackRow } from "./track.tsx";

/** An edit of up to this many lines is open from the start: to see the change is why one watches. */
const maxOpenDiffLines = 40;

const kinds: Record<ToolRow["toolKind"], { Icon: LucideIcon; word: string }> = {
  read: { Icon: FileText, word: "Read" },
  edit: { Icon: PencilLine, word: "Edit" },
  delete: { Icon: Trash2, word: "Delete" },
  move: { Icon: FolderInput, word: "Move" },
  search: { Icon: Search, word: "Search" },
  execute: { Icon: SquareTerminal, word: "Command" },
  think: { Icon: Brain, word: "Think" },
  fetch: { Icon: Globe, word: "Fetch" },
  switch_mode: { Icon: ArrowRightLeft, word: "Mode" },
  other: { Icon: Wrench, word: "Tool" },
};

const statuses: Record<ToolRow["status"], { word: string; className: string }> = {
  pending: { word: "waiting", className: "text-ink-3" },
  in_progress: { word: "running", className: "text-accent" },
  completed: { word: "done", className: "text-ok" },
  failed: { word: "failed", className: "text-bad" },
};

/** One tool call: what the agent did with which tool, and what came of it. */
export function ToolRowView({
  row,
  open,
  onToggle,
}: {
  row: ToolRow;
  open: boolean | undefined;
  onToggle: (open: boolean) => void;
}) {
  const { Icon, word } = kinds[row.toolKind];
  const status = statuses[row.status];
  const { diffs } = row;
  const files = useMemo(() => diffs.map((edit) => ({ edit, hunks: diffTexts(edit) })), [diffs]);
  const diffLines = files.reduce((sum, { hunks }) => sum + (hunks ? lineCountOf(hunks) : 0), 0);
  const isOpen = open ?? (diffLines > 0 && diffLines <= maxOpenDiffLines);
  const hasDetail =
    files.length > 0 || Boolean(row.input ?? row.output) || row.locations.length > 0;
  const summary = (
    <>
      <span className="sr-only">{word}: </span>
      <span
        className={cn("min-w-0 flex-1 truncate", row.toolKind === "execute" && "font-mono text-xs")}
      >
        {row.title ?? word}
      </span>
      <span className={cn("shrink-0 pr-1 text-xs font-medium", status.className)}>
        {status.word}
        {row.exitCode !== null && (
          <span className={row.exitCode === 0 ? "text-ink-3" : "text-bad"}>
            {" "}
            · exit {row.exitCode}
          </span>
        )}
      </span>
    </>
  );
  return (
    <TrackRow mark={<Icon className="size-4 text-ink-2" />}>
      {hasDetail ? (
        <Disclosure
          open={isOpen}
          onToggle={onToggle}
          summary={summary}
          className="rounded-md border bg-surface"
          summaryClassName="px-1.5 py-1"
        >
          <div className="flex flex-col gap-2 border-t p-2">
            {row.locations.length > 0 && files.length === 0 && (
              <p className="font-mono text-xs text-ink-2 [overflow-wrap:anywhere]">
                {row.locations.join("  ")}
              </p>
            )}
            {row.input && <ProgramText label="Input" text={row.input} />}
            {files.map(({ edit, hunks }) => (
              <div key={edit.path} className="overflow-hidden rounded-sm border">
                <p className="border-b bg-sunken px-2 py-0.5 font-mono text-xs [overflow-wrap:anywhere]">
                  {edit.path}
                  {edit.oldText === null && <span className="text-ink-3"> (new)</span>}
                </p>
                {hunks ? (
                  <FileDiff hunks={hunks} path={edit.path} />
                ) : (
                  <ProgramText label="New text" text={edit.newText} />
                )}
              </div>
            ))}
            {row.output && <ProgramText label="Output" text={row.output} />}
          </div>
        </Disclosure>
      ) : (
        <p className="flex items-center gap-1.5 rounded-md border bg-surface px-2 py-1 text-sm">
          {summary}
        </p>
      )}
    </TrackRow>
  );
}
