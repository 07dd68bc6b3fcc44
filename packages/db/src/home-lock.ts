import { chmod } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseError, homeNotWritable, messageOf, sqliteCode, sqliteCodeOf } from "./errors.ts";
import { type Connection, openConnection } from "./libsql.ts";

/** A claim on a data folder that no other process can have at the same time. */
export interface HomeLock {
  /** Gives the folder free; resolves when another process can take it. */
  release(): Promise<void>;
}

/** Keeps the connections reachable: a garbage-collected one would silently give its lock up. */
const heldConnections = new Set<Connection>();

/**
 * Claims the data folder for this process: a write transaction on a small SQLite file, open for as long as the claim. The
 * operating system drops it with the process, however that ends, so nothing stale can stay behind. Does not wait: throws
 * HOME_IN_USE when another server has it, HOME_NOT_WRITABLE when the file cannot be made.
 */
export async function lockHome(home: string): Promise<HomeLock> {
  const path = join(home, "server.lock.db");
  let connection: Connection;
  try {
    connection = openConnection(path, 0);
  } catch (error) {
    throw homeNotWritable(home, messageOf(error), error);
  }
  try {
    // No journal file: one left behind by a killed server would make the next two block each other over its recovery.
    await connection.execute("PRAGMA journal_mode = MEMORY");
    // IMMEDIATE, not EXCLUSIVE: of two that come at the same moment exactly one gets it; with EXCLUSIVE the two can
    // block each other with their read locks and both fail.
    await connection.execute("BEGIN IMMEDIATE");
    // By its path: opening and closing the file would drop this process's lock.
    await chmod(path, 0o600);
  } catch (error) {
    connection.close();
    if (sqliteCodeOf(error) === sqliteCode.busy) throw homeInUse(home, error);
    throw homeNotWritable(home, messageOf(error), error);
  }
  heldConnections.add(connection);
  return {
    async release() {
      if (!heldConnections.delete(connection)) return;
      // Explicit, because `close` alone waits for statements that the garbage collector has not seen yet.
      await connection.execute("ROLLBACK");
      connection.close();
    },
  };
}

function homeInUse(home: string, cause: unknown): DatabaseError {
  return new DatabaseError(
    "HOME_IN_USE",
    `Another Signalbox server is using the data folder ${home}.`,
    [
      "Use the server that is running, or stop it and start again.",
      "To run a second server, give it a data folder of its own with SIGNALBOX_HOME.",
    ],
    { cause },
  );
}
