import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "./fixtures.ts";
import { expectAccessible, takePictures } from "./page.ts";
import { makeRepository } from "./repositories.ts";

test("orchestrators that are not available are seen, say why, and cannot be chosen by mouse or keyboard", async ({
  page,
  server,
}) => {
  await page.goto(server.link);
  await page.getByRole("button", { name: "Try it on a sample repository" }).click();
  const ralph = page.getByRole("radio", { name: "Ralph" });
  await expect(ralph).toBeChecked();
  for (const [name, reason] of [
    ["GSD", "This release of Signalbox has no driver for GSD yet."],
    ["Gas Town", "This release of Signalbox has no driver for Gas Town yet."],
  ] as const) {
    const radio = page.getByRole("radio", { name, exact: true });
    await expect(radio).toBeVisible();
    await expect(radio).toBeDisabled();
    await expect(radio).toHaveAccessibleDescription(new RegExp(reason.replace(".", "\\.")));
    // With force: the click lands where it lands, as a person's would.
    await radio.click({ force: true });
    await page.getByText(name, { exact: true }).click({ force: true });
    await page.getByText(reason).click({ force: true });
    await expect(radio).not.toBeChecked();
  }
  await ralph.focus();
  for (const key of ["ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp", "Space", "Enter"]) {
    await ralph.press(key);
    await expect(ralph).toBeChecked();
    if (key === "Enter") {
      break;
    }
  }
});

test("what the page refuses the API refuses too", async ({ page, server }) => {
  await page.goto(server.link);
  const repository = await server.client.repositories.createSample.mutate();
  for (const orchestrator of ["gsd", "gastown"] as const) {
    await expect(
      server.client.sessions.create.mutate({ repositoryId: repository.id, orchestrator }),
    ).rejects.toMatchObject({ data: { domain: { code: "ORCHESTRATOR_UNAVAILABLE" } } });
  }
});

test("a repository is added by its path; what is wrong with a path is said with what to do", async ({
  page,
  server,
  folder,
}) => {
  const path = await makeRepository(folder, "app");
  await mkdir(join(folder, "plain"));
  await page.goto(server.link);
  await page.getByRole("button", { name: "Add a repository" }).click();
  const field = page.getByLabel("Path");
  const add = page.getByRole("button", { name: "Add repository" });
  for (const [wrong, words] of [
    [join(folder, "nowhere"), "Check the spelling."],
    [join(folder, "plain"), `Or make it one: git init ${join(folder, "plain")}`],
    ["relative/path", "Give the whole path, beginning with / or ~/."],
  ] as const) {
    await field.fill(wrong);
    await add.click();
    await expect(page.getByText(words)).toBeVisible();
  }
  await expectAccessible(page);
  await takePictures(page, "add-repository-refused");
  await field.fill(path);
  await add.click();
  await expect(page.getByRole("heading", { name: "New session" })).toBeVisible();
  expect((await server.client.repositories.list.query()).items).toMatchObject([{ path }]);
});

test("a session is opened and started with the keyboard alone", async ({
  page,
  server,
  folder,
}) => {
  const path = await makeRepository(folder, "app");
  await server.client.repositories.add.mutate({ path });
  await page.goto(server.link);
  await expect(page.getByRole("link", { name: "New session" }).first()).toBeVisible();
  await page.keyboard.press("n");
  await expect(page.getByRole("heading", { name: "New session" })).toBeVisible();
  await page.getByLabel("Prompt").focus();
  await page.keyboard.type("Say hello");
  await page.keyboard.press("Control+Enter");
  await page.waitForURL(/\/sessions\/[0-9a-f-]{36}/);
  await expect(page.getByRole("button", { name: "Iteration 1" })).toBeVisible();
});

test.describe("without a cookie", () => {
  // The browser itself writes a refused address down as an error.
  test.use({ allowedComplaints: [/status of 401/] });

  test("a browser without the link sees a locked page, and the token opens it", async ({
    page,
    server,
  }) => {
    await page.goto(`${server.url}/sessions/new`);
    await expect(page.getByRole("heading", { name: "Signalbox is locked" })).toBeVisible();
    await expectAccessible(page);
    await takePictures(page, "locked");
    await page.getByLabel("Token").fill(server.token);
    await page.getByRole("button", { name: "Unlock" }).click();
    await expect(page.getByText("Welcome to the signal box")).toBeVisible();
  });
});

test("pages that are not there say so", async ({ page, server }) => {
  await page.goto(server.link);
  await page.goto(`${server.url}/sessions/00000000-0000-7000-8000-000000000000`);
  await expect(page.getByText(/no such session/i).first()).toBeVisible();
  await expectAccessible(page);
  await page.goto(`${server.url}/nowhere`);
  await expect(page.getByRole("link", { name: "To the overview" })).toBeVisible();
  await expectAccessible(page);
});
