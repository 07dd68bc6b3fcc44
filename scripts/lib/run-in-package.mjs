import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { buildSignalbox } from "./build.mjs";
import { projectRoot } from "./turbo.mjs";

/**
 * Builds the product, then runs Node in a package's folder with this terminal as its own. Resolves to its exit code.
 * @param {string} directory of the package, relative to the project
 * @param {string[]} args for Node
 * @param {Record<string, string>} [environment] on top of this process's
 * @returns {Promise<number>}
 */
export async function runInPackage(directory, args, environment = {}) {
  await buildSignalbox();
  const child = spawn(process.execPath, args, {
    cwd: join(projectRoot, directory),
    env: { ...process.env, ...environment },
    stdio: "inherit",
  });
  const [exitCode] = await once(child, "exit");
  return exitCode ?? 1;
}
