import { cp, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { defaultMigrationsDirectory } from "../package-files.ts";

/** A new folder that is removed when the test ends. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "signalbox-db-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

/** A copy of this release's first `count` migrations, as an older release had them; removed when the test ends. */
export async function firstMigrations(count: number): Promise<string> {
  const folder = await temporaryFolder();
  const release = defaultMigrationsDirectory();
  const names = (await readdir(release)).filter((name) => /^\d/.test(name)).sort();
  for (const name of names.slice(0, count)) {
    await cp(join(release, name), join(folder, name), { recursive: true });
  }
  return folder;
}
