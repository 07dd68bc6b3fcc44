import { useSyncExternalStore } from "react";

let words = "";
const listeners = new Set<() => void>();

/** Say to those who hear the page what changed by itself: that a run ended, that the connection is back. One sentence, seldom. */
export function announce(sentence: string): void {
  // The same sentence again is news too: what is there already is not read out, so it differs by a space that nobody hears.
  words = sentence === words ? `${sentence}\u{a0}` : sentence;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The one polite live region of the page; the frame has it. */
export function Announcer() {
  const text = useSyncExternalStore(subscribe, () => words);
  return (
    <p role="status" aria-live="polite" className="sr-only">
      {text}
    </p>
  );
}
