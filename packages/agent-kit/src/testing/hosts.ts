import { mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { TurnOptions } from "../contract.ts";

/** Options that choose nothing. */
export const noOptions: TurnOptions = {
  model: null,
  effort: null,
  args: [],
  program: null,
  prices: {},
};

/** A folder of the test's own, links resolved, removed after it. */
export async function temporaryFolder(): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), "signalbox-agent-kit-")));
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

/** Puts a shell script into a folder as a program of this name. Resolves to its path. */
export async function installScript(folder: string, name: string, script: string) {
  const path = join(folder, name);
  await writeFile(path, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  return path;
}
