import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { findPrograms } from "./launch/find-programs.mjs";
import { installPrograms } from "./launch/install-programs.mjs";
import { closedNetwork } from "./launch/network.mjs";
import { skippedLines } from "./launch/skipped.mjs";

/**
 * Installs the real agents if they are not there, then runs their tests where nothing but loopback can be reached. What cannot be
 * installed is told, in `reports/agents/skipped.txt` for who runs this, and its tests are skipped.
 */
const folder = import.meta.dirname;
const installProblem = await installPrograms(join(folder, "programs"));
const network = await closedNetwork();
console.log(`The agents' network: ${network.description}.`);
const programs = await findPrograms(join(folder, "programs"), network, installProblem);
for (const [name, { version, problem }] of Object.entries(programs)) {
  console.log(`  ${name}: ${version ?? `NOT TESTED, ${problem}`}`);
}

const [command = "", ...args] = [
  ...network.command,
  process.execPath,
  join(folder, "node_modules/vitest/vitest.mjs"),
  "run",
  "--config",
  "vitest.agents.config.ts",
  ...process.argv.slice(2),
];
const tests = spawn(command, args, {
  cwd: folder,
  env: { ...process.env, ...network.env, AGENT_PROGRAMS: JSON.stringify(programs) },
  stdio: "inherit",
});
const [exitCode] = await once(tests, "exit");

const lines = skippedLines(programs);
const reports = join(folder, "reports", "agents");
await mkdir(reports, { recursive: true });
await writeFile(join(reports, "skipped.txt"), lines.map((line) => `${line}\n`).join(""));
for (const line of lines) console.log(line);
process.exitCode = exitCode ?? 1;
