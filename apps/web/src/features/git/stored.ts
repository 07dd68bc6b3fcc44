import { useCallback, useSyncExternalStore } from "react";
import type { z } from "zod";

/** Small values that this browser keeps under `<prefix>.<name>`, the same in all of its tabs. */
export interface Stored<Value> {
  get: (name: string) => Value;
  /** Writes what `change` makes of the value; the empty value is forgotten. */
  update: (name: string, change: (value: Value) => Value) => void;
  /** The value, drawn again when it changes, here or in another tab. */
  use: (name: string) => Value;
}

/** Values of one kind. What is stored and does not fit `schema` counts as `empty`; where storage is forbidden, a value lasts as long as the page. */
export function storedValues<Value>(
  prefix: string,
  schema: z.ZodType<Value>,
  empty: Value,
): Stored<Value> {
  const known = new Map<string, Value>();
  const listeners = new Set<() => void>();
  const keyOf = (name: string) => `signalbox.${prefix}.${name}`;
  const tell = () => {
    for (const listener of listeners) listener();
  };

  const read = (name: string): Value => {
    try {
      const parsed = schema.safeParse(JSON.parse(localStorage.getItem(keyOf(name)) ?? "null"));
      return parsed.success ? parsed.data : empty;
    } catch {
      return empty;
    }
  };
  const get = (name: string): Value => {
    const value = known.get(name) ?? read(name);
    known.set(name, value);
    return value;
  };
  const update = (name: string, change: (value: Value) => Value) => {
    const value = change(get(name));
    known.set(name, value);
    const text = JSON.stringify(value);
    try {
      if (text === JSON.stringify(empty)) localStorage.removeItem(keyOf(name));
      else localStorage.setItem(keyOf(name), text);
    } catch {
      // Full or forbidden: the value lasts as long as the page.
    }
    tell();
  };
  globalThis.addEventListener("storage", ({ key }) => {
    for (const name of known.keys()) {
      if (key === null || key === keyOf(name)) known.set(name, read(name));
    }
    tell();
  });
  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  return {
    get,
    update,
    use: (name) => {
      // oxlint-disable-next-line react-hooks/rules-of-hooks -- a hook by another name
      const snapshot = useCallback(() => get(name), [name]);
      // oxlint-disable-next-line react-hooks/rules-of-hooks -- a hook by another name
      return useSyncExternalStore(subscribe, snapshot);
    },
  };
}
