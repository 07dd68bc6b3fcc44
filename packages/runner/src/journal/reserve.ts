import { randomBytes } from "node:crypto";
import { rmSync, writeFileSync } from "node:fs";

/** Room for the last words of a run whose disk is full: how its iteration and the run ended, and why. Bytes. */
const reserveBytes = 65_536;

/**
 * Puts a file in the way that `free` takes out of it, so that there is a little room when the disk is full. Random bytes, since a
 * file system that compresses would give nothing back for zeros. A disk that is full already has no reserve.
 */
export function createReserve(path: string): { free(): void } {
  try {
    writeFileSync(path, randomBytes(reserveBytes), { mode: 0o600 });
  } catch {
    // The first write to the journal tells.
  }
  return { free: () => rmSync(path, { force: true }) };
}
