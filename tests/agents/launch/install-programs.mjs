import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { readFile, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";

/**
 * Installs the agents' programs with the pnpm that runs this, unless they are there as the lock file has them. Resolves with a
 * problem in words; null when all is well. Programs that an earlier installation brought may be there nevertheless.
 * @param {string} folder with package.json and pnpm-lock.yaml
 * @returns {Promise<string | null>}
 */
export async function installPrograms(folder) {
  const stampFile = join(folder, "node_modules", ".signalbox-installed");
  const stamp = await stampOf(folder);
  if ((await readFile(stampFile, "utf8").catch(() => "")) === stamp) return null;
  console.log("Installing the real coding agents (1.2 GB, only the first time)…");
  const [command = "", ...args] = [
    ...runningPnpm(),
    "install",
    "--ignore-workspace",
    "--frozen-lockfile",
    "--reporter=append-only",
  ];
  const install = spawn(command, args, { cwd: folder, stdio: ["ignore", "inherit", "inherit"] });
  const problem = await once(install, "exit").then(
    ([code]) => (code === 0 ? null : `pnpm install ended with ${code}`),
    (error) => `pnpm could not be started: ${error.message}`,
  );
  if (problem === null) await writeFile(stampFile, stamp);
  return problem;
}

/** The pnpm that runs this; else the one on PATH. */
function runningPnpm() {
  const file = process.env.npm_execpath ?? "";
  if (!basename(file).startsWith("pnpm")) return ["pnpm"];
  return /\.[cm]?js$/.test(file) ? [process.execPath, file] : [file];
}

/** @param {string} folder */
async function stampOf(folder) {
  const hash = createHash("sha256");
  for (const file of ["package.json", "pnpm-lock.yaml"])
    hash.update(await readFile(join(folder, file)));
  return hash.update(process.version).digest("hex");
}
