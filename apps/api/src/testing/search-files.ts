import { readdir, readFile } from "node:fs/promises";
import path from "node:path";

/** Every file below a folder that holds this text anywhere in its bytes, by its path below the folder. */
export async function filesWith(folder: string, text: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const found: string[] = [];
  for (const entry of entries.filter((candidate) => candidate.isFile())) {
    const file = path.join(entry.parentPath, entry.name);
    if ((await readFile(file)).includes(text)) found.push(path.relative(folder, file));
  }
  return found.toSorted();
}
