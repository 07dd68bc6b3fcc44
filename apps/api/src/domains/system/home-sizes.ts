import { readdir, stat } from "node:fs/promises";
import path from "node:path";
import type { SystemInfo } from "@signalbox/shared";
import type { RunFolders } from "../runs/run-folders.ts";

/** What the data folder holds; `goingOn` are the runs whose journals grow. */
export async function homeSizes(
  home: string,
  runFolders: RunFolders,
  goingOn: Iterable<string>,
): Promise<SystemInfo["sizes"]> {
  const journals = await runFolders.sizes(goingOn);
  let journalBytes = 0;
  for (const bytes of journals.values()) journalBytes += bytes;
  const worktrees = await readdir(path.join(home, "worktrees")).catch(() => []);
  return {
    databaseBytes: await databaseBytes(home),
    journalBytes,
    journalCount: journals.size,
    worktreeCount: worktrees.length,
  };
}

async function databaseBytes(home: string): Promise<number> {
  let sum = 0;
  for (const name of ["signalbox.db", "signalbox.db-wal", "signalbox.db-shm"]) {
    const found = await stat(path.join(home, name)).catch(() => null);
    sum += found?.size ?? 0;
  }
  return sum;
}
