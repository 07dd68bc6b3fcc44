/** What can keep a database from opening. */
export type DatabaseErrorCode =
  | "HOME_IN_USE"
  | "HOME_NOT_WRITABLE"
  | "DATABASE_NEWER"
  | "MIGRATION_FAILED"
  | "DATABASE_DAMAGED";

/** An expected failure to open the database: `message` says what is wrong, `help` lists steps that a person can take. */
export class DatabaseError extends Error {
  override readonly name = "DatabaseError";
  readonly code: DatabaseErrorCode;
  readonly help: string[];

  constructor(code: DatabaseErrorCode, message: string, help: string[], options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.help = help;
  }
}

/** Primary result codes of SQLite (https://sqlite.org/rescode.html); the low byte of an extended code. */
export const sqliteCode = {
  busy: 5,
  readOnly: 8,
  corrupt: 11,
  full: 13,
  cannotOpen: 14,
  notADatabase: 26,
} as const;

/** The primary SQLite result code in an error of libsql or of its Prisma adapter; null when there is none. */
export function sqliteCodeOf(error: unknown): number | null {
  if (typeof error !== "object" || error === null) return null;
  for (const key of ["rawCode", "extendedCode", "originalCode"] as const) {
    const value: unknown = Reflect.get(error, key);
    const code = typeof value === "string" ? Number.parseInt(value, 10) : value;
    if (typeof code === "number" && Number.isInteger(code)) return code & 0xff;
  }
  return "cause" in error ? sqliteCodeOf(error.cause) : null;
}

/** The words of an error, whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** A file that SQLite cannot read as a database. */
export function databaseDamaged(path: string, reason: string, cause?: unknown): DatabaseError {
  return new DatabaseError(
    "DATABASE_DAMAGED",
    `${path} is not a readable Signalbox database: ${reason}`,
    [
      "The file was left as it is.",
      `Put a good copy in its place; Signalbox keeps one from before each upgrade as ${path}.before-….`,
      "Or move the file away and start again: Signalbox then begins with an empty database. Repositories and branches on disk are not affected.",
    ],
    { cause },
  );
}

/** A data folder that cannot be made or written to. */
export function homeNotWritable(home: string, reason: string, cause?: unknown): DatabaseError {
  return new DatabaseError(
    "HOME_NOT_WRITABLE",
    `Signalbox cannot write to its data folder ${home}: ${reason}`,
    [
      `Make ${home} a folder that you own and can write to, on a disk with free space.`,
      "Or choose another folder with SIGNALBOX_HOME.",
    ],
    { cause },
  );
}

/** Turns what SQLite says about the file or the disk into a DatabaseError; anything else comes back as it is. */
export function explainSqliteError(error: unknown, home: string, path: string): unknown {
  if (error instanceof DatabaseError) return error;
  switch (sqliteCodeOf(error)) {
    case sqliteCode.corrupt:
    case sqliteCode.notADatabase:
      return databaseDamaged(path, messageOf(error), error);
    case sqliteCode.readOnly:
    case sqliteCode.full:
    case sqliteCode.cannotOpen:
      return homeNotWritable(home, messageOf(error), error);
    default:
      return error;
  }
}
