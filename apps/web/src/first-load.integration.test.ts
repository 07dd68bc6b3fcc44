import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, it } from "vitest";

const dist = join(import.meta.dirname, "..", "dist");
/** The bar of the overview's first load: compressed bytes of script, everything in the page that is loaded before it is drawn. */
const mostBytes = 200_000;

/** The scripts that the page names, and those that these import for themselves. */
async function scriptsOfFirstLoad(): Promise<Map<string, number>> {
  const html = await readFile(join(dist, "index.html"), "utf8");
  const sizes = new Map<string, number>();
  const add = async (file: string): Promise<void> => {
    if (sizes.has(file)) return;
    const code = await readFile(join(dist, file));
    sizes.set(file, gzipSync(code, { level: 9 }).length);
    const imports = code.toString().matchAll(/(?:from|^import|;import)\s*"\.\/([^"]+\.js)"/g);
    for (const [, name] of imports) await add(`assets/${name}`);
  };
  for (const [, file] of html.matchAll(/(?:src|href)="\/([^"]+\.js)"/g)) await add(file ?? "");
  return sizes;
}

it("the overview's first load is small, and has neither dialogs nor highlighters in it", async () => {
  const sizes = await scriptsOfFirstLoad();
  const bytes = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  const largest = [...sizes].toSorted((one, other) => other[1] - one[1]).slice(0, 8);
  expect(bytes, JSON.stringify(largest)).toBeLessThan(mostBytes);
  expect(
    [...sizes.keys()].filter((file) => /Dialog|Select|Combobox|markdown|highlight/.test(file)),
  ).toEqual([]);
});

it("only the fonts that latin words need are asked for early", async () => {
  const html = await readFile(join(dist, "index.html"), "utf8");
  const fonts = [...html.matchAll(/href="[^"]*\/([\w-]+)\.woff2"/g)].map(([, name]) => name);
  expect(fonts).toEqual([expect.stringMatching(/^inter-latin-wght-normal/)]);
});
