import { access, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { z } from "zod";

// Both addresses hold from the source and from the build: `src` and `dist` lie side by side.

/** The folder with the built web app; null when it is not built. */
export async function webDirectory(): Promise<string | null> {
  const directory = fileURLToPath(new URL("../../web/dist", import.meta.url));
  return access(`${directory}/index.html`).then(
    () => directory,
    () => null,
  );
}

/** The version of this release. */
export async function packageVersion(): Promise<string> {
  const manifest = await readFile(new URL("../package.json", import.meta.url), "utf8");
  return z.object({ version: z.string() }).parse(JSON.parse(manifest)).version;
}
