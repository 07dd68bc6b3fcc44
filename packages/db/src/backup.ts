import { chmod, rename, rm, stat } from "node:fs/promises";
import type { Connection } from "./libsql.ts";

/**
 * Copies the database as it is now to `<path>.before-<migration>`, or with `.2`, `.3`, … when there is one from an earlier
 * upgrade. With `retrying` an existing copy is that of the failed try and is enough: a server that is started again and
 * again must not fill the disk. Resolves with the copy's path when it is complete; nothing ever removes it. Throws libsql's
 * and fs errors.
 */
export async function backUp(
  connection: Connection,
  path: string,
  migrationName: string,
  retrying: boolean,
): Promise<string> {
  const wanted = `${path}.before-${migrationName}`;
  if (retrying && (await isThere(wanted))) return wanted;
  const target = await freeName(wanted);
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
    if (!(await isThere(name))) return name;
  }
}

async function isThere(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null)) !== null;
}
