import { t } from "@lingui/core/macro";
import type { SessionWithRun } from "@signalbox/shared";
import { useParams } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { trpc } from "../../lib/trpc.ts";
import { announce } from "../../ui/announcer.tsx";
import { mostActive, pickActive } from "./pick-active.ts";

/**
 * The sessions that need the person or run, at most nine, as the change stream has them; `total` counts all of them, null until it is
 * known. They keep their places while they are the same ones, so that their numbers can be relied on.
 */
export function useActiveSessions() {
  const needsYou = useSessionsIn("needs_you", "changed");
  const running = useSessionsIn("running", "newest");
  const counts = trpc.sessions.counts.useQuery({}).data?.states;
  useAnnouncedChanges(needsYou, running);
  return {
    sessions: pickActive(needsYou ?? [], running ?? []),
    isPending: needsYou === undefined || running === undefined,
    total: counts ? counts.needs_you + counts.running : null,
  };
}

function useSessionsIn(state: "needs_you" | "running", sort: "changed" | "newest") {
  const list = trpc.sessions.list.useInfiniteQuery(
    { state, sort, limit: mostActive },
    { getNextPageParam: (page) => page.nextCursor },
  );
  return list.data?.pages.flatMap(({ items }) => items);
}

/** Tells those who hear the page when a run began, and when one ended and its session needs somebody; a session in view tells its own. */
function useAnnouncedChanges(
  needsYou: readonly SessionWithRun[] | undefined,
  running: readonly SessionWithRun[] | undefined,
): void {
  const { sessionId: here } = useParams({ strict: false });
  const before = useRef<ReadonlyMap<string, "needs_you" | "running"> | null>(null);
  useEffect(() => {
    if (!needsYou || !running) return;
    const now = new Map([
      ...needsYou.map(({ id }) => [id, "needs_you"] as const),
      ...running.map(({ id }) => [id, "running"] as const),
    ]);
    const known = before.current;
    before.current = now;
    if (!known) return;
    const namesOf = (sessions: readonly SessionWithRun[], was: "needs_you" | "running") =>
      sessions.filter(({ id }) => id !== here && known.get(id) === was).map(({ name }) => name);
    const ended = namesOf(needsYou, "running");
    const begun = namesOf(running, "needs_you");
    const [name = ""] = ended.length > 0 ? ended : begun;
    // Of many at once, one sentence: the board says which.
    if (ended.length > 1) {
      const count = ended.length;
      announce(t`The runs of ${count} sessions ended: they need you.`);
    }
    if (ended.length === 1) announce(t`The run of “${name}” ended: it needs you.`);
    if (ended.length === 0 && begun.length === 1) announce(t`The run of “${name}” began.`);
  }, [needsYou, running, here]);
}
