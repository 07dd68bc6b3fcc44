import { join } from "node:path";
import { explainSqliteError } from "./errors.ts";
import { PrismaClient } from "./generated/client.ts";
import { type HomeLock, lockHome } from "./home-lock.ts";
import { prepareDatabaseFile, prepareHome } from "./home.ts";
import { OneConnectionAdapter } from "./libsql.ts";
import { migrate, type MigrationReport } from "./migrate.ts";
import { defaultMigrationsDirectory } from "./package-files.ts";

/** The database of one data folder, open for as long as the process has it to itself. */
export interface Database {
  /**
   * Safe to call from anywhere at once. There is one connection: queries take turns, and while a transaction is open all
   * others wait. So keep transactions short, wait for nothing but queries inside, and use only the transaction's own client
   * there: a query on this one would wait for a transaction that waits for it.
   */
  client: PrismaClient;
  report: MigrationReport;
  /** Writes everything into the one file, closes it and gives the data folder free. A second call does nothing. */
  close(): Promise<void>;
}

/** WAL: programs outside can read while the server writes, and the other way round. */
const connectionSetup = "PRAGMA journal_mode = WAL; PRAGMA foreign_keys = ON;";

/**
 * Transactions take turns on the one connection. A burst of them may queue for longer than Prisma's 2 s before one begins;
 * one that has begun and takes longer than 5 s holds up everybody and is rolled back.
 */
const transactionOptions = { maxWait: 10_000, timeout: 5000 };

/**
 * Opens `<home>/signalbox.db`: makes the folder (0700) and the file (0600) when missing, claims the folder for this
 * process, brings the database to this release and connects. `migrationsDirectory` is an absolute path. Rejects with a
 * DatabaseError: HOME_NOT_WRITABLE, HOME_IN_USE, DATABASE_DAMAGED, DATABASE_NEWER or MIGRATION_FAILED.
 */
export async function openDatabase(options: {
  home: string;
  migrationsDirectory?: string;
}): Promise<Database> {
  const { home, migrationsDirectory = defaultMigrationsDirectory() } = options;
  const path = join(home, "signalbox.db");
  await prepareHome(home);
  const lock = await lockHome(home);
  try {
    await prepareDatabaseFile(home, path);
    const report = await migrate(path, migrationsDirectory);
    const client = await connect(path);
    let closing: Promise<void> | null = null;
    const close = () => (closing ??= disconnect(client, lock));
    return { client, report, close };
  } catch (error) {
    await lock.release();
    throw explainSqliteError(error, home, path);
  }
}

async function connect(path: string): Promise<PrismaClient> {
  const client = new PrismaClient({
    adapter: new OneConnectionAdapter(path, connectionSetup),
    transactionOptions,
    errorFormat: "minimal",
  });
  try {
    await client.$connect();
    return client;
  } catch (error) {
    await client.$disconnect();
    throw error;
  }
}

async function disconnect(client: PrismaClient, lock: HomeLock): Promise<void> {
  try {
    // SQLite does this by itself when the last connection closes, but libsql's closes only when it is garbage-collected.
    await client.$queryRaw`PRAGMA wal_checkpoint(TRUNCATE)`;
  } finally {
    await client.$disconnect();
    await lock.release();
  }
}
