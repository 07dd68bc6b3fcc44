import { runInPackage } from "./lib/run-in-package.mjs";

const letters = process.argv.slice(2);
process.exitCode = await runInPackage("bench", ["--import", "tsx", "src/main.ts", ...letters]);
