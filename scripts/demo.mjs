import { buildSignalbox } from "./lib/build.mjs";

await buildSignalbox();
// In this very process: signals and the exit code are the demo's own.
await import("../apps/api/dist/demo.js");
