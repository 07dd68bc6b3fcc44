import { createContext, use, useEffect, useRef, useState } from "react";

/** Drawn a little before it is scrolled into view, and let go only when it is well out of it. */
const aheadPx = 800;

type Listener = (isNear: boolean, heightPx: number) => void;

/** Tells elements whether they are in view of a scrolling box, or nearly: one observer for all of them. */
export class NearObserver {
  readonly #listeners = new Map<Element, Listener>();
  readonly #observer: IntersectionObserver;

  constructor(scroller: Element) {
    this.#observer = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting, boundingClientRect } of entries) {
          this.#listeners.get(target)?.(isIntersecting, boundingClientRect.height);
        }
      },
      { root: scroller, rootMargin: `${aheadPx}px 0px` },
    );
  }
  watch(element: Element, listener: Listener): () => void {
    this.#listeners.set(element, listener);
    this.#observer.observe(element);
    return () => {
      this.#listeners.delete(element);
      this.#observer.unobserve(element);
    };
  }
  end(): void {
    this.#observer.disconnect();
  }
}

/** The observer of the box that everything below scrolls in; null while that is not there. */
export const NearContext = createContext<NearObserver | null>(null);

/**
 * Whether an element is to be drawn: it is near, or `isHeld`, or has the focus. While it is not, it keeps the height that it had;
 * before its first time that is `estimatePx`.
 */
export function useNear<Element extends HTMLElement>(options: {
  estimatePx: number;
  isHeld: boolean;
}) {
  const observer = use(NearContext);
  const ref = useRef<Element>(null);
  const [isNear, setNear] = useState(false);
  const [heightPx, setHeight] = useState<number | null>(null);
  useEffect(() => {
    const element = ref.current;
    if (!observer || !element) return;
    return observer.watch(element, (next, height) => {
      if (!next && element.contains(document.activeElement)) return;
      if (!next && height > 0) setHeight(height);
      setNear(next);
    });
  }, [observer]);
  const isDrawn = isNear || options.isHeld;
  return {
    ref,
    isDrawn,
    style: isDrawn ? undefined : { height: heightPx ?? options.estimatePx },
  };
}
