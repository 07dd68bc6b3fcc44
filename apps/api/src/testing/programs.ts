import { chmod, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** Where the little programs are that tests use as agents. */
export function agentProgram(name: string): string {
  return fileURLToPath(new URL(`agents/${name}.mjs`, import.meta.url));
}

/** Puts a program of this name, a script for Node, on the PATH of a test's agents; gives its path. */
export async function placeProgram(scratch: string, name: string, script: string): Promise<string> {
  const file = path.join(scratch, "bin", name);
  await writeFile(file, `#!${process.execPath}\n${script}\n`);
  await chmod(file, 0o755);
  return file;
}

/** Puts one of the programs that tests use as agents on their PATH, under the name of a real one. */
export function placeAgent(scratch: string, name: string): Promise<string> {
  return placeProgram(scratch, name, `import(${JSON.stringify(agentProgram(name))});`);
}
