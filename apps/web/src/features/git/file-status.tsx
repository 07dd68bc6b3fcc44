import { i18n, type MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import { cn } from "../../lib/cn.ts";
import type { ChangedFileInfo } from "./changes-context.ts";

/** What happened to a file, in a word. */
const statusWords: Record<ChangedFileInfo["status"], MessageDescriptor> = {
  added: msg`added`,
  modified: msg`modified`,
  deleted: msg`deleted`,
  renamed: msg`renamed`,
  copied: msg`copied`,
  type_changed: msg`type changed`,
  unmerged: msg`unmerged`,
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
      title={i18n._(statusWords[status])}
      className={cn("shrink-0 font-mono text-xs font-semibold text-warn", colors[status])}
    >
      <span aria-hidden>{letters[status]}</span>
      <span className="sr-only">{i18n._(statusWords[status])}</span>
    </span>
  );
}
