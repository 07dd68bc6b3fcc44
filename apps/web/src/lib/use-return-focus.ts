import { useCallback, useState } from "react";

/**
 * Where the focus goes when a window closes that keys opened, and no button: back to where it was, or to the content when that is another
 * page now. Give the function to the window.
 */
export function useReturnFocus(): () => HTMLElement | null {
  const [before] = useState(() => ({
    element: document.activeElement,
    pathname: globalThis.location.pathname,
  }));
  return useCallback(() => {
    const { element, pathname } = before;
    const isSamePage = pathname === globalThis.location.pathname;
    const isThere =
      element instanceof HTMLElement && element.isConnected && element !== document.body;
    return isSamePage && isThere ? element : document.querySelector<HTMLElement>("#main");
  }, [before]);
}
