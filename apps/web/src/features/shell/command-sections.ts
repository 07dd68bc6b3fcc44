import { i18n, type MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import type { CommandSection } from "./commands.ts";

const words: Record<CommandSection, MessageDescriptor> = {
  session: msg`Session`,
  timeline: msg`Timeline`,
  changes: msg`Changes`,
  history: msg`History`,
  overview: msg`Overview`,
  repository: msg`Repository`,
  agents: msg`Agents`,
  settings: msg`Settings`,
  go: msg`Go to`,
  look: msg`Appearance`,
  help: msg`Help`,
};

/** The order of sections: what belongs to the page in view stands first. */
export const commandSections: readonly CommandSection[] = [
  "session",
  "timeline",
  "changes",
  "history",
  "overview",
  "repository",
  "agents",
  "settings",
  "go",
  "look",
  "help",
];

/** What a section is called. */
export function sectionWord(section: CommandSection): string {
  return i18n._(words[section]);
}
