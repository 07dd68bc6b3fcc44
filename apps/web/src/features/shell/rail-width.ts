import { useSyncExternalStore } from "react";

const storageKey = "signalbox.rail";
const listeners = new Set<() => void>();
let isNarrow = read();

function read(): boolean {
  try {
    return localStorage.getItem(storageKey) === "narrow";
  } catch {
    return false;
  }
}

/** Make the rail narrow (icons only) or wide, and remember it in this browser. */
export function toggleRail(): void {
  isNarrow = !isNarrow;
  try {
    localStorage.setItem(storageKey, isNarrow ? "narrow" : "wide");
  } catch {
    // Storage can be forbidden: the choice then lasts as long as the page.
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Whether the rail shows icons only. */
export function useIsRailNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => isNarrow);
}
