import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { buildSignalbox } from "./lib/build.mjs";

await buildSignalbox();
const bench = fileURLToPath(new URL("../bench", import.meta.url));
const { status } = spawnSync(
  process.execPath,
  ["--import", "tsx", "src/main.ts", ...process.argv.slice(2)],
  { cwd: bench, stdio: "inherit" },
);
process.exitCode = status ?? 1;
