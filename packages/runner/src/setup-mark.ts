import { createHash } from "node:crypto";
import { constants } from "node:fs";
import { open, rm } from "node:fs/promises";
import { join } from "node:path";
import { writeWhole } from "./files.ts";

/** Remembers that a worktree was set up, and with which command. */
export interface SetupMark {
  isSet(): Promise<boolean>;
  clear(): Promise<void>;
  /** Resolves to what went wrong, in one sentence; null when it is set. */
  set(): Promise<string | null>;
}

/**
 * The mark lies in the worktree's own git folder: never in the tree, and gone with the worktree. An agent can write there too: what
 * it leaves in the mark's place is not followed, and does not block.
 */
export function openSetupMark(gitFolder: string, command: string): SetupMark {
  const path = join(gitFolder, "signalbox-setup");
  const wanted = createHash("sha256").update(command).digest("hex");
  return {
    isSet: async () => (await readStart(path, wanted.length + 1)) === wanted,
    clear: () => rm(path, { force: true, recursive: true }),
    set: () =>
      writeWhole(path, wanted).then(
        () => null,
        (error: unknown) => (error instanceof Error ? error.message : String(error)),
      ),
  };
}

/** The first `length` bytes of a plain file; null for anything else. */
async function readStart(path: string, length: number): Promise<string | null> {
  // Not blocking: a pipe without a writer would hold up the run for ever.
  const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
  const file = await open(path, flags).catch(() => null);
  if (file === null) return null;
  try {
    if (!(await file.stat()).isFile()) return null;
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, 0);
    return buffer.toString("latin1", 0, bytesRead);
  } catch {
    return null;
  } finally {
    await file.close();
  }
}
