import { access, constants, stat } from "node:fs/promises";
import { delimiter, isAbsolute, join } from "node:path";

/**
 * Looks a program up as the system would: an absolute path as it is, a bare name in the PATH of `env`. Resolves to its path, or
 * null when there is no executable file of that name. A relative path with a slash is null: it depends on the working folder.
 */
export async function findProgram(
  name: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<string | null> {
  if (name === "") {
    return null;
  }
  if (isAbsolute(name)) {
    return (await isExecutableFile(name)) ? name : null;
  }
  if (name.includes("/")) {
    return null;
  }
  // An empty or relative entry would mean the working folder, which an agent may have filled: never looked into.
  const folders = (env.PATH ?? "").split(delimiter).filter(isAbsolute);
  for (const folder of folders) {
    const candidate = join(folder, name);
    if (await isExecutableFile(candidate)) {
      return candidate;
    }
  }
  return null;
}

async function isExecutableFile(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}
