import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { endClone } from "@signalbox/host/git";
import type { Logger } from "pino";
import { z } from "zod";
import { missingFolders, removeEmpty } from "./clone-target.ts";

/** What a clone has made, written down before it is made: a server that is killed leaves it to the next one. */
const recordSchema = z.object({
  /** The folder that is cloned into, before it is put in its place. */
  staging: z.string(),
  /** Folders above it that were not there before, the innermost first. */
  parents: z.array(z.string()),
});
type CloneRecord = z.infer<typeof recordSchema>;

const recordName = "record.json";

function stagingName(cloneId: string): string {
  return `.signalbox-clone-${cloneId}`;
}

/** The places of one clone, and their clearing away. */
export interface CloneFolders {
  /** Only this user can enter it. */
  privateFolder: string;
  staging: string;
  parent: string;
  /** Takes away all but the finished clone; resolves when it is gone. */
  clear(): Promise<void>;
}

/** Make the folders of a clone below `clonesFolder` and in `parent`; `staging` itself is left to git. */
export async function openFolders(
  clonesFolder: string,
  cloneId: string,
  parent: string,
): Promise<CloneFolders> {
  const privateFolder = path.join(clonesFolder, cloneId);
  const staging = path.join(parent, stagingName(cloneId));
  const record: CloneRecord = { staging, parents: await missingFolders(parent) };
  await mkdir(privateFolder, { recursive: true, mode: 0o700 });
  await writeFile(path.join(privateFolder, recordName), JSON.stringify(record), { mode: 0o600 });
  return {
    privateFolder,
    staging,
    parent,
    clear: () => clear(privateFolder, record),
  };
}

async function clear(privateFolder: string, record: CloneRecord | null): Promise<void> {
  if (record !== null) {
    await rm(record.staging, { recursive: true, force: true });
    await removeEmpty(record.parents);
  }
  // Last: while anything is left, it is written down.
  await rm(privateFolder, { recursive: true, force: true });
}

/** End and clear away the clones that an earlier server left. What cannot be cleared is logged, and tried again at the next start. */
export async function clearRemains(clonesFolder: string, log: Logger): Promise<void> {
  const ids = await readdir(clonesFolder).catch(() => []);
  for (const cloneId of ids) {
    const privateFolder = path.join(clonesFolder, cloneId);
    try {
      await endClone(cloneId);
      await clear(privateFolder, await readRecord(privateFolder, cloneId));
      log.warn({ cloneId }, "cleared away a clone that was not finished");
    } catch (error) {
      log.error({ err: error, cloneId }, "a clone that was not finished could not be cleared away");
    }
  }
}

/** Null when it was not written, or not by us: then nothing was made, or nothing is touched. */
async function readRecord(privateFolder: string, cloneId: string): Promise<CloneRecord | null> {
  try {
    const text = await readFile(path.join(privateFolder, recordName), "utf8");
    const record = recordSchema.parse(JSON.parse(text));
    return path.basename(record.staging) === stagingName(cloneId) ? record : null;
  } catch {
    return null;
  }
}
