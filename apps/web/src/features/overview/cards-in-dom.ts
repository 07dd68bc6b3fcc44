/** The cards, or rows, of a board in the order in which they are read. */
export function cardsOf(board: HTMLElement): HTMLElement[] {
  return [...board.querySelectorAll<HTMLElement>("[data-session]")];
}

/** The card that has the focus, or contains what has it; null when none does. */
export function focusedCard(board: HTMLElement): HTMLElement | null {
  const card = document.activeElement?.closest<HTMLElement>("[data-session]");
  return card && board.contains(card) ? card : null;
}

/** Give a card the focus and bring it into view; also below what sticks to the upper edge. */
export function focusCard(card: HTMLElement): void {
  card.querySelector<HTMLElement>("a")?.focus({ preventScroll: true });
  card.scrollIntoView({ block: "nearest" });
}

/** How much further away something is that does not lie straight ahead. */
const asideWeight = 3;

export type Direction = "up" | "down" | "left" | "right";

/** Where something is on the page, in pixels. */
type Box = Pick<DOMRectReadOnly, "left" | "top" | "right" | "bottom">;

/** Of boxes on a plane, the one that lies nearest to `from` in a direction; what lies beside the way counts as further. */
export function nearestInDirection<Item>(
  from: Box,
  items: readonly { item: Item; box: Box }[],
  direction: Direction,
): Item | undefined {
  let nearest: Item | undefined;
  let least = Infinity;
  for (const { item, box } of items) {
    const ahead = {
      up: from.top - box.bottom,
      down: box.top - from.bottom,
      left: from.left - box.right,
      right: box.left - from.right,
    }[direction];
    if (ahead < -1) continue;
    const isVertical = direction === "up" || direction === "down";
    const aside = isVertical ? Math.abs(box.left - from.left) : Math.abs(box.top - from.top);
    const distance = ahead + asideWeight * aside;
    if (distance < least) {
      least = distance;
      nearest = item;
    }
  }
  return nearest;
}
