import { useSyncExternalStore } from "react";

/** Which file's diff is read now: told by the diffs as they are scrolled, shown by the tree. Only the tree is drawn again by it. */
export class TopFile {
  #path: string | null = null;
  readonly #listeners = new Set<() => void>();

  set(path: string | null): void {
    if (path === this.#path) return;
    this.#path = path;
    for (const listener of this.#listeners) listener();
  }
  get = () => this.#path;
  subscribe = (listener: () => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
}

/** So much of a diff's end may still be seen below the upper edge: a little more than a head. */
const edgePx = 40;

export function useTopFile({ subscribe, get }: TopFile): string | null {
  return useSyncExternalStore(subscribe, get);
}

/**
 * The file at the upper edge of the box that the diffs scroll in. At its lower end no file comes up there any more: then the one
 * that was gone to, `wanted`, as long as it is in view.
 */
export function fileAtTop(scroller: HTMLElement, wanted: string | null): string | null {
  const sections = [...scroller.querySelectorAll<HTMLElement>(":scope > [data-path]")];
  const { scrollTop, clientHeight, scrollHeight } = scroller;
  if (wanted !== null && scrollTop + clientHeight >= scrollHeight - 2) {
    const section = sections.find(({ dataset }) => dataset["path"] === wanted);
    if (section && section.offsetTop + section.offsetHeight > scrollTop) return wanted;
  }
  // They stand below each other: halved until the first is found that ends below the edge.
  let low = 0;
  let high = sections.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    const section = sections[middle];
    if (section && section.offsetTop + section.offsetHeight > scrollTop + edgePx) high = middle;
    else low = middle + 1;
  }
  return sections[low]?.dataset["path"] ?? null;
}
