import { buildSignalbox } from "./lib/build.mjs";

await buildSignalbox();
console.log("Starting the server… (Ctrl+C stops it; runs go on)");
// In this very process: signals and the exit code are the server's own, and nothing can be left behind.
await import(new URL("../apps/api/dist/main.js", import.meta.url).href);
