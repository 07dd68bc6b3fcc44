import { runInPackage } from "./lib/run-in-package.mjs";

// The browser tests know where a Chromium is, and how to get one.
const { ensureChromium } = await import("../e2e/scripts/ensure-chromium.mjs");
const names = process.argv.slice(2);
process.exitCode = await runInPackage("bench", ["--import", "tsx", "src/web/main.ts", ...names], {
  CHROMIUM_PATH: ensureChromium(),
});
