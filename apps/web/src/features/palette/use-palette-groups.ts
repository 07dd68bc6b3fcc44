import { i18n } from "@lingui/core";
import { t } from "@lingui/core/macro";
import type { SessionWithRun } from "@signalbox/shared";
import { keepPreviousData } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { trpc } from "../../lib/trpc.ts";
import { useNewSession } from "../new-session/use-new-session.ts";
import { useCurrentCommands, type Command } from "../shell/commands.ts";
import { sections } from "../settings/sections.ts";
import { commandGroups, findInGroups, sessionItem, type PaletteGroup } from "./palette-items.ts";
import { readRecents, remember, type Recent } from "./recents.ts";

/** So many sessions are offered before anything is typed, and so many that a search found. */
const mostRecent = 6;
const mostFound = 12;
/** As many as the other pages ask for at once, so that the answer is often there. */
const mostRepositories = 200;

/**
 * What the palette offers. `query` is what is typed now, `settled` what it was when the typing paused: the server searches that.
 * `close` is called before anything is done.
 */
export function usePaletteGroups(query: string, settled: string, close: () => void) {
  const [recents] = useState(readRecents);
  const commands = useCurrentCommands();
  const sessions = useSessionGroup(recents.sessions, settled, close);
  const repositories = useRepositoryGroups(close);
  const settings = useSettingsGroup(close);
  return useMemo(() => {
    const call = (command: Command) => {
      remember("commands", { id: command.id });
      close();
      command.run?.();
    };
    const own = commandGroups(commands, recents.commands, call);
    const isSearch = query.trim() !== "";
    const groups = findInGroups(
      isSearch ? [sessions.group, ...own, ...repositories, settings] : [sessions.group, ...own],
      query,
    );
    return isSearch ? withServerFinds(groups, sessions.group, sessions.found) : groups;
  }, [query, commands, recents, sessions, repositories, settings, close]);
}

/** What the server found by words that are not in the line (a prompt), after what the words in the line find. */
function withServerFinds(
  groups: PaletteGroup[],
  all: PaletteGroup,
  found: ReadonlySet<string>,
): PaletteGroup[] {
  const shown = groups.find(({ id }) => id === all.id);
  const has = new Set(shown?.items.map(({ id }) => id));
  const further = all.items.filter(({ id }) => found.has(id) && !has.has(id));
  if (further.length === 0) return groups;
  if (!shown) return [...groups, { ...all, items: further }];
  return groups.map((group) =>
    group === shown ? { ...group, items: [...group.items, ...further] } : group,
  );
}

/** The sessions that were looked at last, without the one in view; while somebody searches, what the server finds too. */
function useSessionGroup(recent: readonly Recent[], search: string, close: () => void) {
  const navigate = useNavigate();
  const { sessionId: here } = useParams({ strict: false });
  const changed = trpc.sessions.list.useQuery({ sort: "changed", limit: 50 });
  const searched = trpc.sessions.list.useQuery(
    { search, sort: "changed", limit: mostFound },
    { enabled: search !== "", placeholderData: keepPreviousData },
  );
  const latest = changed.data?.items;
  const finds = search === "" ? undefined : searched.data?.items;
  return useMemo(() => {
    const open = (sessionId: string) => {
      close();
      void navigate({ to: "/sessions/$sessionId", params: { sessionId } });
    };
    const known = new Map<string, SessionWithRun>(latest?.map((item) => [item.id, item]));
    // Those that are too old for the list are offered by the name they had; so is everything until the list is there.
    const visited = recent
      .filter(({ id }) => id !== here)
      .flatMap(({ id, name }) => {
        const session = known.get(id);
        if (session) return [sessionItem(session, open)];
        return name === undefined
          ? []
          : [{ id: `session:${id}`, label: name, run: () => open(id) }];
      });
    const others = [...(finds ?? []), ...(latest ?? [])]
      .filter(({ id }) => id !== here)
      .map((session) => sessionItem(session, open));
    const items = [...new Map([...others, ...visited].map((item) => [item.id, item])).values()];
    const order = new Map(visited.map(({ id }, index) => [id, index]));
    const placeOf = ({ id }: { id: string }) => order.get(id) ?? order.size;
    const sorted = items.toSorted((one, other) => placeOf(one) - placeOf(other));
    return {
      group: {
        id: "sessions",
        label: search === "" ? t`Last sessions` : t`Sessions`,
        items: search === "" ? sorted.slice(0, mostRecent) : sorted,
      },
      found: new Set(finds?.map(({ id }) => `session:${id}`)),
    };
  }, [recent, latest, finds, here, search, navigate, close]);
}

/** Each repository: to go to, and to begin a session in. Only for who searches: they would be in the way of everything else. */
function useRepositoryGroups(close: () => void): PaletteGroup[] {
  const navigate = useNavigate();
  const newSession = useNewSession();
  const { data } = trpc.repositories.list.useQuery({ limit: mostRepositories });
  return useMemo(() => {
    const items = data?.items ?? [];
    return [
      {
        id: "repositories",
        label: t`Repositories`,
        items: items.map(({ id, name, path }) => ({
          id: `repository:${id}`,
          label: name,
          keywords: path,
          detail: path,
          run: () => {
            close();
            void navigate({ to: "/repositories/$repositoryId", params: { repositoryId: id } });
          },
        })),
      },
      {
        id: "new-session",
        label: t`New session`,
        items: items.map(({ id, name }) => ({
          id: `new-session:${id}`,
          label: t`New session in ${name}`,
          run: () => {
            close();
            newSession.open({ repositoryId: id });
          },
        })),
      },
    ];
  }, [data, navigate, newSession, close]);
}

/** Each part of the settings. */
function useSettingsGroup(close: () => void): PaletteGroup {
  const navigate = useNavigate();
  return useMemo(
    () => ({
      id: "settings",
      label: t`Settings`,
      items: sections.flatMap((section) =>
        section.parts.map((part) => ({
          id: `settings:${section.id}:${part.id}`,
          label: i18n._(part.label),
          detail: t`Settings: ${i18n._(section.label)}`,
          keywords: `${i18n._(section.label)} ${i18n._(part.words)}`,
          run: () => {
            close();
            void navigate({
              to: "/settings/$section",
              params: { section: section.id },
              hash: part.id,
            });
          },
        })),
      ),
    }),
    [navigate, close],
  );
}
