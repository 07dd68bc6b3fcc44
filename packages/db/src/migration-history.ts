import type { Connection } from "./libsql.ts";

/** What the database itself says of one migration: not rolled back, and finished or not. */
export interface MigrationRecord {
  name: string;
  checksum: string;
  finished: boolean;
}

/** How much of a migration's work is found in the database; "unknown" when its script does what cannot be looked up. */
export type Presence = "all" | "some" | "none" | "unknown";

/** Whether the database holds any table at all, Prisma's own included. */
export async function hasTables(connection: Connection): Promise<boolean> {
  return exists(connection, "SELECT 1 FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' LIMIT 1");
}

/** The migrations that are recorded and not rolled back; empty when there is no record at all. */
export async function readRecords(connection: Connection): Promise<MigrationRecord[]> {
  const table = "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?";
  if (!(await exists(connection, table, "_prisma_migrations"))) return [];
  const { rows } = await connection.execute(
    `SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS finished
     FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY started_at`,
  );
  return rows.map((row) => ({
    name: textOf(row["name"]),
    checksum: textOf(row["checksum"]),
    finished: row["finished"] === 1,
  }));
}

/** Looks in the database for the tables, columns and indexes that a migration's script makes. */
export async function lookForEffects(connection: Connection, sql: string): Promise<Presence> {
  const effects = effectsOf(sql);
  if (effects === null) return "unknown";
  let present = 0;
  for (const effect of effects) if (await isPresent(connection, effect)) present += 1;
  if (present === 0) return "none";
  return present === effects.length ? "all" : "some";
}

interface Effect {
  kind: "table" | "index" | "column";
  name: string;
  table: string;
}

/**
 * What a script adds; null when it has a statement that is neither a plain addition nor an update of rows. A migration is one
 * transaction: what it adds also tells whether its updates were done.
 */
export function effectsOf(sql: string): Effect[] | null {
  const statements = sql
    .replaceAll(/^\s*--.*$/gm, "")
    .split(/;\s*(?:\n|$)/)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== "");
  const effects: Effect[] = [];
  for (const statement of statements) {
    // Two statements on one line: the second one would not be seen.
    if (statement.includes(";")) return null;
    const object = /^CREATE (TABLE|INDEX|UNIQUE INDEX) "(\w+)"/.exec(statement);
    const column = /^ALTER TABLE "(\w+)" ADD COLUMN "(\w+)"/.exec(statement);
    if (object) {
      const kind = object[1] === "TABLE" ? "table" : "index";
      effects.push({ kind, name: object[2] ?? "", table: "" });
    } else if (column) {
      effects.push({ kind: "column", name: column[2] ?? "", table: column[1] ?? "" });
    } else if (!statement.startsWith('UPDATE "')) {
      return null;
    }
  }
  return effects.length === 0 ? null : effects;
}

function isPresent(connection: Connection, { kind, name, table }: Effect): Promise<boolean> {
  return kind === "column"
    ? exists(connection, "SELECT 1 FROM pragma_table_info(?) WHERE name = ?", table, name)
    : exists(connection, "SELECT 1 FROM sqlite_schema WHERE type = ? AND name = ?", kind, name);
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

async function exists(connection: Connection, sql: string, ...args: string[]): Promise<boolean> {
  return (await connection.execute({ sql, args })).rows.length > 0;
}
