import { DatabaseError } from "./errors.ts";
import type { Connection } from "./libsql.ts";
import { hasChecksum, type Migration } from "./migration-files.ts";
import {
  lookForEffects,
  type MigrationRecord,
  type Presence,
  readRecords,
} from "./migration-history.ts";

/** What is to be done for one migration: run it, only record it, or clear away the record of a failed try and run it. */
export interface MigrationStep {
  name: string;
  action: "run" | "record" | "retry";
}

/**
 * Finds what the database lacks, oldest first, only by reading; empty when it is current. Throws DATABASE_NEWER when it
 * records a migration that this release does not know, MIGRATION_FAILED when it cannot be told what was done to it.
 */
export async function planMigrations(
  connection: Connection,
  path: string,
  migrations: Migration[],
): Promise<MigrationStep[]> {
  const records = await readRecords(connection);
  refuseUnknown(records, path, migrations);
  const steps: MigrationStep[] = [];
  for (const migration of migrations) {
    const ofThis = records.filter((record) => record.name === migration.name);
    const finished = ofThis.find((record) => record.finished);
    if (finished !== undefined) {
      if (!hasChecksum(migration, finished.checksum)) throw changedSince(path, migration.name);
      continue;
    }
    const presence = await lookForEffects(connection, migration.sql);
    const action = chooseAction(ofThis.length > 0, presence);
    if (action === null) throw halfDone(path, migration.name);
    steps.push({ name: migration.name, action });
  }
  return steps;
}

/** `began`: the database records that the migration started and not that it ended. Null: a person must look. */
function chooseAction(began: boolean, presence: Presence): MigrationStep["action"] | null {
  switch (presence) {
    case "all":
      return "record";
    case "none":
      return began ? "retry" : "run";
    case "unknown":
      return began ? null : "run";
    case "some":
      return null;
  }
}

function refuseUnknown(records: MigrationRecord[], path: string, migrations: Migration[]): void {
  const known = new Set(migrations.map((migration) => migration.name));
  const unknown = records.map((record) => record.name).filter((name) => !known.has(name));
  if (unknown.length === 0) return;
  throw new DatabaseError(
    "DATABASE_NEWER",
    `The database ${path} was made by a newer release of Signalbox (it has ${unknown.join(", ")}).`,
    [
      "The database was not changed.",
      "Start the newer release of Signalbox again.",
      `Or go back to the copy from before that upgrade, ${path}.before-…, if losing what came after it is fine.`,
    ],
  );
}

function changedSince(path: string, name: string): DatabaseError {
  return new DatabaseError(
    "MIGRATION_FAILED",
    `The database ${path} was made by another build of Signalbox: its migration ${name} differs from this release's.`,
    [
      "The database was not changed.",
      "Start the release that made it, or use another data folder with SIGNALBOX_HOME.",
    ],
  );
}

function halfDone(path: string, name: string): DatabaseError {
  return new DatabaseError(
    "MIGRATION_FAILED",
    `In the database ${path} only a part of the migration ${name} is there, so it can be neither run nor skipped.`,
    [
      "The database was not changed.",
      `Put the copy from before the upgrade in its place (${path}.before-${name}, if there is one) and start again.`,
      "Or move the database away and start again: Signalbox then begins with an empty one.",
    ],
  );
}
