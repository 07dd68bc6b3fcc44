import { useEffect, type RefObject } from "react";

/** The name of the highlight in styles.css. */
const highlightName = "run-search";
/** More than can be seen at once. */
const maxRanges = 2_000;

/**
 * Marks every place where the text stands in what is drawn inside of an element, without a change to that: rows need to know nothing of
 * the search. Where the browser cannot, nothing is marked.
 */
export function useTextHighlight(container: RefObject<HTMLElement | null>, text: string): void {
  useEffect(() => {
    const element = container.current;
    const wanted = text.trim().toLowerCase();
    if (!element || wanted === "" || !("highlights" in CSS)) return;
    let frame = 0;
    const mark = () => {
      frame = 0;
      CSS.highlights.set(highlightName, new Highlight(...rangesOf(element, wanted)));
    };
    const later = () => {
      if (frame === 0) frame = requestAnimationFrame(mark);
    };
    const observer = new MutationObserver(later);
    observer.observe(element, { childList: true, subtree: true, characterData: true });
    later();
    return () => {
      observer.disconnect();
      cancelAnimationFrame(frame);
      CSS.highlights.delete(highlightName);
    };
  }, [container, text]);
}

function rangesOf(element: HTMLElement, wanted: string): Range[] {
  const ranges: Range[] = [];
  const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node && ranges.length < maxRanges; node = texts.nextNode()) {
    const content = (node.nodeValue ?? "").toLowerCase();
    for (
      let at = content.indexOf(wanted);
      at !== -1 && ranges.length < maxRanges;
      at = content.indexOf(wanted, at + wanted.length)
    ) {
      // Few letters change their length with their case: such a text has its mark a little beside.
      if (at + wanted.length > (node.nodeValue ?? "").length) break;
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + wanted.length);
      ranges.push(range);
    }
  }
  return ranges;
}
