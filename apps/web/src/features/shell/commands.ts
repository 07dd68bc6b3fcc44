import { useEffect, useLayoutEffect, useRef, useState, useSyncExternalStore } from "react";

/** Where a command stands in the palette and in the keyboard map; `commandSections` has their order and their words. */
export type CommandSection =
  | "session"
  | "timeline"
  | "changes"
  | "history"
  | "overview"
  | "repository"
  | "agents"
  | "settings"
  | "go"
  | "look"
  | "help";

/** Something that can be done now, from the palette or with its keys. */
export interface Command {
  /** Stays the same in every language, and tells what is remembered as recent: `session.stop`. */
  id: string;
  /** What it does, as a message: a verb, as on a button. */
  label: string;
  section: CommandSection;
  /**
   * The keys for it, in the words of `KeyboardEvent.key`: alone (`n`), one after the other (`g o`), with Ctrl or ⌘ (`mod+k`, `mod+shift+f`) or Alt
   * (`alt+ArrowUp`); of several ways, the first is the one that is shown beside it.
   */
  keys?: string | readonly string[];
  /** Further words to find it by; not shown. */
  keywords?: string;
  /** False: it cannot be done now, so it is nowhere to be seen and its keys do nothing. */
  when?: boolean;
  /** It only makes sense with keys (the next line, the next match): not in the palette. */
  keysOnly?: boolean;
  /** Gets the keys that called it, if keys did. Without it, the keys are handled by what has the focus, and only stand in the map. */
  run?: (keys?: string) => void;
}

interface Registration {
  commands: readonly Command[];
  /** Larger for what is further inside. */
  depth: number;
}

const registrations = new Set<Registration>();
const listeners = new Set<() => void>();
let snapshot: readonly Command[] | null = null;

function changed(): void {
  snapshot = null;
  for (const listener of listeners) listener();
}

/** Every command of what is mounted now, the innermost last; the same array until something changes. */
export function currentCommands(): readonly Command[] {
  snapshot ??= [...registrations]
    .toSorted((one, other) => one.depth - other.depth)
    .flatMap(({ commands }) => commands)
    .filter(({ when }) => when !== false);
  return snapshot;
}

/** A place for commands, further inside than all that were taken before. */
let deepest = 0;
function nextDepth(): number {
  return ++deepest;
}

/**
 * Add commands; `update` replaces them, `remove` takes them away. Who listens is told only when something that can be seen is another;
 * what they do is always the latest.
 */
export function registerCommands(commands: readonly Command[], depth = nextDepth()) {
  const registration: Registration = { commands, depth };
  let looks = looksOf(commands);
  registrations.add(registration);
  changed();
  return {
    update(next: readonly Command[]): void {
      const before = looks;
      looks = looksOf(next);
      registration.commands = next;
      if (looks === before) snapshot = null;
      else changed();
    },
    remove(): void {
      registrations.delete(registration);
      changed();
    },
  };
}

function looksOf(commands: readonly Command[]): string {
  return JSON.stringify(commands);
}

/**
 * Offer commands while the component is mounted: in the palette (Ctrl/⌘ K), with their keys, in the keyboard map (`?`). Give the
 * array as it is in this render; `label`s are messages taken in render. Of two with the same keys the inner one wins.
 */
export function useCommands(commands: readonly Command[]): void {
  // Rendering goes from the outside in, effects come the other way round.
  const [depth] = useState(nextDepth);
  const registration = useRef<ReturnType<typeof registerCommands> | null>(null);
  const latest = useRef(commands);
  useLayoutEffect(() => {
    latest.current = commands;
    registration.current?.update(commands);
  });
  useEffect(() => {
    const own = registerCommands(latest.current, depth);
    registration.current = own;
    return () => {
      registration.current = null;
      own.remove();
    };
  }, [depth]);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The commands of all that is mounted; renders again when one comes, goes or looks different. */
export function useCurrentCommands(): readonly Command[] {
  return useSyncExternalStore(subscribe, currentCommands);
}
