import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import { expectAccessible, expectNoSidewaysScroll, takePictures } from "./page.ts";
import { oneTo, recordEventSeqs } from "./socket-events.ts";

/** Four iterations with their checks, on two cores that others use too. */
const runTimeoutMs = 120_000;

/** From the first page of a fresh server to a started session on the sample repository. */
async function startOnSample(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await page.getByRole("button", { name: "Try it on a sample repository" }).click();
  await expect(page.getByLabel("Prompt")).not.toBeEmpty();
  await page.getByRole("button", { name: "Start session" }).click();
  await page.waitForURL(/\/sessions\/[0-9a-f-]{36}/);
}

/** axe, with every colour of both themes on the page. */
async function expectAccessibleInBothThemes(page: Page): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await expectAccessible(page);
  }
  await page.emulateMedia({ colorScheme: null });
}

test("from the first page to a completed run: sample, Ralph, live iterations, green checks, a diff", async ({
  page,
  server,
}) => {
  await page.goto(server.link);
  await page.getByRole("button", { name: "Try it on a sample repository" }).click();
  await expect(page.getByRole("heading", { name: "New session" })).toBeVisible();
  await expect(page.getByRole("radio", { name: "Ralph" })).toBeChecked();
  await expect(page.getByRole("radio", { name: "Demo agent" })).toBeChecked();
  await expectAccessibleInBothThemes(page);
  await takePictures(page, "new-session");
  await page.getByRole("button", { name: "Start session" }).click();

  // Live: each iteration appears, and the first two end with a failing check.
  for (const iteration of [1, 2, 3, 4]) {
    await expect(page.getByRole("button", { name: `Iteration ${iteration}` })).toBeVisible();
  }
  await expect(page.getByText("The work is done", { exact: true })).toBeVisible({
    timeout: runTimeoutMs,
  });
  await expect(page.getByRole("main").getByText("Completed").first()).toBeVisible();
  await expect(page.getByText("Passed", { exact: true })).toBeVisible();
  for (const file of ["src/total.js", "src/average.js", "src/median.js"]) {
    await expect(page.getByRole("main").getByText(file).first()).toBeVisible();
  }
  await expect(page.getByText("numbers.length === 0 ? null").first()).toBeVisible();
  await expectAccessibleInBothThemes(page);
  await takePictures(page, "session-completed");
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoSidewaysScroll(page);
  await expectAccessibleInBothThemes(page);
  await page.setViewportSize({ width: 1280, height: 800 });

  await page.getByRole("link", { name: "Overview" }).click();
  const card = page
    .getByRole("main")
    .getByRole("listitem")
    .filter({ hasText: "Make every failing test pass" });
  await expect(card.first()).toContainText("Ready to review");
  await expectAccessibleInBothThemes(page);
  await takePictures(page, "overview-first");
  await page.getByRole("link", { name: "Repositories" }).click();
  await expect(page.getByText("Sample: sums")).toBeVisible();
  await expectAccessibleInBothThemes(page);
  await takePictures(page, "repositories");
});

test.describe("at a calm pace", () => {
  test.use({ serverEnvironment: { SIGNALBOX_DEMO_PACE_MS: "60" } });

  test("a reload in mid-run goes on without a gap: each page sees every event once", async ({
    page,
    server,
  }) => {
    const sockets = recordEventSeqs(page);
    await startOnSample(page, server.link);
    await expect(page.getByRole("button", { name: "Iteration 2" })).toBeVisible();
    await page.reload();
    await expect(page.getByText("The work is done", { exact: true })).toBeVisible({
      timeout: runTimeoutMs,
    });

    const { items } = await server.client.sessions.list.query();
    const lastSeq = items[0]?.latestRun?.lastSeq ?? 0;
    expect(lastSeq).toBeGreaterThan(20);
    // The page before the reload had the beginning; the one after it has everything.
    const [before = [], after] = sockets.filter((seqs) => seqs.length > 0);
    expect(before).toEqual(oneTo(before.length));
    expect(before.length).toBeLessThan(lastSeq);
    expect(after).toEqual(oneTo(lastSeq));
  });

  test.describe("without a server", () => {
    // The browser itself writes a failed connection down as an error.
    test.use({ allowedComplaints: [/net::ERR_/] });

    test("a server that is killed in mid-run and comes back: the page says so, goes on, and misses nothing", async ({
      page,
      server,
    }) => {
      const sockets = recordEventSeqs(page);
      await startOnSample(page, server.link);
      await expect(page.getByRole("button", { name: "Iteration 1" })).toBeVisible();
      await server.stop({ signal: "SIGKILL" });
      await expect(page.getByText("The server does not answer.")).toBeVisible();
      await expect(page.getByRole("button", { name: "Iteration 1" })).toBeVisible();
      await takePictures(page, "server-gone");
      await server.start();
      await expect(page.getByText("The server does not answer.")).toBeHidden();
      await expect(page.getByText("The work is done", { exact: true })).toBeVisible({
        timeout: runTimeoutMs,
      });

      const { items } = await server.client.sessions.list.query();
      const lastSeq = items[0]?.latestRun?.lastSeq ?? 0;
      // One page over two servers: resumed at exactly the next event.
      expect(sockets.flat()).toEqual(oneTo(lastSeq));
    });
  });
});

test.describe("at a slow pace", () => {
  // The run must still go on when its pictures are taken.
  test.use({ serverEnvironment: { SIGNALBOX_DEMO_PACE_MS: "300" } });

  test("a run is stopped from the page, its work is kept, and deleting it asks first", async ({
    page,
    server,
  }) => {
    await startOnSample(page, server.link);
    await expect(page.getByText(/Run 1, iteration 1/)).toBeVisible();
    await takePictures(page, "session-running");
    await expectAccessibleInBothThemes(page);
    await page.getByRole("button", { name: "Stop", exact: true }).click();
    await expect(page.getByText("Cancelled").first()).toBeVisible();
    await expect(page.getByText("Cancelled", { exact: true }).first()).toBeVisible();

    await page.getByRole("button", { name: "More for this session" }).click();
    await page.getByRole("menuitem", { name: "Delete session" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Delete session" }).click();
    await expect(page.getByText("This session has work that is nowhere else")).toBeVisible();
    await expectAccessibleInBothThemes(page);
    await page.getByRole("button", { name: "Delete the work too" }).click();
    await expect(page.getByText(/Its work is kept as refs\/signalbox\/archive\//)).toBeVisible();
    expect((await server.client.sessions.list.query()).items).toEqual([]);
  });
});
