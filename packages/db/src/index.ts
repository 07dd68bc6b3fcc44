export { DatabaseError, type DatabaseErrorCode } from "./errors.ts";
export { Prisma, PrismaClient } from "./generated/client.ts";
export type { Repository, Run, Session, Setting } from "./generated/client.ts";
export type { MigrationReport } from "./migrate.ts";
export { type Database, openDatabase } from "./open.ts";
export { defaultMigrationsDirectory } from "./package-files.ts";
export { isRowMissing, isStorageFull } from "./query-errors.ts";
