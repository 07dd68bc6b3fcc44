import { msg } from "@lingui/core/macro";
import type { MessageDescriptor } from "@lingui/core";
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
import type { ToolRow } from "../timeline-rows.ts";

/** What kind of thing an agent does with a tool, as a sign and a word. */
export const toolKinds: Record<ToolRow["toolKind"], { Icon: LucideIcon; word: MessageDescriptor }> =
  {
    read: { Icon: FileText, word: msg`Read` },
    edit: { Icon: PencilLine, word: msg`Edit` },
    delete: { Icon: Trash2, word: msg`Delete` },
    move: { Icon: FolderInput, word: msg`Move` },
    search: { Icon: Search, word: msg`Search` },
    execute: { Icon: SquareTerminal, word: msg`Command` },
    think: { Icon: Brain, word: msg`Think` },
    fetch: { Icon: Globe, word: msg`Fetch` },
    switch_mode: { Icon: ArrowRightLeft, word: msg`Mode` },
    other: { Icon: Wrench, word: msg`Tool` },
  };

/** How a tool call stands. `cut` is one whose run ended before it was told of its end. */
export const toolStatuses: Record<
  ToolRow["status"] | "cut",
  { word: MessageDescriptor; className: string }
> = {
  pending: { word: msg`waiting`, className: "text-ink-3" },
  in_progress: { word: msg`running`, className: "text-accent" },
  completed: { word: msg`done`, className: "text-ok" },
  failed: { word: msg`failed`, className: "text-bad" },
  cut: { word: msg`cut off`, className: "text-ink-3" },
};
