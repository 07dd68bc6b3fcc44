import { setFlagsFromString } from "node:v8";

/**
 * How much a WebAssembly function must have run before V8 compiles it again, optimised: so much that none ever is. Prisma's
 * query compiler is the one WebAssembly here; optimising it takes 50 MB that are never given back, and saves no measurable time.
 */
const tieringBudget = 2_147_483_647;

/**
 * By how much the heap may grow between two full collections, in percent. V8's own choice lets it triple while many clients
 * follow many runs: 278 MB instead of 204, for a few percent of a core.
 */
const heapGrowingPercent = 40;

/** Settings of the JavaScript engine; call it first: they count for what is compiled and allocated afterwards. */
export function setEngineFlags(): void {
  setFlagsFromString(`--wasm-tiering-budget=${tieringBudget}`);
  setFlagsFromString(`--heap-growing-percent=${heapGrowingPercent}`);
}
