import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";

/** What an adapter needs more than its own words belongs to the kit: that keeps the next agent small. */
const maxLines = 1_500;

test("the adapters of all agents together stay small", async () => {
  const entries = await readdir(import.meta.dirname, { recursive: true });
  const sources = entries.filter(
    (path) =>
      path.endsWith(".ts") && !path.endsWith(".test.ts") && !path.startsWith(join("testing", "")),
  );
  const texts = sources.map((path) => readFile(join(import.meta.dirname, path), "utf8"));
  const lines = (await Promise.all(texts)).map((text) => text.split("\n").length - 1);
  expect(sources).toContain("registry.ts");
  expect(lines.reduce((sum, count) => sum + count)).toBeLessThan(maxLines);
});
