import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { expect, test, type Page } from "@playwright/test";
import type { AxeResults } from "axe-core";

const axeProgram = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const pictures = join(import.meta.dirname, "..", "reports", "pictures");

/** Desktop, and the narrowest screen that the page promises to work on. */
const widths = [1440, 390];
const height = 900;

/** Fails with what axe finds on the page as it stands: rule, elements and how to fix each. */
export async function expectAccessible(page: Page): Promise<void> {
  // Evaluated, not added as a script: the page's content security policy stays in force.
  await page.evaluate(await readFile(axeProgram, "utf8"));
  const { violations } = await page.evaluate<AxeResults>("axe.run(document)");
  const findings = violations.map(
    ({ id, help, nodes }) =>
      `${id}: ${help}\n${nodes.map(({ html, failureSummary }) => `  ${html}\n  ${failureSummary}`).join("\n")}`,
  );
  expect(findings, "accessibility").toEqual([]);
}

/** The same in the light and in the dark theme. Leaves the page as it was. */
export async function expectAccessibleInBothThemes(page: Page): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await expectAccessible(page);
  }
  await page.emulateMedia({ colorScheme: null });
}

/**
 * Takes pictures of the whole page to look at: light and dark, wide and narrow, as `<name>-<scheme>-<width>.png` in
 * `reports/pictures`, when they are asked for (`npm run look`): they take longer than the tests. Leaves the page as it was.
 */
export async function takePictures(page: Page, name: string): Promise<void> {
  if (!test.info().config.metadata.takesPictures) return;
  const before = page.viewportSize();
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    for (const width of widths) {
      await page.setViewportSize({ width, height });
      await page.screenshot({
        path: join(pictures, `${name}-${colorScheme}-${width}.png`),
        fullPage: true,
        animations: "disabled",
      });
    }
  }
  await page.emulateMedia({ colorScheme: null });
  if (before) {
    await page.setViewportSize(before);
  }
}

/** Fails when the page can be scrolled sideways: something is wider than the screen. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const overflow = await page.evaluate(
    "document.documentElement.scrollWidth - document.documentElement.clientWidth",
  );
  expect(overflow, "pixels wider than the screen").toBeLessThanOrEqual(0);
}
