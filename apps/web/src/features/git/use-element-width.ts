import { useLayoutEffect, useState } from "react";

/** The width of an element in pixels as it changes; 0 while it is not there. */
export function useElementWidth(element: HTMLElement | null): number {
  const [widthPx, setWidth] = useState(0);
  useLayoutEffect(() => {
    if (!element) return;
    setWidth(element.clientWidth);
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, [element]);
  return widthPx;
}
