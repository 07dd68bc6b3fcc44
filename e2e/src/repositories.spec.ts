import { execFile } from "node:child_process";
import { mkdir, rename } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import { expectAccessible, expectNoSidewaysScroll, takePictures } from "./page.ts";
import { makeRepository } from "./repositories.ts";

const run = promisify(execFile);

/** axe, with every colour of both themes on the page. */
async function expectAccessibleInBothThemes(page: Page): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await expectAccessible(page);
  }
  await page.emulateMedia({ colorScheme: null });
}

test("a scan shows what it finds, and adds several at once", async ({ page, server, folder }) => {
  const code = join(folder, "code");
  const one = await makeRepository(code, "one");
  const two = await makeRepository(code, "deep/er/two");
  const three = await makeRepository(code, "three");
  await run("git", ["worktree", "add", "--quiet", "-b", "side", join(code, "side")], {
    cwd: three,
  });
  await run("git", ["clone", "--quiet", "--bare", three, join(code, "bare.git")]);
  await server.client.repositories.add.mutate({ path: one });
  await page.goto(server.link);
  await page.goto(`${server.url}/repositories?add=scan`);
  const dialog = page.getByRole("dialog");

  const directory = dialog.getByRole("textbox", { name: "Directory 1" });

  // Where to look, from now on.
  await dialog.getByRole("button", { name: /^Look \d folders? deep in/ }).click();
  await directory.fill("code");
  await expect(dialog.getByText("Give the whole path, beginning with / or ~/.")).toBeVisible();
  await directory.fill(code);
  await dialog.getByLabel("Folders deep").fill("1");
  await expectAccessibleInBothThemes(page);
  await takePictures(page, "scan-places");
  await dialog.getByRole("button", { name: "Save as default" }).click();
  await expect(dialog.getByText("Saved.")).toBeVisible();
  expect(await server.client.settings.get.query()).toMatchObject({
    scanDirectories: [code],
    scanDepth: 1,
  });
  await dialog.getByRole("button", { name: "Look for repositories" }).click();
  const found = dialog.getByRole("list", { name: "Repositories found" }).getByRole("listitem");
  await expect(dialog.getByText("Looked everywhere. 4 repositories found.")).toBeVisible();
  await expect(found).toHaveCount(4);

  // Deeper, for this once.
  await dialog.getByLabel("Folders deep").fill("4");
  await dialog.getByRole("button", { name: /^Look \d folders? deep in/ }).click();
  await dialog.getByRole("button", { name: "Look again" }).click();
  await expect(found).toHaveCount(5);
  await expect(found.filter({ hasText: one })).toContainText("Added");
  await expect(found.filter({ hasText: one }).getByRole("checkbox")).toBeDisabled();
  await expect(found.filter({ hasText: "side" })).toContainText("Worktree");
  await expect(found.filter({ hasText: "bare.git" })).toContainText("Bare");
  await found.filter({ hasText: two }).getByRole("checkbox").check();
  await found
    .filter({ hasText: join(code, "three") })
    .getByRole("checkbox")
    .focus();
  await page.keyboard.press("Space");
  await expectAccessibleInBothThemes(page);
  await takePictures(page, "scan-found");
  await dialog.getByRole("button", { name: "Add 2 repositories" }).click();
  await expect(dialog.getByText("2 repositories added.")).toBeVisible();
  await expect(found.filter({ hasText: two })).toContainText("Added");
  await takePictures(page, "scan-added");
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(page.getByRole("list", { name: "Repositories" }).getByRole("listitem")).toHaveCount(
    3,
  );
});

