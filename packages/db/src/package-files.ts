import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const manifestPath = createRequire(import.meta.url).resolve("@signalbox/db/package.json");

/**
 * Loads a module from this package's own dependencies. A program that bundles this package cannot bundle libsql's native
 * part, and the package manager keeps it out of that program's reach: so it is found from here, wherever the code runs.
 */
export const requireFromPackage = createRequire(manifestPath);

/** The absolute path of the folder with this release's migrations, also when this code runs from a bundle. */
export function defaultMigrationsDirectory(): string {
  return join(dirname(manifestPath), "prisma", "migrations");
}
