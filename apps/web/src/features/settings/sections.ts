import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import {
  Archive,
  Bell,
  Bot,
  FolderGit2,
  Gauge,
  Info,
  Keyboard,
  Palette,
  SquarePlus,
  type LucideIcon,
} from "lucide-react";
import { z } from "zod";

export const sectionIdSchema = z.enum([
  "appearance",
  "new-sessions",
  "limits",
  "agents",
  "repositories",
  "retention",
  "notifications",
  "keyboard",
  "about",
]);
export type SectionId = z.infer<typeof sectionIdSchema>;

/** A part of a section: a heading with what can be set below it. Its id is the hash of its address. */
export interface SettingsPart {
  id: string;
  label: MessageDescriptor;
  /** What people may look for who do not know its name. */
  words: MessageDescriptor;
}

export interface SettingsSection {
  id: SectionId;
  label: MessageDescriptor;
  Icon: LucideIcon;
  parts: readonly SettingsPart[];
}

/** Every section of the settings with its parts, in the order in which they are shown. */
export const sections: readonly SettingsSection[] = [
  {
    id: "appearance",
    label: msg`Appearance`,
    Icon: Palette,
    parts: [
      { id: "theme", label: msg`Theme`, words: msg`dark light system colours night` },
      { id: "language", label: msg`Language`, words: msg`English Chinese translation locale` },
      { id: "text-size", label: msg`Text size`, words: msg`font larger small zoom` },
    ],
  },
  {
    id: "new-sessions",
    label: msg`New sessions`,
    Icon: SquarePlus,
    parts: [
      { id: "defaults", label: msg`Defaults`, words: msg`orchestrator agent ralph gsd gas town` },
      { id: "templates", label: msg`Prompt templates`, words: msg`prompts saved snippets text` },
    ],
  },
  {
    id: "limits",
    label: msg`Limits`,
    Icon: Gauge,
    parts: [
      {
        id: "concurrency",
        label: msg`Runs at once`,
        words: msg`concurrent parallel queue per repository`,
      },
      { id: "turn", label: msg`Limits of a turn`, words: msg`time silence timeout minutes hang` },
      { id: "prices", label: msg`Prices`, words: msg`cost model tokens dollars budget` },
    ],
  },
  {
    id: "agents",
    label: msg`Agents`,
    Icon: Bot,
    parts: [
      {
        id: "agents",
        label: msg`Agents`,
        words: msg`custom command ACP test login model effort environment secrets`,
      },
    ],
  },
  {
    id: "repositories",
    label: msg`Repositories`,
    Icon: FolderGit2,
    parts: [
      { id: "scan", label: msg`Where to look`, words: msg`scan folders directories depth find` },
      { id: "clone", label: msg`Folder for clones`, words: msg`clone directory path` },
    ],
  },
  {
    id: "retention",
    label: msg`Retention`,
    Icon: Archive,
    parts: [
      {
        id: "journals",
        label: msg`Journals`,
        words: msg`delete keep days size disk space logs old`,
      },
    ],
  },
  {
    id: "notifications",
    label: msg`Notifications`,
    Icon: Bell,
    parts: [
      { id: "browser", label: msg`Browser notifications`, words: msg`permission desktop alert` },
      { id: "sound", label: msg`Sound`, words: msg`volume chime mute` },
      { id: "when", label: msg`When`, words: msg`completed failed stopped in view` },
    ],
  },
  {
    id: "keyboard",
    label: msg`Keyboard`,
    Icon: Keyboard,
    parts: [{ id: "keys", label: msg`Keys`, words: msg`shortcuts hotkeys map` }],
  },
  {
    id: "about",
    label: msg`About`,
    Icon: Info,
    parts: [
      { id: "server", label: msg`This server`, words: msg`version data folder started home` },
      { id: "health", label: msg`Health`, words: msg`database journals worktrees sizes agents` },
      { id: "report", label: msg`Bug report`, words: msg`copy support problem` },
    ],
  },
];
