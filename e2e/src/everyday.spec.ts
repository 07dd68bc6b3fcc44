import { expect, test } from "./fixtures.ts";
import { expectAccessible, expectNoSidewaysScroll } from "./page.ts";
import { makeRepository } from "./repositories.ts";

test("the overview follows what other clients do, without a reload", async ({
  page,
  server,
  folder,
}) => {
  const path = await makeRepository(folder, "app");
  const { id: repositoryId } = await server.client.repositories.add.mutate({ path });
  await page.goto(server.link);
  await expect(page.getByText("No session yet")).toBeVisible();

  const session = await server.client.sessions.create.mutate({ repositoryId, name: "From afar" });
  const row = page.getByRole("main").getByRole("listitem").filter({ hasText: "From afar" });
  await expect(row).toContainText("No prompt yet");
  const budget = { maxIterations: 1 };
  await server.client.runs.start.mutate({ sessionId: session.id, prompt: "Go", budget });
  await expect(row).toContainText("Out of iterations");
  await server.client.sessions.delete.mutate({ id: session.id, discardWork: true });
  await expect(row).toBeHidden();
});

test("a session gets another name with the keyboard; Escape leaves everything as it was", async ({
  page,
  server,
  folder,
}) => {
  const path = await makeRepository(folder, "app");
  const { id: repositoryId } = await server.client.repositories.add.mutate({ path });
  const { id } = await server.client.sessions.create.mutate({ repositoryId, name: "Before" });
  await page.goto(server.link);
  await page.goto(`${server.url}/sessions/${id}`);
  const more = page.getByRole("button", { name: "More for this session" });
  const rename = async () => {
    await more.press("Enter");
    await page.getByRole("menuitem", { name: "Rename session" }).press("Enter");
  };
  const field = page.getByRole("dialog").getByLabel("Name");

  await rename();
  await expect(field).toBeFocused();
  await expectAccessible(page);
  await field.press("Escape");
  await expect(field).toBeHidden();
  await expect(more).toBeFocused();

  await rename();
  await expect(field).toBeFocused();
  await page.keyboard.type("After");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "After" })).toBeVisible();
  await expect(more).toBeFocused();
  await page.getByRole("link", { name: "Overview" }).press("Enter");
  await expect(page.getByRole("main")).toBeFocused();
  await expect(page.getByRole("main").getByRole("link", { name: "After" })).toBeVisible();
});

test("a repository that is forgotten and added again brings its sessions back", async ({
  page,
  server,
  folder,
}) => {
  const path = await makeRepository(folder, "app");
  const { id: repositoryId } = await server.client.repositories.add.mutate({ path });
  await server.client.sessions.create.mutate({ repositoryId, name: "Kept" });
  await page.goto(server.link);
  await expect(page.getByRole("main").getByRole("link", { name: "Kept" })).toBeVisible();
  await page.keyboard.press("g");
  await page.keyboard.press("r");
  await page.getByRole("button", { name: "More for app" }).click();
  await page.getByRole("menuitem", { name: "Forget…" }).click();
  const question = page.getByRole("alertdialog");
  await expect(question).toContainText("Nothing on the disk is deleted");
  await expectAccessible(page);
  await question.getByRole("button", { name: "Forget" }).click();
  await expect(page.getByText("Welcome to the signal box")).toBeVisible();

  await page.getByRole("button", { name: "Add a repository" }).first().click();
  await page.getByLabel("Path").fill(path);
  await page.getByRole("button", { name: "Add repository" }).click();
  await expect(page.getByRole("dialog")).toBeHidden();
  await page.getByRole("link", { name: "Overview" }).click();
  await expect(page.getByRole("main").getByRole("link", { name: "Kept" })).toBeVisible();
});

test("the chosen theme stays, and is there before the app runs", async ({ page, server }) => {
  await page.emulateMedia({ colorScheme: "light" });
  await page.goto(server.link);
  const root = page.locator("html");
  await expect(root).toHaveAttribute("data-theme", "light");
  await page.getByRole("button", { name: /^Theme: as the system/ }).click();
  await page.getByRole("button", { name: /^Theme: light/ }).click();
  await expect(root).toHaveAttribute("data-theme", "dark");

  // Without the app's own code only what runs before the first paint can set it.
  await page.route("**/assets/*.js", (route) => route.fulfill({ contentType: "text/javascript" }));
  await page.reload();
  await expect(root).toHaveAttribute("data-theme", "dark");
});

test("every page opens by its address and fits a phone, and a window at 200 %, with the longest names", async ({
  page,
  server,
  folder,
}) => {
  const longName = "Every".repeat(60);
  const path = await makeRepository(folder, "r".repeat(120));
  const repository = await server.client.repositories.add.mutate({ path });
  const session = await server.client.sessions.create.mutate({
    repositoryId: repository.id,
    name: longName,
  });
  await server.client.runs.start.mutate({
    sessionId: session.id,
    prompt: longName,
    budget: { maxIterations: 1 },
  });
  await page.goto(server.link);
  const pages = [
    ["/", "Overview"],
    ["/?view=repositories", "Overview"],
    ["/?view=list", "Overview"],
    ["/repositories", "Repositories"],
    [`/repositories/${repository.id}`, repository.name],
    ["/agents?agent=claude", "Agents"],
    [`/sessions/new?repository=${repository.id}`, "New session"],
    [`/sessions/${session.id}`, longName],
    ["/nowhere", "Nothing here"],
  ] as const;
  for (const viewport of [
    { width: 390, height: 844 },
    { width: 640, height: 400 },
  ]) {
    await page.setViewportSize(viewport);
    for (const [address, heading] of pages) {
      await page.goto(server.url + address);
      await expect(page.getByRole("heading", { name: heading }).first()).toBeVisible();
      if (heading === longName) {
        await expect(
          page.getByText("Out of iterations").filter({ visible: true }).first(),
        ).toBeVisible();
        await page.getByLabel("Prompt for the next run").click();
        await expect(page.getByRole("button", { name: "Start run" })).toBeInViewport();
      }
      await expectNoSidewaysScroll(page);
      await expectAccessible(page);
    }
  }
});