test("what a scan finds but cannot be added stays marked with the reason", async ({
  page,
  server,
  folder,
}) => {
  const empty = join(folder, "code", "empty");
  await mkdir(empty, { recursive: true });
  await run("git", ["init", "--quiet"], { cwd: empty });
  await server.client.settings.update.mutate({ scanDirectories: [join(folder, "code")] });
  await page.goto(server.link);
  await page.getByRole("button", { name: "Find repositories" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Look for repositories" }).click();
  await dialog.getByRole("button", { name: "Select all (1)" }).click();
  await dialog.getByRole("button", { name: "Add 1 repository" }).click();
  await expect(dialog.getByText("1 repository could not be added.")).toBeVisible();
  await expect(dialog.getByText("Not added: This repository has no commit yet.")).toBeVisible();
  await expectAccessible(page);
});

test("the details of a repository: what it is, its sessions, another name, set-up, and forgetting it", async ({
  page,
  server,
  folder,
}) => {
  const path = await makeRepository(folder, "app");
  await run("git", ["remote", "add", "origin", "https://me:secret@host.example/app.git"], {
    cwd: path,
  });
  const { id } = await server.client.repositories.add.mutate({ path });
  await server.client.sessions.create.mutate({ repositoryId: id, name: "Line of work" });
  await page.goto(server.link);
  await page.getByRole("link", { name: "Repositories" }).click();
  await page.getByRole("link", { name: "app", exact: true }).click();
  await expect(page.getByRole("heading", { name: "app", level: 1 })).toBeVisible();
  await expect(page.getByText("Repository with its files")).toBeVisible();
  await expect(page.getByText("https://host.example/app.git")).toBeVisible();
  await expect(page.getByText(/in all, .* of git's objects/)).toBeVisible();
  const sessions = page.getByRole("main").getByRole("list", { name: "Sessions" });
  await expect(sessions.getByRole("link", { name: "Line of work" })).toBeVisible();
  await expect(page.getByText("secret")).toHaveCount(0);
  await expectAccessibleInBothThemes(page);
  await takePictures(page, "repository-details");

  const setup = page.getByRole("form", { name: "Set-up of new worktrees" });
  await setup.getByRole("button", { name: "Add a file" }).click();
  await page.keyboard.type("../outside");
  await setup.getByLabel("Command").fill("npm ci");
  await setup.getByRole("button", { name: "Save set-up" }).click();
  await expect(setup.getByText(/Give its path within the repository's folder/)).toBeVisible();
  await setup.getByRole("textbox", { name: "File 1" }).fill(".env");
  await setup.getByRole("textbox", { name: "File 1" }).press("Control+Enter");
  await expect(setup.getByText("Saved")).toBeVisible();
  expect(await server.client.repositories.get.query({ id })).toMatchObject({
    setup: { command: "npm ci", copyFiles: [".env"] },
  });
  await page.reload();
  await expect(setup.getByLabel("Command")).toHaveValue("npm ci");
  await expect(setup.getByRole("textbox", { name: "File 1" })).toHaveValue(".env");

  await page.getByRole("button", { name: "Rename", exact: true }).click();
  await page.getByRole("dialog").getByLabel("Name").fill("The app");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "The app", level: 1 })).toBeVisible();

  await page.getByRole("button", { name: "Forget", exact: true }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Forget" }).click();
  await expect(page.getByRole("heading", { name: "Repositories", level: 1 })).toBeVisible();
  await expect(page.getByText("Welcome to the signal box")).toBeVisible();
  await page.goto(`${server.url}/repositories/${id}`);
  await expect(page.getByRole("heading", { name: "No such repository" })).toBeVisible();
  await expectAccessible(page);
});

test("without a file manager, that is said with the way there", async ({
  page,
  server,
  folder,
}) => {
  const path = await makeRepository(folder, "app");
  const { id } = await server.client.repositories.add.mutate({ path });
  await page.goto(server.link);
  await page.goto(`${server.url}/repositories/${id}`);
  await page.getByRole("button", { name: "Show in file manager" }).click();
  await expect(page.getByText("The folder could not be opened.", { exact: false })).toBeVisible();
  await expect(page.getByText(`on the computer that Signalbox runs on: ${path}`)).toBeVisible();
  await expectAccessible(page);
});

test("a repository whose folder is gone says so, in the list and in its details", async ({
  page,
  server,
  folder,
}) => {
  const path = await makeRepository(folder, "app");
  const { id } = await server.client.repositories.add.mutate({ path });
  await rename(path, `${path}-moved`);
  await page.goto(server.link);
  await page.goto(`${server.url}/repositories`);
  const row = page.getByRole("list", { name: "Repositories" }).getByRole("listitem");
  await expect(row).toContainText("Folder missing");
  await expect(row).toContainText("Move the folder back to where it was");
  await expect(row.getByRole("link", { name: "New session in app" })).toHaveCount(0);
  await expectAccessibleInBothThemes(page);
  await takePictures(page, "repository-missing");
  await page.goto(`${server.url}/repositories/${id}`);
  await expect(page.getByText("The folder of app is gone", { exact: false })).toBeVisible();
  await takePictures(page, "repository-missing-details");
  await rename(`${path}-moved`, path);
  await page.getByRole("button", { name: "Look again" }).click();
  await expect(page.getByText("Repository with its files")).toBeVisible();
});

test("a repository that was moved is followed to where it is now", async ({
  page,
  server,
  folder,
}) => {
  const path = await makeRepository(folder, "app");
  const { id } = await server.client.repositories.add.mutate({ path });
  await rename(path, `${path}-moved`);
  await page.goto(server.link);
  await page.goto(`${server.url}/repositories/${id}`);
  await page.getByRole("button", { name: "It was moved…" }).click();
  const dialog = page.getByRole("dialog", { name: "Where is app now?" });
  await dialog.getByLabel("Folder").fill(`${path}-nowhere`);
  await dialog.getByLabel("Folder").press("Enter");
  await expect(dialog).toContainText("There is no folder");
  await expectAccessible(page);
  await takePictures(page, "repository-moved");
  await dialog.getByLabel("Folder").fill(`${path}-moved`);
  await dialog.getByLabel("Folder").press("Enter");
  await expect(dialog).toBeHidden();
  await expect(page.getByText("Repository with its files")).toBeVisible();
  await expect(page.getByText(`${path}-moved`).first()).toBeVisible();
});

test("search and order are in the address, and the keyboard goes through the list and its menus", async ({
  page,
  server,
  folder,
}) => {
  for (const name of ["beta", "alpha", "gamma"]) {
    await server.client.repositories.add.mutate({ path: await makeRepository(folder, name) });
  }
  await page.goto(server.link);
  await page.goto(`${server.url}/repositories?sort=name`);
  const names = page.getByRole("list", { name: "Repositories" }).locator("[data-row-link]");
  await expect(names).toHaveText(["alpha", "beta", "gamma"]);
  await page.keyboard.press("/");
  await page.keyboard.type("a");
  await page.keyboard.press("ArrowDown");
  await expect(names.nth(0)).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await expect(names.nth(2)).toBeFocused();
  await page.keyboard.press("Home");
  await expect(names.nth(0)).toBeFocused();

  const search = page.getByRole("searchbox");
  await search.fill("gam");
  await expect(names).toHaveText(["gamma"]);
  await expect(page).toHaveURL(/q=gam/);
  await page.reload();
  await expect(search).toHaveValue("gam");
  await expect(names).toHaveText(["gamma"]);
  await search.fill("nothing like it");
  await expect(page.getByText("No repository fits")).toBeVisible();
  await search.fill("");
  await expect(names).toHaveCount(3);

  // Everything of a row without the mouse.
  await page.getByRole("button", { name: "More for beta" }).press("Enter");
  await expect(page.getByRole("menu")).toBeVisible();
  await expectAccessibleInBothThemes(page);
  await takePictures(page, "repository-menu");
  await page.getByRole("menuitem", { name: "Rename…" }).press("Enter");
  await expect(page.getByRole("dialog").getByLabel("Name")).toBeFocused();
  await page.keyboard.type("omega");
  await page.keyboard.press("Enter");
  await expect(names).toHaveText(["alpha", "gamma", "omega"]);
  await names.nth(0).press("Enter");
  await expect(page.getByRole("heading", { name: "alpha", level: 1 })).toBeVisible();
});

test("a repository is added by its path with the keyboard alone; the next step is offered", async ({
  page,
  server,
  folder,
}) => {
  const path = await makeRepository(folder, "app");
  await server.client.repositories.add.mutate({ path: await makeRepository(folder, "other") });
  await page.goto(server.link);
  await page.goto(`${server.url}/repositories`);
  await page.getByRole("button", { name: "Add a repository" }).press("Enter");
  const field = page.getByRole("dialog").getByLabel("Path");
  await expect(field).toBeFocused();
  await page.keyboard.type(path);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(page.getByRole("link", { name: "app", exact: true })).toBeVisible();
  await page.getByRole("button", { name: "New session", exact: true }).click();
  await expect(page.getByRole("heading", { name: "New session" })).toBeVisible();
});

test("hundreds of repositories: more come by themselves, and nothing is wider than a phone", async ({
  page,
  server,
  folder,
}) => {
  const first = await makeRepository(folder, "r000");
  const paths = Array.from({ length: 130 }, (_, index) =>
    join(folder, `r${String(index).padStart(3, "0")}`),
  );
  await Promise.all(paths.slice(1).map((path) => run("cp", ["-R", first, path])));
  for (let begin = 0; begin < paths.length; begin += 10) {
    await Promise.all(
      paths.slice(begin, begin + 10).map((path) => server.client.repositories.add.mutate({ path })),
    );
  }
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(server.link);
  await page.goto(`${server.url}/repositories?sort=name`);
  const rows = page.getByRole("list", { name: "Repositories" }).getByRole("listitem");
  await expect(rows).toHaveCount(100);
  await expectNoSidewaysScroll(page);
  await page.getByRole("button", { name: "More repositories" }).scrollIntoViewIfNeeded();
  await expect(rows).toHaveCount(130);
  await rows.last().scrollIntoViewIfNeeded();
  await expect(page.getByRole("link", { name: "r129" })).toBeVisible();
  await expectAccessible(page);
});
