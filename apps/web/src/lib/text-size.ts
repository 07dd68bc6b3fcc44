import { useSyncExternalStore } from "react";

export type TextSize = "regular" | "larger";

/** Also read by public/theme.js before the first paint. */
const storageKey = "signalbox.text-size";
const listeners = new Set<() => void>();

function current(): TextSize {
  return document.documentElement.dataset["text"] === "larger" ? "larger" : "regular";
}

/** Choose the size of all text and remember it in this browser. */
export function setTextSize(size: TextSize): void {
  document.documentElement.dataset["text"] = size;
  try {
    localStorage.setItem(storageKey, size);
  } catch {
    // Storage can be forbidden: the choice then lasts as long as the page.
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The size of text that the person chose. */
export function useTextSize(): TextSize {
  return useSyncExternalStore(subscribe, current);
}
