import { access, mkdir, readFile, readdir, rm } from "node:fs/promises";
import path from "node:path";
import { writeWhole } from "@signalbox/runner";
import { archivedSessionSchema, sessionAgentOptionsSchema, type Session } from "@signalbox/shared";
import type { z } from "zod";
import { shortId } from "./archive-names.ts";

/** What is kept of a deleted session, beside its work: options without the values of secrets. */
const archiveRecordSchema = archivedSessionSchema.extend({
  agentOptions: sessionAgentOptionsSchema,
});
export type ArchiveRecord = z.infer<typeof archiveRecordSchema>;

export function toArchiveRecord(session: Session): ArchiveRecord {
  return archiveRecordSchema.parse(session);
}

/** The files about archives in the data folder: one record a deleted session, one patch an archive. Only the person can read them. */
export class ArchiveRecords {
  readonly #root: string;

  constructor(options: { home: string }) {
    this.#root = path.join(options.home, "archives");
  }

  /** Keep what a session was. Whole or not at all. */
  async write(session: Session): Promise<void> {
    const folder = await this.#folder(session.repositoryId);
    const text = `${JSON.stringify(toArchiveRecord(session), null, 2)}\n`;
    await writeWhole(path.join(folder, recordName(shortId(session))), text);
  }

  /** Take away the halves of files that a killed server left. Call it while no session is deleted. */
  async clearRemains(): Promise<void> {
    for (const folder of await readdir(this.#root).catch(() => [])) {
      for (const name of await readdir(path.join(this.#root, folder)).catch(() => [])) {
        if (/\.(json|patch)$/.test(name)) continue;
        await rm(path.join(this.#root, folder, name), { force: true, recursive: true });
      }
    }
  }

  /** The deleted session whose id ends so; null when nothing is known of it. */
  async read(repositoryId: string, end: string): Promise<ArchiveRecord | null> {
    const file = path.join(this.#root, repositoryId, recordName(end));
    const text = await readFile(file, "utf8").catch(() => "null");
    try {
      return archiveRecordSchema.parse(JSON.parse(text));
    } catch {
      // Cut or changed by hand: the work can be restored without it.
      return null;
    }
  }

  /** A place for an archive's patch, whose folder is there. `ref` is the whole one. */
  async patchPlace(repositoryId: string, ref: string): Promise<string> {
    return path.join(await this.#folder(repositoryId), patchName(ref));
  }

  /** The file with an archive's patch; null when there is none. */
  async findPatch(repositoryId: string, ref: string): Promise<string | null> {
    const file = path.join(this.#root, repositoryId, patchName(ref));
    return access(file).then(
      () => file,
      () => null,
    );
  }

  async #folder(repositoryId: string): Promise<string> {
    const folder = path.join(this.#root, repositoryId);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return folder;
  }
}

function recordName(end: string): string {
  return `${end}.json`;
}

/** Refs are paths; a file name has no slash. */
function patchName(ref: string): string {
  return `${encodeURIComponent(ref.replace("refs/signalbox/archive/", ""))}.patch`;
}
