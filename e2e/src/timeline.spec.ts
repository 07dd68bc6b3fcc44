import { defineAgents, release, startSession } from "./agents.ts";
import { expect, test } from "./fixtures.ts";
import { expectAccessibleInBothThemes, takePictures } from "./page.ts";
import { makeRepository } from "./repositories.ts";

test("a long run can be read anywhere, with keys alone: rail, search, kinds, folds, permalink, log", async ({
  page,
  server,
  folder,
}) => {
  await defineAgents(server, folder);
  const path = await makeRepository(folder, "app");
  const { id: repositoryId } = await server.client.repositories.add.mutate({ path });
  const id = await startSession(server, { repositoryId, agent: "flooding", name: "Long" });
  await page.goto(server.link);
  await page.goto(`${server.url}/sessions/${id}`);
  const timeline = page.getByRole("region", { name: "Timeline" });
  const rail = page.getByRole("slider", { name: "Position in the run" });
  await expect(timeline.getByText("tick").last()).toBeInViewport();

  // Away from the end: what is new is only counted.
  await rail.focus();
  await page.keyboard.press("Home");
  await expect(timeline.getByText("line 1", { exact: true })).toBeInViewport();
  await expect(page.getByRole("button", { name: /Jump to live\s*\d+ new events?/ })).toBeVisible();
  await expect(timeline.getByText("line 1", { exact: true })).toBeInViewport();

  await page.keyboard.press("f");
  const search = page.getByRole("searchbox", { name: "Search in the run" });
  await expect(search).toBeFocused();
  await page.keyboard.type("line 12345");
  await expect(page.getByRole("search").getByRole("status")).toHaveText("1 match");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("search").getByRole("status")).toHaveText("1 of 1");
  await expect(timeline.getByText("line 12345", { exact: true })).toBeInViewport();
  await expect(search).toBeFocused();
  await expectAccessibleInBothThemes(page);
  await takePictures(page, "timeline-search");
  await page.keyboard.press("Escape");
  await expect(timeline).toBeFocused();

  await page.keyboard.press("G");
  await expect(timeline.getByText("tick").last()).toBeInViewport();
  await release(folder);
  await expect(page.getByText("The work is done", { exact: true })).toBeInViewport();

  await page.keyboard.press("[");
  await expect(timeline.getByRole("button", { name: /^Iteration 1/ })).toBeInViewport();
  await page.getByRole("button", { name: "Fold all iterations" }).press("Enter");
  await expect(timeline.getByText(/^line /)).toHaveCount(0);
  await expect(page.getByText("The work is done", { exact: true })).toBeInViewport();
  await page.getByRole("button", { name: "Unfold all iterations" }).press("Enter");
  await expect(timeline.getByText(/^line /).first()).toBeVisible();

  // What the address says survives a reload.
  const link = `${server.url}/sessions/${id}?event=9000`;
  await page.goto(link);
  const marked = timeline.locator("[data-marked]");
  await expect(marked).toBeFocused();
  await expect(marked).toBeInViewport();
  await page.reload();
  await expect(marked).toBeFocused();
  expect(page.url()).toBe(link);

  await page.getByRole("button", { name: "Kinds", exact: true }).press("Enter");
  await page.getByRole("menuitemcheckbox", { name: "Notices and ends" }).press("Enter");
  await page.keyboard.press("Escape");
  await expect(timeline.getByText(/^line /)).toHaveCount(0);
  await page.reload();
  await expect(page.getByText("The work is done", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: /^Kinds ?1/ }).press("Enter");
  await page.getByRole("menuitem", { name: "Show all" }).press("Enter");

  await page.getByRole("button", { name: "Log", exact: true }).press("Enter");
  const log = page.getByRole("region", { name: "Log" });
  await log.focus();
  await page.keyboard.press("End");
  await expect(log.getByText("run.ended")).toBeInViewport();
  await page.getByRole("button", { name: "Wrap long lines" }).press("Enter");
  await expectAccessibleInBothThemes(page);
  await takePictures(page, "timeline-log");
  expect(await log.locator("[data-row]").count()).toBeLessThan(150);
});
