import { buildSignalbox } from "./lib/build.mjs";

await buildSignalbox();
// In this very process: signals and the exit code are the demo's own.
await import(new URL("../apps/api/dist/demo.js", import.meta.url).href);
