import type * as LibSqlClient from "@libsql/client";
import type * as LibSqlAdapter from "@prisma/adapter-libsql";
import type { SqlDriverAdapter } from "@prisma/driver-adapter-utils";
import { pathToFileURL } from "node:url";
import { requireFromPackage } from "./package-files.ts";

const { createClient }: typeof LibSqlClient = requireFromPackage("@libsql/client");
const { PrismaLibSql }: typeof LibSqlAdapter = requireFromPackage("@prisma/adapter-libsql");

export type Connection = LibSqlClient.Client;

/**
 * How long a statement waits for a program outside (a backup tool, the sqlite3 shell) that holds a lock. libsql waits
 * without giving the event loop back, so the wait must stay short.
 */
export const busyTimeoutMs = 2000;

/**
 * One plain connection to an SQLite file, which is created when missing. Foreign keys are on: that is libsql's default.
 * Throws libsql's error when the file cannot be opened.
 */
export function openConnection(path: string, timeoutMs: number): Connection {
  return createClient({ url: pathToFileURL(path).href, timeout: timeoutMs });
}

/** All that Prisma's adapter calls of a transaction. */
type UsedTransaction = Pick<LibSqlClient.Transaction, "execute" | "commit" | "rollback">;

/**
 * Begins a transaction on the client's own connection. libsql's `transaction()` instead gives its connection away and
 * opens another one for what follows, and never closes it: two open files lost with each transaction, and settings made
 * on the first connection lost too. Sharing is safe because the adapter lets nothing else run until the transaction ends.
 */
async function beginOnSameConnection(client: Connection): Promise<UsedTransaction> {
  // IMMEDIATE takes the write lock at once: a deferred transaction that first reads and then writes can fail with BUSY
  // without any wait when an outside program wrote in between.
  await client.execute("BEGIN IMMEDIATE");
  return {
    execute: (statement: LibSqlClient.InStatement) => client.execute(statement),
    async commit() {
      try {
        await client.execute("COMMIT");
      } catch (error) {
        // A refused COMMIT leaves the transaction open; the next one must not run inside it.
        await client.execute("ROLLBACK").catch(() => undefined);
        throw error;
      }
    },
    async rollback() {
      await client.execute("ROLLBACK");
    },
  };
}

/** Prisma's libsql adapter on exactly one connection, which `setup` (a script of PRAGMAs) prepares before any use. */
export class OneConnectionAdapter extends PrismaLibSql {
  readonly #setup: string;

  constructor(path: string, setup: string) {
    super({ url: pathToFileURL(path).href, timeout: busyTimeoutMs });
    this.#setup = setup;
  }

  override createClient(config: LibSqlClient.Config): Connection {
    const client = super.createClient(config);
    Reflect.set(client, "transaction", () => beginOnSameConnection(client));
    return client;
  }

  override async connect(): Promise<SqlDriverAdapter> {
    const adapter = await super.connect();
    await adapter.executeScript(this.#setup);
    return adapter;
  }
}
