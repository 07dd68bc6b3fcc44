// Writes the typed client into src/generated: no download, no telemetry, no update notice.
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const packageDirectory = fileURLToPath(new URL("..", import.meta.url));
const manifestPath = createRequire(import.meta.url).resolve("prisma/package.json");
const cliPath = join(dirname(manifestPath), "build", "index.js");

const result = spawnSync(process.execPath, [cliPath, "generate", "--no-hints"], {
  cwd: packageDirectory,
  stdio: "inherit",
  env: { ...process.env, CHECKPOINT_DISABLE: "1", PRISMA_HIDE_UPDATE_MESSAGE: "1" },
});
if (result.error) throw result.error;
process.exitCode = result.status ?? 1;
