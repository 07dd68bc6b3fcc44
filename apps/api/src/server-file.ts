import { readFile, rm } from "node:fs/promises";
import path from "node:path";
import { writeWhole } from "@signalbox/runner";
import { z } from "zod";

const serverFileSchema = z.object({ pid: z.number().int(), url: z.url() });

function serverFileOf(home: string): string {
  return path.join(home, "server.json");
}

/** Say in `<home>/server.json` which process serves where, for programs that look for a going server. Gives what removes it. */
export async function writeServerFile(home: string, url: string): Promise<() => Promise<void>> {
  const file = serverFileOf(home);
  // Whole: a second server that starts at this moment reads it to say where the first one is.
  await writeWhole(file, `${JSON.stringify({ pid: process.pid, url })}\n`);
  return () => rm(file, { force: true });
}

/** The server that says it serves this home; null when none does, or not yet. A crashed one may still say so. */
export async function readServerFile(home: string): Promise<{ pid: number; url: string } | null> {
  const text = await readFile(serverFileOf(home), "utf8").catch(() => "null");
  return serverFileSchema.nullable().catch(null).parse(JSON.parse(text));
}
