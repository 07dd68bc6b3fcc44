import { constants } from "node:fs";
import { access, mkdir, open, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { databaseDamaged, homeNotWritable, messageOf } from "./errors.ts";

/** Only the person may look into the folder and the database: prompts and paths are private. */
const folderMode = 0o700;
const fileMode = 0o600;

/** The first bytes of every SQLite 3 file. */
const sqliteHeader = Buffer.from("SQLite format 3\0");

/** Makes the data folder when it is missing and checks that it can be written to. Throws HOME_NOT_WRITABLE. */
export async function prepareHome(home: string): Promise<void> {
  try {
    await makeFolder(home);
    await access(home, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw homeNotWritable(home, messageOf(error), error);
  }
}

/** Not `mkdir` with `recursive`: in Node 20 that never comes back where the system refuses with ENOENT, as in /proc. */
async function makeFolder(folder: string): Promise<void> {
  if (await isFolder(folder)) return;
  const parent = dirname(folder);
  if (parent !== folder) await makeFolder(parent);
  try {
    await mkdir(folder, { mode: folderMode });
  } catch (error) {
    // Another server that starts at the same moment may have made it in between.
    if (!(await isFolder(folder))) throw error;
  }
}

async function isFolder(path: string): Promise<boolean> {
  const status = await stat(path).catch(() => null);
  return status?.isDirectory() ?? false;
}

/**
 * Makes an empty database file that only the person can read, or checks that an existing one is an SQLite file, without
 * touching it. Throws DATABASE_DAMAGED, HOME_NOT_WRITABLE. Call it only while no connection to the file is open in this
 * process: closing any handle of a file drops all of the process's locks on it.
 */
export async function prepareDatabaseFile(home: string, path: string): Promise<void> {
  try {
    const created = await open(path, "wx", fileMode);
    await created.close();
    return;
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) {
      throw homeNotWritable(home, messageOf(error), error);
    }
  }
  if (!(await looksLikeSqlite(home, path))) {
    throw databaseDamaged(path, "it does not begin like an SQLite file");
  }
}

async function looksLikeSqlite(home: string, path: string): Promise<boolean> {
  try {
    const file = await open(path, "r+");
    try {
      const { bytesRead, buffer } = await file.read(Buffer.alloc(sqliteHeader.length), 0);
      // An empty file is an empty database.
      return bytesRead === 0 || buffer.equals(sqliteHeader);
    } finally {
      await file.close();
    }
  } catch (error) {
    throw homeNotWritable(home, messageOf(error), error);
  }
}
