import { randomBytes } from "node:crypto";
import { constants } from "node:fs";
import { lstat, mkdir, open, rename, rm } from "node:fs/promises";
import { join } from "node:path";

const folderName = ".signalbox";
const noteName = "progress.md";
const ignoreFile = ".gitignore";
const ignoreAll = "*\n";

/** Where the note is, from the worktree's top. */
export const progressNotePath = `${folderName}/${noteName}`;

/** The note is read by every iteration's agent at the cost of its context: older text is cut from the front. 32 KiB. */
export const maxNoteBytes = 32_768;
const cutMark = "[Signalbox cut older text here.]\n";

/**
 * Appends `text` (whole lines) to the worktree's progress note, and makes the folder that git ignores by itself.
 * Resolves to null when written, else to one sentence that says why it could not be: the note is a help, not a condition.
 *
 * The folder is the agent's to write, so nothing in it is trusted: a link in place of the folder is refused, and both
 * files are replaced by rename, which never writes through a symbolic or hard link.
 */
export async function appendToNote(worktreePath: string, text: string): Promise<string | null> {
  const folder = join(worktreePath, folderName);
  try {
    await mkdir(folder).catch(ignoreExisting);
    if (!(await lstat(folder)).isDirectory()) {
      return `The progress note was not written: ${folderName} is not a folder.`;
    }
    await writeIfDifferent(folder, ignoreFile, ignoreAll);
    const before = await readNote(join(folder, noteName));
    await replace(folder, noteName, bounded(before === "" ? text : `${before.trimEnd()}\n${text}`));
    return null;
  } catch (error) {
    return `The progress note was not written: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/**
 * Hides the note's folder from git again, if an agent took its ignore file away (`git clean -fdx` does) and made the
 * folder anew. Never rejects.
 */
export async function keepNoteOutOfGit(worktreePath: string): Promise<void> {
  const folder = join(worktreePath, folderName);
  const facts = await lstat(folder).catch(() => null);
  if (facts?.isDirectory() === true) {
    await writeIfDifferent(folder, ignoreFile, ignoreAll).catch(() => {});
  }
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== "EEXIST") throw error;
}

/** The note's text; empty when there is none or it is no plain file. At most twice the limit is read. */
async function readNote(path: string): Promise<string> {
  // O_NONBLOCK: an agent may have put a named pipe there, which would block for ever.
  const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
  const file = await open(path, flags).catch(() => null);
  if (file === null) return "";
  try {
    const stat = await file.stat();
    if (!stat.isFile()) return "";
    const length = Math.min(stat.size, 2 * maxNoteBytes);
    const { buffer, bytesRead } = await file.read(
      Buffer.alloc(length),
      0,
      length,
      stat.size - length,
    );
    return buffer.toString("utf8", 0, bytesRead);
  } finally {
    await file.close();
  }
}

function bounded(text: string): string {
  const bytes = Buffer.from(text);
  if (bytes.length <= maxNoteBytes) return text;
  const kept = bytes.subarray(bytes.length - maxNoteBytes + cutMark.length).toString();
  // The first line may be cut in the middle (of a character even).
  return cutMark + kept.slice(kept.indexOf("\n") + 1);
}

async function writeIfDifferent(folder: string, name: string, text: string): Promise<void> {
  if ((await readNote(join(folder, name))) !== text) await replace(folder, name, text);
}

async function replace(folder: string, name: string, text: string): Promise<void> {
  const temporary = join(folder, `.${name}.${randomBytes(6).toString("hex")}`);
  const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW;
  const file = await open(temporary, flags, 0o644);
  try {
    await file.writeFile(text);
    await file.close();
    await rename(temporary, join(folder, name));
  } catch (error) {
    await file.close().catch(() => {});
    await rm(temporary, { force: true });
    throw error;
  }
}
