import { defineAgents, release, startSession, type AgentProgram } from "./agents.ts";
import { expect, test } from "./fixtures.ts";
import { expectAccessible, takePictures } from "./page.ts";
import { makeRepository } from "./repositories.ts";
import type { SignalboxServer } from "./server.ts";

/** The agent that is limited asks for 12 s. */
const waitTimeoutMs = 90_000;

/** Starts a session of that agent on a repository of its own; resolves to the address of its page. */
async function start(
  server: SignalboxServer,
  folder: string,
  agent: AgentProgram,
): Promise<string> {
  await defineAgents(server, folder);
  const path = await makeRepository(folder, "app");
  const { id: repositoryId } = await server.client.repositories.add.mutate({ path });
  const id = await startSession(server, { repositoryId, agent, name: "Work", maxIterations: 3 });
  return `${server.url}/sessions/${id}`;
}

test("what a person tells the agent while it works is in the timeline, and in its next prompt", async ({
  page,
  server,
  folder,
}) => {
  const address = await start(server, folder, "attentive");
  await page.goto(server.link);
  await page.goto(address);
  await expect(page.getByText("working", { exact: true })).toBeVisible();
  await expect(page.getByText("It gets this with its next iteration.")).toBeVisible();
  await page.keyboard.press("t");
  await page.keyboard.type("Mind the median");
  await page.keyboard.press("Control+Enter");
  const row = page.getByRole("group", { name: "Guidance from you" });
  await expect(row).toContainText("Mind the median");
  await expect(row).toContainText("for the next iteration");
  const field = page.getByLabel("Tell the agent…");
  await expect(field).toHaveValue("");
  await expect(field).toBeFocused();
  await expectAccessible(page);
  await takePictures(page, "session-guided");

  // Begun while the run goes on, it is the next run's prompt when the run is over.
  await field.fill("And the mean");
  await release(folder);
  await expect(page.getByText("heard: Mind the median")).toBeVisible();
  await expect(page.getByText("The work is done", { exact: true })).toBeVisible();
  await expect(page.getByLabel("Prompt for the next run")).toHaveValue("And the mean");
});

test("a follow-up run continues the agent's conversation when the person says so", async ({
  page,
  server,
  folder,
}) => {
  const address = await start(server, folder, "remembering");
  await page.goto(server.link);
  await page.goto(address);
  await expect(page.getByText("The work is done", { exact: true })).toBeVisible();
  await page.getByLabel("Prompt for the next run").fill("Go on");
  const choice = page.getByRole("checkbox", { name: "Continue the agent's last conversation" });
  await expect(choice).not.toBeChecked();
  await choice.check();
  await expectAccessible(page);
  await takePictures(page, "session-resumable");
  await page.getByRole("button", { name: "Start run" }).click();
  await expect(page.getByRole("combobox", { name: "Run" })).toContainText("Run 2 of 2");
  await expect(page.getByText("I remember our talk.")).toBeVisible();
  await expect(page.getByText("continues the conversation")).toBeVisible();
});

test("no conversation is offered where the agent keeps none", async ({ page, server, folder }) => {
  const address = await start(server, folder, "forgetful");
  await page.goto(server.link);
  await page.goto(address);
  await expect(page.getByText("The work is done", { exact: true })).toBeVisible();
  await expect(page.getByLabel("Prompt for the next run")).toBeVisible();
  await expect(page.getByRole("checkbox")).toHaveCount(0);
});

test("a missing login ends the run at once, with what to do and the way to the agent", async ({
  page,
  server,
  folder,
}) => {
  const address = await start(server, folder, "loggedout");
  await page.goto(server.link);
  await page.goto(address);
  const end = page.getByRole("region", { name: "How the run ended" });
  await expect(end.getByText("Login", { exact: true })).toBeVisible();
  await expect(end).toContainText("Authentication required");
  await expect(end).toContainText("Trying again would not change this");
  await expect(end).toContainText("1 iteration");
  await expectAccessible(page);
  await takePictures(page, "session-logged-out");
  await end.getByRole("link", { name: "To the agent's page" }).click();
  const row = page.locator("[data-agent=loggedout]");
  await row.getByRole("button", { name: "Test it" }).click();
  await expect(row.getByText("Authentication required").first()).toBeVisible();
  await expectAccessible(page);
});

test("a rate limit is waited for, with the time that is left, and the run goes on", async ({
  page,
  server,
  folder,
}) => {
  const address = await start(server, folder, "limited");
  await page.goto(server.link);
  await page.goto(address);
  const form = page.getByRole("form", { name: "Guidance" });
  await expect(form.getByText(/Rate limit: next try in \d+ s/)).toBeVisible();
  await expect(page.getByText(/, \d+ s left/)).toBeVisible();
  await expectAccessible(page);
  await takePictures(page, "session-waiting");
  await expect(page.getByText("The work is done", { exact: true })).toBeVisible({
    timeout: waitTimeoutMs,
  });
  await expect(page.getByText(/ s left/)).toBeHidden();
});
