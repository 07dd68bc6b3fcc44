import { setFlagsFromString } from "node:v8";

/**
 * How much a WebAssembly function must have run before V8 compiles it again, optimised: so much that none ever is. Prisma's
 * query compiler is the one WebAssembly here; optimising it takes 50 MB that are never given back, and saves no measurable time.
 */
const tieringBudget = 2_147_483_647;

/** Settings of the JavaScript engine; call it before any WebAssembly is compiled. */
export function setEngineFlags(): void {
  setFlagsFromString(`--wasm-tiering-budget=${tieringBudget}`);
}
