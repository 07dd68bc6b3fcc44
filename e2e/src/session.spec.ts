import type { Page } from "@playwright/test";
import { defineAgents, startSession } from "./agents.ts";
import { expect, test } from "./fixtures.ts";
import { expectAccessibleInBothThemes, expectNoSidewaysScroll, takePictures } from "./page.ts";
import { makeRepository } from "./repositories.ts";
import type { SignalboxServer } from "./server.ts";

/** A session whose check failed after the first of two iterations; resolves to its address when its run is over. */
async function openWork(page: Page, server: SignalboxServer, folder: string): Promise<string> {
  await defineAgents(server, folder);
  const path = await makeRepository(folder, "app");
  const { id: repositoryId } = await server.client.repositories.add.mutate({ path });
  const check = "grep whole median.js || { printf '\\033[31mhalf\\033[0m done'; exit 3; }";
  const id = await startSession(server, {
    repositoryId,
    agent: "thorough",
    name: "Mend the median",
    maxIterations: 5,
    checks: [{ name: "median", command: check }],
  });
  await page.goto(server.link);
  await page.goto(`${server.url}/sessions/${id}`);
  await expect(page.getByText("The work is done", { exact: true })).toBeVisible();
  return `${server.url}/sessions/${id}`;
}

test("a run is read with keys alone: meters, words, edits, output, why a check failed, and the chart of its iterations", async ({
  page,
  server,
  folder,
}) => {
  await openWork(page, server, folder);
  const meter = page.getByRole("meter", { name: "Iterations used" });
  await expect(meter).toHaveAttribute("aria-valuetext", "2 of 5");
  const timeline = page.getByRole("region", { name: "Timeline" });
  await expect(timeline.getByText("Says that it is done").last()).toBeVisible();
  await expect(timeline.getByText("<promise>")).toHaveCount(0);

  await timeline.press("Home");
  await expect(timeline.locator("strong", { hasText: "median" }).first()).toBeVisible();
  await expect(timeline.getByRole("cell", { name: "1.5" }).first()).toBeVisible();
  await expect(timeline.getByRole("list", { name: "Plan" }).first()).toContainText(
    "Mend the median",
  );
  await expect(timeline.getByText("half", { exact: true }).first()).toBeVisible();
  const command = timeline.getByRole("button", { name: /node --test/ }).first();
  await command.press("Enter");
  await expect(command).toHaveAttribute("aria-expanded", "true");
  await expect(timeline.getByText("FAIL", { exact: true }).first()).toHaveClass(/ansi/);
  await expectAccessibleInBothThemes(page);
  await takePictures(page, "session-work");

  // From the end to the reason in one press: the check is open, with the end of what it printed.
  await page.getByRole("tab", { name: "Iterations" }).press("Enter");
  const iterations = page.getByRole("region", { name: "Iterations" });
  await expect(iterations.getByRole("img", { name: /^Iterations from/ })).toBeVisible();
  await expect(iterations.getByRole("row")).toHaveCount(3);
  await expectAccessibleInBothThemes(page);
  await takePictures(page, "session-iterations");
  await iterations.getByRole("button", { name: /^median failed/ }).press("Enter");
  const marked = timeline.locator("[data-marked]");
  await expect(marked).toBeFocused();
  await expect(marked).toBeInViewport();
  await expect(marked.getByRole("group", { name: "Output" })).toHaveText("half done");
  await expect(marked).toContainText("exit 3");
});

test("a session is done with, its branch is copied, and its report can be printed", async ({
  page,
  context,
  server,
  folder,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const address = await openWork(page, server, folder);
  const more = page.getByRole("button", { name: "More for this session" });
  await more.press("Enter");
  await page.getByRole("menuitem", { name: "Copy branch" }).press("Enter");
  await expect
    .poll(() => page.evaluate<string>("navigator.clipboard.readText()"))
    .toBe("signalbox/mend-the-median");
  await expect(more).toBeFocused();
  await more.press("Enter");
  await page.getByRole("menuitem", { name: "Mark as done" }).press("Enter");
  await expect(page.getByRole("main").getByText("Done with it")).toBeVisible();

  await page.goto(`${address}/report`);
  const report = page.getByRole("article");
  await expect(report.getByRole("heading", { name: "Mend the median" })).toBeVisible();
  await expect(report.getByRole("button", { name: "Print / Save as PDF" })).toBeEnabled();
  await expect(report).toContainText("last in iteration 2; 1 of 2 times passed");
  await expect(report.getByRole("row")).toHaveCount(3);
  await expect(report).toContainText("median.js");
  await expectAccessibleInBothThemes(page);
  await takePictures(page, "session-report");
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoSidewaysScroll(page);

  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  await expect(report.getByRole("heading", { name: "Iterations" })).toBeVisible();
  await expect(page.getByRole("navigation")).toHaveCount(0);
  await expect(report.getByRole("button")).toHaveCount(0);
  await expect(page.locator("body")).toHaveCSS("color", "rgb(0, 0, 0)");
});
