import { t } from "@lingui/core/macro";
import type { Command, CommandSection } from "../shell/commands.ts";

type PageKey = Pick<Command, "id" | "label" | "section"> & { keys: readonly string[] };

/**
 * The keys of pages that are not the one in view: their commands are known only while those pages are shown. In the words of the
 * commands themselves, with the same ids.
 */
export function pageKeys(): PageKey[] {
  const of = (
    section: CommandSection,
    keys: readonly [id: string, keys: string, label: string][],
  ) => keys.map(([id, stroke, label]) => ({ id, section, label, keys: [stroke] }));
  return [
    ...of("overview", [
      ["overview.next", "j", t`Next session`],
      ["overview.previous", "k", t`Previous session`],
      ["overview.open", "Enter", t`Open the session`],
      ["overview.done", "x", t`Mark the session as done, or take it back`],
      ["overview.stop", "s", t`Stop the session’s run…`],
    ]),
    ...of("session", [
      ["session.view-timeline", "1", t`Show the timeline`],
      ["session.view-changes", "2", t`Show the changes`],
      ["session.view-history", "3", t`Show the history`],
      ["session.view-iterations", "4", t`Show the iterations as a chart`],
      ["run.guide", "t", t`Tell the agent something`],
    ]),
    ...of("timeline", [
      ["timeline.end", "End", t`Go to the end of the timeline`],
      ["timeline.start", "Home", t`Go to the beginning of the timeline`],
    ]),
  ];
}
