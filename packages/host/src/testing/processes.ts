import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { onTestFinished } from "vitest";

/** A folder of the test's own, removed after it. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "signalbox-host-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

/** The environment of test programs. */
export const testEnv = { PATH: process.env.PATH };

/** The argv array for a piece of JavaScript. */
export function nodeProgram(source: string): string[] {
  return [process.execPath, "-e", source];
}

/** Resolves to the first thing that a program prints, trimmed: it says that it is ready, or a pid. */
export async function firstOutput(stream: Readable): Promise<string> {
  const values: unknown[] = await once(stream, "data");
  return String(values[0]).trim();
}
