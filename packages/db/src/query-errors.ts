import { sqliteCode, sqliteCodeOf } from "./errors.ts";

/** Prisma's code for "the row that this would change is not there". */
const rowMissingCode = "P2025";
/** What SQLite and the system say when nothing more can be written. */
const storageFullCodes = new Set(["SQLITE_FULL", "ENOSPC", "EDQUOT"]);

/** Whether a query failed because the row that it would change (or connect to) is gone. */
export function isRowMissing(error: unknown): boolean {
  return codeOf(error) === rowMissingCode;
}

/** Whether something could not be written, into the database or a file, because the disk or its quota is full. */
export function isStorageFull(error: unknown): boolean {
  if (storageFullCodes.has(codeOf(error) ?? "")) return true;
  return (
    sqliteCodeOf(error) === sqliteCode.full || sqliteCodeOf(adapterError(error)) === sqliteCode.full
  );
}

/** What Prisma keeps in `meta` of the error that its adapter threw. */
function adapterError(error: unknown): unknown {
  if (typeof error !== "object" || error === null || !("meta" in error)) return null;
  const { meta } = error;
  return typeof meta === "object" && meta !== null && "driverAdapterError" in meta
    ? meta.driverAdapterError
    : null;
}

function codeOf(error: unknown): string | null {
  const hasCode = error instanceof Error && "code" in error && typeof error.code === "string";
  return hasCode ? String(error.code) : null;
}
