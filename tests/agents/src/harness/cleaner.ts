import { mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A test's context: tests run at the same time, so that each cleans up after itself alone. What is registered last is done first. */
export interface Cleaner {
  task: { result?: { state: string } };
  onTestFinished(clean: () => Promise<void>): void;
}

/** A folder that is gone when the test is over. An agent that has just been killed may be writing still. */
export async function temporaryFolder(cleaner: Cleaner): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), "signalbox-real-")));
  cleaner.onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}
