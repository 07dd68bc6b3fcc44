import { useSyncExternalStore } from "react";
import { z } from "zod";

/** How a run can end, as far as somebody wants to hear of it. */
export const runEnds = ["completed", "failed", "stopped"] as const;
export type RunEnd = (typeof runEnds)[number];

const preferencesSchema = z.object({
  /** A notification of the browser; needs its permission too. */
  browser: z.boolean().catch(false),
  sound: z.boolean().catch(false),
  /** From 0 to 1. */
  volume: z.number().min(0).max(1).catch(0.5),
  completed: z.boolean().catch(true),
  failed: z.boolean().catch(true),
  /** Whoever stopped a run knows of it. */
  stopped: z.boolean().catch(false),
  /** Not while a page of Signalbox is in view. */
  onlyOutOfView: z.boolean().catch(true),
});
export type NotificationPreferences = z.infer<typeof preferencesSchema>;

const storageKey = "signalbox.notifications";
const listeners = new Set<() => void>();
let current: NotificationPreferences | null = null;

/** What the person chose in this browser; with storage forbidden, the defaults until the page is closed. */
export function notificationPreferences(): NotificationPreferences {
  current ??= stored();
  return current;
}

function stored(): NotificationPreferences {
  try {
    return preferencesSchema.parse(JSON.parse(localStorage.getItem(storageKey) ?? "{}"));
  } catch {
    return preferencesSchema.parse({});
  }
}

/** Change some of them, at once and in every page of this browser. */
export function setNotificationPreferences(part: Partial<NotificationPreferences>): void {
  current = { ...notificationPreferences(), ...part };
  try {
    localStorage.setItem(storageKey, JSON.stringify(current));
  } catch {
    // They then last as long as the page.
  }
  for (const listener of listeners) listener();
}

globalThis.addEventListener("storage", ({ key }) => {
  if (key !== storageKey && key !== null) return;
  current = null;
  for (const listener of listeners) listener();
});

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The person's choice; renders again when it changes, also in another page. */
export function useNotificationPreferences(): NotificationPreferences {
  return useSyncExternalStore(subscribe, notificationPreferences);
}
