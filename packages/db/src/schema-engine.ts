import type { SqlDriverAdapter } from "@prisma/driver-adapter-utils";
import type * as DriverAdapterUtils from "@prisma/driver-adapter-utils";
import type * as EngineGlue from "@prisma/schema-engine-wasm/schema_engine_bg";
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { busyTimeoutMs, OneConnectionAdapter, openConnection } from "./libsql.ts";
import type { Migration } from "./migration-files.ts";
import { requireFromPackage } from "./package-files.ts";

/**
 * Foreign keys are off while a migration rebuilds a table, as SQLite asks for: with them on, dropping the old table would
 * delete the rows that refer to it. The pragma does nothing inside a transaction, so it is set beforehand.
 */
const migrationSetup = "PRAGMA foreign_keys = OFF;";

/** Gives each script to the database as one transaction: a migration is in the database wholly or not at all. */
class MigrationAdapter extends OneConnectionAdapter {
  readonly #opened: SqlDriverAdapter[] = [];

  override async connect(): Promise<SqlDriverAdapter> {
    const adapter = await super.connect();
    this.#opened.push(adapter);
    const executeScript = adapter.executeScript.bind(adapter);
    adapter.executeScript = (script) => executeScript(`BEGIN IMMEDIATE;\n${script}\n;COMMIT;`);
    return adapter;
  }

  /** The engine opens connections and never closes them. */
  async closeAll(): Promise<void> {
    for (const adapter of this.#opened) await adapter.dispose();
  }
}

/** What is used here of Node's WebAssembly: its types come only with those of a browser. */
interface WebAssemblyApi {
  instantiate(
    bytes: Uint8Array,
    imports: Record<string, object>,
  ): Promise<{ instance: { exports: { __wbindgen_start: () => void } } }>;
}

/** Prisma's schema engine, bound to one database file. Its errors are Prisma's own. */
export interface SchemaEngine {
  /** Runs what is not recorded yet, oldest first; resolves with the names of what ran. */
  applyMigrations(): Promise<string[]>;
  /** Records a migration whose work is already in the database. */
  markApplied(name: string): Promise<void>;
  /** Records that a migration that began has left nothing behind, so that it can run again. */
  markRolledBack(name: string): Promise<void>;
  close(): Promise<void>;
}

/** Loads the engine (about 30 ms) and binds it to the database at `path` and the migrations of this release. */
export async function openSchemaEngine(
  path: string,
  directory: string,
  migrations: Migration[],
): Promise<SchemaEngine> {
  const { bindMigrationAwareSqlAdapterFactory }: typeof DriverAdapterUtils = requireFromPackage(
    "@prisma/driver-adapter-utils",
  );
  const glue = await (loadedEngine ??= loadEngine());
  const factory = new MigrationAdapter(path, migrationSetup);
  // The engine's log repeats what its errors say.
  const engine = await glue.SchemaEngine.new(
    { datamodels: undefined },
    () => undefined,
    bindMigrationAwareSqlAdapterFactory(factory),
  );
  const migrationsList: EngineGlue.MigrationList = {
    baseDir: directory,
    lockfile: { path: "migration_lock.toml", content: 'provider = "sqlite"\n' },
    shadowDbInitScript: "",
    migrationDirectories: migrations.map(({ name, sql }) => ({
      path: name,
      migrationFile: { path: "migration.sql", content: { tag: "ok", value: sql } },
    })),
  };
  return {
    async applyMigrations() {
      const filters = { externalTables: [], externalEnums: [] };
      return (await engine.applyMigrations({ migrationsList, filters })).appliedMigrationNames;
    },
    async markApplied(migrationName) {
      await ensureRecordTable(path);
      await engine.markMigrationApplied({ migrationName, migrationsList });
    },
    async markRolledBack(migrationName) {
      await engine.markMigrationRolledBack({ migrationName });
    },
    async close() {
      engine.free();
      await factory.closeAll();
    },
  };
}

/** Makes Prisma's record of migrations, word for word as the engine does: `markMigrationApplied` fails when there is none. */
async function ensureRecordTable(path: string): Promise<void> {
  const connection = openConnection(path, busyTimeoutMs);
  try {
    await connection.execute(`CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
    "id"                    TEXT PRIMARY KEY NOT NULL,
    "checksum"              TEXT NOT NULL,
    "finished_at"           DATETIME,
    "migration_name"        TEXT NOT NULL,
    "logs"                  TEXT,
    "rolled_back_at"        DATETIME,
    "started_at"            DATETIME NOT NULL DEFAULT current_timestamp,
    "applied_steps_count"   INTEGER UNSIGNED NOT NULL DEFAULT 0
)`);
  } finally {
    connection.close();
  }
}

/** One for the process: the engine's JavaScript half keeps a single WebAssembly instance and breaks when given another. */
let loadedEngine: Promise<typeof EngineGlue> | null = null;

/** Node 20 cannot import WebAssembly, so the engine's module is put together by hand. */
async function loadEngine(): Promise<typeof EngineGlue> {
  const gluePath = requireFromPackage.resolve("@prisma/schema-engine-wasm/schema_engine_bg");
  const glue: typeof EngineGlue = await import(/* @vite-ignore */ pathToFileURL(gluePath).href);
  const bytes = await readFile(join(dirname(gluePath), "schema_engine_bg.wasm"));
  // Typed here, not by a library of the compiler: who type-checks this for a browser has that library's own idea of it.
  const scope: object = globalThis;
  const webAssembly: WebAssemblyApi = Reflect.get(scope, "WebAssembly");
  const { instance } = await webAssembly.instantiate(bytes, { "./schema_engine_bg.js": glue });
  const { __wbg_set_wasm: bindTo } = glue;
  const { __wbindgen_start: start } = instance.exports;
  bindTo(instance.exports);
  start();
  return glue;
}
