import { spawn } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { ensureChromium, playwrightCli } from "./ensure-chromium.mjs";

const folder = join(dirname(fileURLToPath(import.meta.url)), "..");

const playwright = spawn(process.execPath, [playwrightCli(), "test", ...process.argv.slice(2)], {
  cwd: folder,
  stdio: "inherit",
  env: { ...process.env, CHROMIUM_PATH: ensureChromium() },
});
playwright.once("close", (code) => {
  process.exitCode = code ?? 1;
});
