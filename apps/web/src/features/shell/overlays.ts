import { useSyncExternalStore } from "react";

/** What the shell shows over the page; one at a time. */
export type Overlay = "palette" | "keys" | "more" | null;

const listeners = new Set<() => void>();
let shown: Overlay = null;

/** Show one of them, or none. */
export function showOverlay(next: Overlay): void {
  shown = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Which of them is shown. */
export function useOverlay(): Overlay {
  return useSyncExternalStore(subscribe, () => shown);
}
