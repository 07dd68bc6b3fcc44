import { chmod, rename, rm, stat } from "node:fs/promises";
import type { Connection } from "./libsql.ts";

/**
 * Copies the database as it is now to `<path>.before-<migration>`, or with `.2`, `.3`, … when there is one from an earlier
 * upgrade. Resolves with the copy's path when it is complete; nothing ever removes it. Throws libsql's and fs errors.
 */
export async function backUp(
  connection: Connection,
  path: string,
  migrationName: string,
): Promise<string> {
  const target = await freeName(`${path}.before-${migrationName}`);
  const partial = `${target}.partial`;
  await rm(partial, { force: true });
  // One consistent copy, whatever the journal holds; it reads every page, so it also finds a damaged file.
  await connection.execute({ sql: "VACUUM INTO ?", args: [partial] });
  await chmod(partial, 0o600);
  await rename(partial, target);
  return target;
}

async function freeName(wanted: string): Promise<string> {
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? wanted : `${wanted}.${number}`;
    const taken = await stat(name).catch(() => null);
    if (taken === null) return name;
  }
}
