import { stat } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "../src/fixtures.ts";

const folder = join(import.meta.dirname, "..", "..", "docs", "pictures");

/** The readme must load quickly. */
const maxBytes = 250_000;

test("a completed session, light and dark", async ({ page, server }) => {
  await page.goto(server.link);
  await page.getByRole("button", { name: "Try it on a sample repository" }).click();
  await page.getByRole("button", { name: "Start session" }).click();
  await expect(
    page.getByRole("heading", { name: "The work is done", exact: true }),
  ).toBeInViewport();
  await expect(page.getByText("3 files changed", { exact: false })).toBeVisible();
  // Nothing below the pointer.
  await page.mouse.move(0, 0);
  for (const [colorScheme, name] of [
    ["light", "session.png"],
    ["dark", "session-dark.png"],
  ] as const) {
    await page.emulateMedia({ colorScheme });
    const path = join(folder, name);
    await page.screenshot({ path, animations: "disabled" });
    expect((await stat(path)).size, name).toBeLessThan(maxBytes);
  }
});
