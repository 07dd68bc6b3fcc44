import { useEffect, useState } from "react";

/**
 * For a window that keys opened, and no button: when it is taken away, the focus goes back to where it was as this was first drawn, or to
 * the content when that is gone; not when something else has it (another window, another page). The window itself must leave the focus
 * alone: `finalFocus={false}`.
 */
export function useReturnFocus(): void {
  const [before] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      // Until then the window has gone, with what had the focus in it.
      requestAnimationFrame(() => {
        if (document.activeElement !== document.body) return;
        const isThere = before instanceof HTMLElement && before.isConnected;
        const target =
          isThere && before !== document.body
            ? before
            : document.querySelector<HTMLElement>("#main");
        target?.focus({ preventScroll: true });
      });
    },
    [before],
  );
}
