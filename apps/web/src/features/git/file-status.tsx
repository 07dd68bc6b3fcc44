import { cn } from "../../lib/cn.ts";
import type { ChangedFileInfo } from "./changes-context.ts";

/** What happened to a file, in a word. */
const statusWords: Record<ChangedFileInfo["status"], string> = {
  added: "added",
  modified: "modified",
  deleted: "deleted",
  renamed: "renamed",
  copied: "copied",
  type_changed: "type changed",
  unmerged: "unmerged",
};

const letters: Record<ChangedFileInfo["status"], string> = {
  added: "A",
  modified: "M",
  deleted: "D",
  renamed: "R",
  copied: "C",
  type_changed: "T",
  unmerged: "U",
};

const colors: Partial<Record<ChangedFileInfo["status"], string>> = {
  added: "text-ok",
  copied: "text-ok",
  deleted: "text-bad",
  unmerged: "text-bad",
  renamed: "text-accent",
};

/** The letter that git has for what happened to a file; its word is spoken, and shown on hovering. */
export function StatusLetter({ status }: { status: ChangedFileInfo["status"] }) {
  return (
    <span
      title={statusWords[status]}
      className={cn("shrink-0 font-mono text-xs font-semibold text-warn", colors[status])}
    >
      <span aria-hidden>{letters[status]}</span>
      <span className="sr-only">{statusWords[status]}</span>
    </span>
  );
}
