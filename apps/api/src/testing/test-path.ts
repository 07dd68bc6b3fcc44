import { mkdir, symlink } from "node:fs/promises";
import path from "node:path";
import { findProgram } from "@signalbox/host/process";

/** What agents, checks and git need here; what else is on a machine's PATH, such as real agents, must not change a test. */
const programs = ["cat", "env", "git", "node", "npm", "sh", "sleep", "test", "touch"];

/** Makes a folder with the few programs that tests need; gives a PATH with nothing else on it. */
export async function makeTestPath(scratch: string): Promise<string> {
  const folder = path.join(scratch, "bin");
  await mkdir(folder);
  for (const name of programs) {
    const found = await findProgram(name, { PATH: process.env.PATH });
    if (found !== null) await symlink(found, path.join(folder, name));
  }
  return folder;
}
