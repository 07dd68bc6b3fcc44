/** How many frames the heights around are waited for: what comes near is drawn, and then as high as it is. */
const frames = 30;
/** What shows that the reader scrolls by now. */
const ownMoves = ["wheel", "touchmove", "pointerdown", "keydown"] as const;

/**
 * Scroll to an element, and again for half a second while the guessed heights around it become real ones; it ends when the reader
 * moves. Returns how to end it before.
 */
export function keepAtTop(element: HTMLElement): () => void {
  let left = frames;
  let frame = 0;
  const show = () => {
    element.scrollIntoView({ block: "start" });
    left -= 1;
    if (left > 0) frame = requestAnimationFrame(show);
    else end();
  };
  const end = () => {
    cancelAnimationFrame(frame);
    for (const move of ownMoves) document.removeEventListener(move, end, true);
  };
  for (const move of ownMoves)
    document.addEventListener(move, end, { capture: true, passive: true });
  show();
  return end;
}
