import { useLayoutEffect, type RefObject } from "react";

/** While `isWide` (it begins with the focus among the diffs), everything beside the element (which covers the window then) takes neither focus nor clicks; messages still do. */
export function useWide(ref: RefObject<HTMLElement | null>, isWide: boolean): void {
  useLayoutEffect(() => {
    if (!isWide || !ref.current) return;
    ref.current.querySelector<HTMLElement>("[role=region]")?.focus({ preventScroll: true });
    const covered: HTMLElement[] = [];
    for (
      let element: HTMLElement = ref.current;
      element.parentElement && element !== document.body;
      element = element.parentElement
    ) {
      for (const sibling of element.parentElement.children) {
        // By what they are: their names are in the page's language.
        const isMessages = sibling.matches("[aria-live]");
        if (sibling === element || isMessages || !(sibling instanceof HTMLElement)) continue;
        if (sibling.inert) continue;
        sibling.inert = true;
        covered.push(sibling);
      }
    }
    return () => {
      for (const element of covered) element.inert = false;
    };
  }, [ref, isWide]);
}
