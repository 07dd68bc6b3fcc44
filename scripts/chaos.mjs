import { runInPackage } from "./lib/run-in-package.mjs";

process.exitCode = await runInPackage("tests/chaos", ["node_modules/vitest/vitest.mjs", "run"], {
  SIGNALBOX_CHAOS: "full",
});
