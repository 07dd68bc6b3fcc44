import { defineAgents, release, startSession } from "./agents.ts";
import { expect, test } from "./fixtures.ts";
import { expectAccessible, takePictures } from "./page.ts";
import { makeRepository } from "./repositories.ts";
import type { SignalboxServer } from "./server.ts";

async function addRepository(server: SignalboxServer, folder: string): Promise<string> {
  await defineAgents(server, folder);
  const path = await makeRepository(folder, "app");
  const { id } = await server.client.repositories.add.mutate({ path });
  return id;
}

test("a run that waits for its turn says so, and begins by itself", async ({
  page,
  server,
  folder,
}) => {
  const repositoryId = await addRepository(server, folder);
  await server.client.settings.update.mutate({ maxConcurrentRuns: 1 });
  await startSession(server, { repositoryId, agent: "patient", name: "First" });
  const second = await startSession(server, { repositoryId, agent: "patient", name: "Second" });

  await page.goto(server.link);
  const row = page.getByRole("main").getByRole("listitem").filter({ hasText: "Second" });
  await expect(row).toContainText("Next in the queue");
  await row.getByRole("link").click();
  await expect(page.getByText("This run waits for its turn")).toBeVisible();
  await expect(page.getByText("At most 1 run at once")).toBeVisible();
  await expect(page).toHaveTitle("Queued: Second · Signalbox");
  await expectAccessible(page);
  await takePictures(page, "session-queued");

  await release(folder);
  await expect(page.getByText("The work is done", { exact: true })).toBeVisible();
  await expect(page).toHaveTitle("Completed: Second · Signalbox");
  expect(page.url()).toContain(second);
});

test("an agent that ignores every signal is stopped by force", async ({ page, server, folder }) => {
  const repositoryId = await addRepository(server, folder);
  const id = await startSession(server, { repositoryId, agent: "stubborn", name: "Deaf" });
  await page.goto(server.link);
  await page.goto(`${server.url}/sessions/${id}`);
  await expect(page.getByText("deaf", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Stop", exact: true }).click();
  await page.getByRole("button", { name: "Stop now" }).click();
  await expect(page.getByRole("heading", { name: "Stopped by you" })).toBeVisible();
  await expect(page).toHaveTitle("Cancelled: Deaf · Signalbox");
});

for (const [agent, title, cardWords] of [
  ["failing", "The agent failed", "The agent crashed"],
  ["talkative", "No progress", "No progress"],
] as const) {
  test(`a run that ends with "${title}" says why, in the page and in the list`, async ({
    page,
    server,
    folder,
  }) => {
    const repositoryId = await addRepository(server, folder);
    const id = await startSession(server, { repositoryId, agent, name: "Hopeless" });
    await page.goto(server.link);
    const needsYou = page.getByRole("region", { name: /^Needs you/ });
    await expect(needsYou.getByRole("listitem").filter({ hasText: "Hopeless" })).toContainText(
      cardWords,
    );
    await page.goto(`${server.url}/sessions/${id}`);
    await expect(page.getByRole("heading", { name: title })).toBeVisible();
    await expect(page).toHaveTitle("Error: Hopeless · Signalbox");
    await expectAccessible(page);
    await takePictures(page, `session-${agent}`);
  });
}

test("a follow-up run starts in the same session, and the first one can still be read", async ({
  page,
  server,
  folder,
}) => {
  const repositoryId = await addRepository(server, folder);
  await release(folder);
  const id = await startSession(server, { repositoryId, agent: "patient", name: "Twice" });
  await page.goto(server.link);
  await page.goto(`${server.url}/sessions/${id}`);
  await expect(page.getByText("The work is done", { exact: true })).toBeVisible();

  await page.getByLabel("Prompt for the next run").fill("And once more");
  await page.getByRole("button", { name: "Start run" }).click();
  const picker = page.getByRole("combobox", { name: "Run" });
  await expect(picker).toContainText("Run 2 of 2");
  await expect(page.getByText("And once more", { exact: true })).toBeVisible();
  await expect(picker).toContainText("Completed");

  await picker.focus();
  await page.keyboard.press("Enter");
  await page.getByRole("option", { name: /Run 1 of 2/ }).press("Enter");
  await expect(page.getByText("Do what you do", { exact: true })).toBeVisible();
  await expect(picker).toBeFocused();
  await page.reload();
  await expect(page.getByText("Do what you do", { exact: true })).toBeVisible();
});

test("a flood of output stays readable: back to live with one press, few rows in the page", async ({
  page,
  server,
  folder,
}) => {
  const repositoryId = await addRepository(server, folder);
  const id = await startSession(server, { repositoryId, agent: "flooding", name: "Flood" });
  await page.goto(server.link);
  await page.goto(`${server.url}/sessions/${id}`);
  const timeline = page.getByRole("region", { name: "Timeline" });
  await expect(timeline.getByText("tick").last()).toBeInViewport();

  await timeline.hover();
  await page.mouse.wheel(0, -4_000);
  const jump = page.getByRole("button", { name: "Jump to live" });
  await expect(jump).toBeVisible();
  await jump.click();
  await expect(jump).toBeHidden();
  await expect(timeline.getByText("tick").last()).toBeInViewport();
  expect(await timeline.locator("[data-row]").count()).toBeLessThan(100);

  await release(folder);
  await expect(page.getByText("The work is done", { exact: true })).toBeInViewport();
  await timeline.focus();
  await page.keyboard.press("Home");
  await expect(page.getByRole("button", { name: "Jump to the end" })).toBeVisible();
});
