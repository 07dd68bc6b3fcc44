import { t } from "@lingui/core/macro";
import { sessionStateSchema, type SessionState } from "@signalbox/shared";
import { useEffect, type RefObject } from "react";
import { stateWord } from "../../ui/state-signal.tsx";
import { useCommands } from "../shell/commands.ts";
import {
  cardsOf,
  focusCard,
  focusedCard,
  nearestInDirection,
  type Direction,
} from "./cards-in-dom.ts";
import { overviewViewSchema } from "./overview-search.ts";
import type { SetOverview } from "./use-overview.ts";
import { viewWord } from "./words.ts";

const directions: Partial<Record<string, Direction>> = {
  ArrowUp: "up",
  ArrowDown: "down",
  ArrowLeft: "left",
  ArrowRight: "right",
};

/** The keys of the board: from card to card, to a column, and what the buttons of a card do. */
export function useBoardKeys(boardRef: RefObject<HTMLElement | null>, set: SetOverview): void {
  useArrows(boardRef);
  const step = (by: 1 | -1) => {
    const board = boardRef.current;
    if (!board) return;
    const cards = cardsOf(board);
    const current = focusedCard(board);
    const next = current ? cards[cards.indexOf(current) + by] : cards[0];
    if (next) focusCard(next);
  };
  const press = (action: "done" | "stop") => {
    const board = boardRef.current;
    const card = board && focusedCard(board);
    card?.querySelector<HTMLElement>(`[data-action=${action}]`)?.click();
  };
  const jump = (state: SessionState) => {
    const board = boardRef.current;
    const card = board?.querySelector<HTMLElement>(`[data-session][data-state=${state}]`);
    if (card) focusCard(card);
    else board?.querySelector<HTMLElement>(`[data-column=${state}] h2`)?.focus();
  };
  useCommands([
    {
      id: "overview.next",
      section: "overview",
      label: t`Next session`,
      keys: "j",
      keysOnly: true,
      run: () => step(1),
    },
    {
      id: "overview.previous",
      section: "overview",
      label: t`Previous session`,
      keys: "k",
      keysOnly: true,
      run: () => step(-1),
    },
    {
      id: "overview.around",
      section: "overview",
      label: t`To the session beside`,
      keys: Object.keys(directions),
      keysOnly: true,
    },
    {
      id: "overview.open",
      section: "overview",
      label: t`Open the session`,
      keys: "Enter",
      keysOnly: true,
    },
    {
      id: "overview.done",
      section: "overview",
      label: t`Mark the session as done, or take it back`,
      keys: "x",
      keysOnly: true,
      run: () => press("done"),
    },
    {
      id: "overview.stop",
      section: "overview",
      label: t`Stop the session’s run…`,
      keys: "s",
      keysOnly: true,
      run: () => press("stop"),
    },
    ...sessionStateSchema.options.map((state, index) => ({
      id: `overview.state.${state}`,
      section: "overview" as const,
      label: t`Go to: ${stateWord(state)}`,
      keys: String(index + 1),
      keysOnly: true,
      run: () => jump(state),
    })),
    ...overviewViewSchema.options.map((view) => ({
      id: `overview.view.${view}`,
      section: "overview" as const,
      label: t`View: ${viewWord(view)}`,
      keys: `v ${view[0]}`,
      run: () => set({ view: view === "states" ? undefined : view }),
    })),
  ]);
}

/** Arrows go from a card to the one beside it; where no card has the focus they scroll, as everywhere. */
function useArrows(boardRef: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const board = boardRef.current;
    if (!board) return;
    const onKeyDown = (event: KeyboardEvent) => {
      const direction = directions[event.key];
      const current = focusedCard(board);
      if (!direction || !current || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      const others = cardsOf(board).filter((card) => card !== current);
      const next = nearestInDirection(
        current.getBoundingClientRect(),
        others.map((item) => ({ item, box: item.getBoundingClientRect() })),
        direction,
      );
      if (next) focusCard(next);
    };
    board.addEventListener("keydown", onKeyDown);
    return () => board.removeEventListener("keydown", onKeyDown);
  }, [boardRef]);
}
