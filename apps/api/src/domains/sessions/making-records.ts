import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import type { PrismaClient } from "@signalbox/db";
import { takeBackWorktree } from "@signalbox/host/git";
import type { Logger } from "pino";
import { z } from "zod";

/** What a session gets, written down before it is made: a server that is killed leaves it to the next one. */
const recordSchema = z.object({
  repository: z.string(),
  path: z.string(),
  branch: z.string(),
  /** Where the branch begins. */
  commit: z.string(),
});
export type MakingRecord = z.infer<typeof recordSchema>;

/** The records of sessions that are being made, by the sessions' ids, in the data folder. */
export class MakingRecords {
  readonly #folder: string;

  constructor(options: { home: string }) {
    this.#folder = path.join(options.home, "making");
  }

  async write(sessionId: string, record: MakingRecord): Promise<void> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    await writeFile(this.#file(sessionId), JSON.stringify(record), { mode: 0o600 });
  }

  /** Call it when the session is stored, or nothing of it is left. Never rejects: one that stays is looked at by the next start. */
  async remove(sessionId: string): Promise<void> {
    await rm(this.#file(sessionId), { force: true }).catch(() => undefined);
  }

  /**
   * Take away what an earlier server has made of sessions that it did not store: nobody ever knew of them. What cannot be taken away
   * is logged, and tried again at the next start. Call it while no session is made.
   */
  async clearRemains({ client, log }: { client: PrismaClient; log: Logger }): Promise<void> {
    for (const name of await readdir(this.#folder).catch(() => [])) {
      const sessionId = path.basename(name, ".json");
      try {
        const record = await this.#read(sessionId);
        const branch = record?.branch ?? "";
        // By its branch too: a name that was taken was only tried.
        const where = { OR: [{ id: sessionId }, { branch }] };
        if (record !== null && (await client.session.count({ where })) === 0) {
          await takeBackWorktree(record);
          log.warn({ sessionId, ...record }, "took back a session that was not finished");
        }
        await this.remove(sessionId);
      } catch (error) {
        log.error(
          { err: error, sessionId },
          "a session that was not finished could not be taken back",
        );
      }
    }
  }

  #file(sessionId: string): string {
    return path.join(this.#folder, `${sessionId}.json`);
  }

  /** Null when it was not written whole: then nothing was made. */
  async #read(sessionId: string): Promise<MakingRecord | null> {
    const text = await readFile(this.#file(sessionId), "utf8");
    try {
      return recordSchema.parse(JSON.parse(text));
    } catch {
      return null;
    }
  }
}
