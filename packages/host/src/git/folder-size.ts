import { lstat, opendir } from "node:fs/promises";
import path from "node:path";

/** Folders looked into at once: the disk is kept busy, other work still gets its turn. */
const maxConcurrent = 16;
/** Entries read from a folder at a time: one may have a million. */
const bufferSize = 256;

/** How large a folder is; `complete` is false when there is more than was counted. */
export interface FolderSize {
  bytes: number;
  complete: boolean;
}

/**
 * Adds up the sizes of the files below a folder, nearest first, links not followed: of at most `maxEntries` files and folders, and
 * until `signal` aborts. Never rejects: what cannot be read is not counted.
 */
export async function folderSize(
  folder: string,
  { maxEntries, signal }: { maxEntries: number; signal: AbortSignal },
): Promise<FolderSize> {
  let bytes = 0;
  let entries = 0;
  let wasCut = false;
  let wasUnreadable = false;
  const goesOn = () => {
    wasCut ||= signal.aborted || entries >= maxEntries;
    return !wasCut;
  };
  const look = async (place: string): Promise<string[]> => {
    const folders: string[] = [];
    try {
      for await (const entry of await opendir(place, { bufferSize })) {
        if (!goesOn()) break;
        entries += 1;
        const inside = path.join(place, entry.name);
        if (entry.isDirectory()) folders.push(inside);
        // One that is gone meanwhile is no part of the folder.
        else bytes += (await lstat(inside).catch(() => null))?.size ?? 0;
      }
    } catch {
      wasUnreadable = true;
    }
    return folders;
  };

  for (let level = [folder]; level.length > 0 && goesOn();) {
    const next: string[] = [];
    const queue = level.values();
    const work = async () => {
      for (const place of queue) {
        if (!goesOn()) return;
        for (const inside of await look(place)) next.push(inside);
      }
    };
    await Promise.all(Array.from({ length: maxConcurrent }, work));
    level = next;
  }
  return { bytes, complete: !wasCut && !wasUnreadable };
}
