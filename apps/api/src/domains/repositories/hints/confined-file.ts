import { constants } from "node:fs";
import { open, realpath, stat } from "node:fs/promises";
import path from "node:path";

/** A file that was read, or why it was not. */
export type ConfinedFile =
  | { bytes: Buffer }
  | { problem: "outside" | "missing" | "no_file" | "too_large" };

/**
 * Reads a file below `root`, at most `maxBytes` of it. Where the path leads to is found out first: a link may lead to another place
 * below `root`, and nowhere else. Nothing in a `.git` is given. Never waits for a pipe or a device.
 */
export async function readConfined(
  root: string,
  relative: string,
  maxBytes: number,
): Promise<ConfinedFile> {
  const place = await confinedPlace(root, relative);
  if (place === "outside" || place === "missing") return { problem: place };
  const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
  const file = await open(place, flags).catch(() => null);
  if (file === null) return { problem: "missing" };
  try {
    const opened = await file.stat();
    if (!opened.isFile()) return { problem: "no_file" };
    if (opened.size > maxBytes) return { problem: "too_large" };
    // A folder on the way may have become a link between the look and the opening.
    const now = await confinedPlace(root, relative);
    const found = now === place ? await stat(place).catch(() => null) : null;
    if (found?.ino !== opened.ino || found.dev !== opened.dev) return { problem: "outside" };
    const { buffer, bytesRead } = await file.read(Buffer.alloc(maxBytes + 1), 0, maxBytes + 1, 0);
    if (bytesRead > maxBytes) return { problem: "too_large" };
    return { bytes: buffer.subarray(0, bytesRead) };
  } finally {
    await file.close();
  }
}

/** The size of a regular file below `root` in bytes; null when it is none, or lies elsewhere. */
export async function confinedSize(root: string, relative: string): Promise<number | null> {
  const place = await confinedPlace(root, relative);
  const found = await stat(place).catch(() => null);
  return path.isAbsolute(place) && found?.isFile() === true ? found.size : null;
}

/** The place that a path leads to, links resolved. */
async function confinedPlace(root: string, relative: string): Promise<string> {
  const segments = relative.split("/");
  const isPlain =
    !relative.includes("\0") && !path.isAbsolute(relative) && segments.every(isPlainSegment);
  if (!isPlain) return "outside";
  const resolvedRoot = await realpath(root).catch(() => null);
  if (resolvedRoot === null) return "missing";
  const place = await realpath(path.join(resolvedRoot, relative)).catch(() => null);
  if (place === null) return "missing";
  const inside = path.relative(resolvedRoot, place);
  const isInside = inside !== "" && !path.isAbsolute(inside);
  return isInside && inside.split(path.sep).every(isPlainSegment) ? place : "outside";
}

/** Whether a part of a path leads neither up nor into a git folder, however a file system takes its letters. */
function isPlainSegment(segment: string): boolean {
  return (
    segment !== "" && segment !== "." && segment !== ".." && !/^(\.git|git~\d+)$/i.test(segment)
  );
}
