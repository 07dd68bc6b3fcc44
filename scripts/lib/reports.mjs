import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { projectRoot } from "./turbo.mjs";

/**
 * Removes what an earlier run of a test task left, so that it is not counted; turbo brings back the reports of a task it has cached.
 * @param {string} directory of a package, relative to the project
 * @param {string} [folder] of the task, in the package
 */
export async function removeReports(directory, folder = "reports") {
  await rm(join(projectRoot, directory, folder), { recursive: true, force: true });
}

/**
 * The parsed JSON reports that a test task left; null for one that cannot be read, which counts as failed.
 * @param {string} directory of a package, relative to the project
 * @param {string} [folder] of the task, in the package
 */
export async function readReports(directory, folder = "reports") {
  const reports = [];
  const path = join(projectRoot, directory, folder);
  for (const file of await readdir(path).catch(() => [])) {
    if (file.endsWith(".json")) {
      reports.push(
        await readFile(join(path, file), "utf8")
          .then(JSON.parse)
          .catch(() => null),
      );
    }
  }
  return reports;
}
