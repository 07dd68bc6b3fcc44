import type { SessionStatus, SessionWithRun } from "@signalbox/shared";
import { keysOf } from "../shell/command-keys.ts";
import { commandSections, sectionWord } from "../shell/command-sections.ts";
import type { Command } from "../shell/commands.ts";
import { rank, type Searchable } from "./rank.ts";
import type { Recent } from "./recents.ts";

/** One line of the palette. */
export interface PaletteItem extends Searchable {
  /** Of its own among all of them: `session:<id>`, `command:<id>`. */
  id: string;
  /** Shown quietly beside the label: a session's repository. */
  detail?: string;
  status?: SessionStatus;
  keys?: string;
  run: () => void;
}

export interface PaletteGroup {
  id: string;
  label: string;
  items: PaletteItem[];
}

/** The lines of commands, those of one section together; what was used last comes first in its section. */
export function commandGroups(
  commands: readonly Command[],
  recent: readonly Recent[],
  call: (command: Command) => void,
): PaletteGroup[] {
  const place = new Map(recent.map(({ id }, index) => [id, index]));
  const placeOf = ({ id }: Command) => place.get(id) ?? place.size;
  // Of two with one id the inner one counts.
  const offered = [...new Map(commands.map((command) => [command.id, command])).values()]
    .filter(({ keysOnly, run }) => run && !keysOnly)
    .toSorted((one, other) => placeOf(one) - placeOf(other));
  return commandSections.map((section) => ({
    id: section,
    label: sectionWord(section),
    items: offered
      .filter((command) => command.section === section)
      .map((command) => ({
        id: `command:${command.id}`,
        label: command.label,
        keywords: command.keywords,
        keys: keysOf(command)[0],
        run: () => call(command),
      })),
  }));
}

/** A session as a line. */
export function sessionItem(session: SessionWithRun, open: (id: string) => void): PaletteItem {
  return {
    id: `session:${session.id}`,
    label: session.name,
    keywords: `${session.repositoryName} ${session.branch}`,
    detail: session.repositoryName,
    status: session.status,
    run: () => open(session.id),
  };
}

/**
 * What a query finds in the groups: within each the best first, and the group with the best of all first. Without a query the groups stay
 * as they are. Groups with nothing in them are left out.
 */
export function findInGroups(groups: readonly PaletteGroup[], query: string): PaletteGroup[] {
  const found = rank(
    groups.flatMap(({ items }) => items),
    query,
  );
  const place = new Map(found.map((item, index) => [item.id, index]));
  const placeOf = (item: PaletteItem | undefined) => (item && place.get(item.id)) ?? found.length;
  const narrowed = groups
    .map((group) => ({
      ...group,
      items: group.items
        .filter(({ id }) => place.has(id))
        .toSorted((one, other) => placeOf(one) - placeOf(other)),
    }))
    .filter(({ items }) => items.length > 0);
  return query.trim() === ""
    ? narrowed
    : narrowed.toSorted((one, other) => placeOf(one.items[0]) - placeOf(other.items[0]));
}
