import { z } from "zod";

/** What was used last of one kind, the latest first. */
const storageKey = "signalbox.recent";
const mostKept = 24;

/** A session that was looked at, or a command that was called from the palette; a session's name is shown until the server told more. */
const recentSchema = z.object({ id: z.string(), name: z.string().optional() });
const recentsSchema = z.object({
  sessions: z.array(recentSchema).catch([]),
  commands: z.array(recentSchema).catch([]),
});
export type Recent = z.infer<typeof recentSchema>;
export type Recents = z.infer<typeof recentsSchema>;

/** What this browser remembers; nothing when storage is forbidden. */
export function readRecents(): Recents {
  try {
    return recentsSchema.parse(JSON.parse(localStorage.getItem(storageKey) ?? "{}"));
  } catch {
    return { sessions: [], commands: [] };
  }
}

/** A list with one of it at the front. */
export function withFirst(recents: readonly Recent[], used: Recent): Recent[] {
  return [used, ...recents.filter(({ id }) => id !== used.id)].slice(0, mostKept);
}

/** Remember that something was used just now. */
export function remember(kind: keyof Recents, used: Recent): void {
  const recents = readRecents();
  write({ ...recents, [kind]: withFirst(recents[kind], used) });
}

/** Forget a session that is gone. */
export function forgetSession(sessionId: string): void {
  const recents = readRecents();
  write({ ...recents, sessions: recents.sessions.filter(({ id }) => id !== sessionId) });
}

function write(recents: Recents): void {
  try {
    localStorage.setItem(storageKey, JSON.stringify(recents));
  } catch {
    // Storage can be forbidden: the palette then begins with what changed last.
  }
}
