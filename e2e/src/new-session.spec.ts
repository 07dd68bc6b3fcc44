import { expect, test } from "./fixtures.ts";
import { expectAccessibleInBothThemes, expectNoSidewaysScroll, takePictures } from "./page.ts";
import { makeRepository } from "./repositories.ts";

test("with keys alone: repository, branch, template and check are chosen, and the next session remembers them", async ({
  page,
  server,
  folder,
}) => {
  for (const name of ["app", "site"]) {
    await server.client.repositories.add.mutate({ path: await makeRepository(folder, name) });
  }
  await server.client.settings.update.mutate({
    promptTemplates: [{ id: "tests", name: "Tests", prompt: "Make the tests pass." }],
  });
  await page.goto(server.link);
  await expect(page.getByRole("link", { name: "New session" }).first()).toBeVisible();
  await page.keyboard.press("n");
  const dialog = page.getByRole("dialog", { name: "New session" });
  const prompt = dialog.getByLabel("Prompt");
  await expect(prompt).toBeFocused();

  // Nothing is chosen among two that were never used: sending it leads to what is missing.
  await expect(dialog.getByRole("radio", { name: "Ralph" })).toBeChecked();
  await page.keyboard.press("Control+Enter");
  const repository = dialog.getByRole("combobox", { name: "Repository" });
  await expect(dialog.getByText("Choose a repository.")).toBeVisible();
  await expect(repository).toBeFocused();
  await page.keyboard.press("Enter");
  await page.keyboard.type("app");
  await expect(page.getByRole("option", { name: "site" })).toHaveCount(0);
  await page.keyboard.press("Enter");
  await expect(repository).toContainText("app");
  await expect(dialog.getByRole("combobox", { name: "Base branch" })).toContainText("main");

  await dialog.getByRole("button", { name: "Templates" }).press("Enter");
  await page.getByRole("button", { name: /^Tests/ }).press("Enter");
  await expect(prompt).toHaveValue("Make the tests pass.");
  await expect(prompt).toBeFocused();
  await dialog.getByRole("button", { name: "Add a check" }).press("Enter");
  await expect(dialog.getByLabel("Command of check 1")).toBeFocused();
  await page.keyboard.type("true");
  await dialog.getByLabel("Iterations", { exact: true }).fill("3");
  await expectAccessibleInBothThemes(page);
  await takePictures(page, "new-session-filled");
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoSidewaysScroll(page);
  await expectAccessibleInBothThemes(page);
  await page.setViewportSize({ width: 1280, height: 800 });

  // What was typed outlives the window and the page.
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await page.keyboard.press("n");
  await page.reload();
  await expect(prompt).toHaveValue("Make the tests pass.");
  await prompt.press("Control+Enter");
  await page.waitForURL(/\/sessions\/[0-9a-f-]{36}/);
  const [session] = (await server.client.sessions.list.query()).items;
  expect(session?.latestRun).toMatchObject({
    budget: { maxIterations: 3 },
    checks: [{ name: "true", command: "true" }],
  });

  await page.goto(`${server.url}/sessions/new`);
  await expect(repository).toContainText("app");
  await expect(prompt).toHaveValue("");
  await expect(dialog.getByLabel("Command of check 1")).toHaveValue("true");
  await expect(dialog.getByLabel("Iterations", { exact: true })).toHaveValue("3");
});

test("a prompt from a file, a suggested check, an agent that is missing, and a session that is only created", async ({
  page,
  server,
  folder,
}) => {
  const path = await makeRepository(folder, "app", {
    "package.json": JSON.stringify({ scripts: { test: "true" } }),
    "docs/PLAN.md": "# The plan\n\nDo it.\n",
  });
  const { id } = await server.client.repositories.add.mutate({ path });
  await page.goto(server.link);
  await page.goto(`${server.url}/?new=true&repository=${id}`);
  const dialog = page.getByRole("dialog", { name: "New session" });
  await dialog.getByRole("combobox", { name: "From a file…" }).click();
  await page.getByRole("option", { name: /docs\/PLAN\.md/ }).click();
  await expect(dialog.getByLabel("Prompt")).toHaveValue("# The plan\n\nDo it.\n");
  await dialog.getByRole("button", { name: "Preview" }).click();
  await expect(dialog.getByRole("region", { name: "Preview" }).getByText("The plan")).toBeVisible();

  await dialog.getByRole("button", { name: /npm test.*from package\.json/ }).click();
  await expect(dialog.getByLabel("Command of check 1")).toHaveValue("npm test");

  await dialog.getByRole("button", { name: /^Not available here: Claude Code/ }).click();
  await expect(dialog.getByRole("radio", { name: "Claude Code" })).toBeDisabled();
  await dialog.getByRole("button", { name: "Claude Code: more, and what to do" }).click();
  await expect(dialog.getByText(/Install/).first()).toBeVisible();
  await expectAccessibleInBothThemes(page);
  await dialog.getByRole("button", { name: "Check again" }).click();
  await expect(dialog.getByRole("button", { name: "Check again" })).toBeEnabled();

  await dialog.getByRole("button", { name: "Create without starting" }).click();
  await page.waitForURL(/\/sessions\/[0-9a-f-]{36}/);
  await expect(page.getByLabel("Prompt for the first run")).toHaveValue("# The plan\n\nDo it.\n");
  expect((await server.client.sessions.list.query()).items).toMatchObject([
    { name: "The plan", latestRun: null },
  ]);
});
