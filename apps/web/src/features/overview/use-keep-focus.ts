import { useEffect, type RefObject } from "react";
import { cardsOf, focusCard, focusedCard } from "./cards-in-dom.ts";

/**
 * Keeps the focus on a card that goes elsewhere on the board by itself; when it leaves the board, the card that took its place gets
 * the focus, so that a whole column can be gone through without looking for the place again.
 */
export function useKeepFocus(boardRef: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const board = boardRef.current;
    if (!board) return;
    let held: { sessionId: string | undefined; column: string | undefined; index: number } | null =
      null;
    const columnOf = (card: HTMLElement) =>
      card.closest<HTMLElement>("[data-column]")?.dataset["column"];
    const cardsBeside = (column: string | undefined) =>
      cardsOf(board).filter((card) => columnOf(card) === column);

    const hold = () => {
      const card = focusedCard(board);
      if (!card) return;
      const column = columnOf(card);
      const index = cardsBeside(column).indexOf(card);
      held = { sessionId: card.dataset["session"], column, index };
    };
    const letGo = (event: FocusEvent) => {
      // What is taken out of the page loses the focus to nothing; only who goes to something else has left.
      if (event.relatedTarget instanceof Node && !board.contains(event.relatedTarget)) held = null;
    };
    const observer = new MutationObserver(() => {
      if (!held || document.activeElement !== document.body) return;
      const { sessionId, column, index } = held;
      const moved = cardsOf(board).find((card) => card.dataset["session"] === sessionId);
      const beside = cardsBeside(column);
      const next = moved ?? beside[Math.min(index, beside.length - 1)];
      if (next) focusCard(next);
      else board.querySelector<HTMLElement>(`[data-column="${column}"] h2`)?.focus();
    });
    board.addEventListener("focusin", hold);
    board.addEventListener("focusout", letGo);
    observer.observe(board, { childList: true, subtree: true });
    return () => {
      observer.disconnect();
      board.removeEventListener("focusin", hold);
      board.removeEventListener("focusout", letGo);
    };
  }, [boardRef]);
}
