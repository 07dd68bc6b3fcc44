import { createHash } from "node:crypto";
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseError, messageOf } from "./errors.ts";

/** One folder of prisma/migrations: its name and its script. */
export interface Migration {
  name: string;
  sql: string;
}

/** Reads the migrations of this release, oldest first. Throws MIGRATION_FAILED when the folder is not there or empty. */
export async function readMigrations(directory: string): Promise<Migration[]> {
  try {
    const entries = await readdir(directory, { withFileTypes: true });
    const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
    if (names.length === 0) throw new Error("the folder is empty");
    return await Promise.all(
      names.sort().map(async (name) => ({
        name,
        sql: await readFile(join(directory, name, "migration.sql"), "utf8"),
      })),
    );
  } catch (error) {
    throw new DatabaseError(
      "MIGRATION_FAILED",
      `The database migrations of this release cannot be read from ${directory}: ${messageOf(error)}`,
      ["Install Signalbox again: a part of it is missing. The database was not touched."],
      { cause: error },
    );
  }
}

/** Whether `checksum`, as Prisma's engine records it, is that of this script, whatever line ends a checkout gave it. */
export function hasChecksum(migration: Migration, checksum: string): boolean {
  const unix = migration.sql.replaceAll("\r\n", "\n");
  return [migration.sql, unix, unix.replaceAll("\n", "\r\n")].some(
    (text) => createHash("sha256").update(text).digest("hex") === checksum,
  );
}
