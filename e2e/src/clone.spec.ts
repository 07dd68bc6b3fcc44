import { mkdir, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { serveRepository, test } from "./clones.ts";
import { expect } from "./fixtures.ts";
import { expectAccessible, expectNoSidewaysScroll, takePictures } from "./page.ts";
import { makeRepository } from "./repositories.ts";

/** axe, with every colour of both themes on the page. */
async function expectAccessibleInBothThemes(page: Page): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await expectAccessible(page);
  }
  await page.emulateMedia({ colorScheme: null });
}

/** Everything that the page keeps or shows: address, storage, what it drew and what stands in its fields. */
async function whatThePageHolds(page: Page): Promise<string> {
  const storage = await page.evaluate<string>(
    "JSON.stringify([{ ...localStorage }, { ...sessionStorage }, history.state])",
  );
  const fields = await page.evaluate<string>(
    "JSON.stringify([...document.querySelectorAll('input')].map((input) => input.value))",
  );
  return [page.url(), storage, fields, await page.content()].join("\n");
}

test("a clone asks for what the host wants, says what was wrong, and keeps no secret", async ({
  page,
  server,
  folder,
  serveGit,
}) => {
  await serveRepository(folder, "private");
  const username = "person";
  const password = "right-pa55word";
  const git = await serveGit({ username, password });
  await page.goto(server.link);
  await page.getByRole("button", { name: "Clone from a URL" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByLabel("URL")).toBeFocused();
  await expectAccessibleInBothThemes(page);
  await dialog.getByLabel("URL").fill(`${git.url}/private.git`);
  await expect(dialog.getByText("Over HTTP from 127.0.0.1.")).toBeVisible();
  const target = join(folder, "user", "repositories", "private");
  await expect(dialog.getByLabel("Folder")).toHaveValue(target);
  await takePictures(page, "clone-form");
  await dialog.getByRole("button", { name: "Clone", exact: true }).click();

  await expect(dialog.getByText(/is needed/)).toBeVisible();
  await expect(dialog.getByText("stored nowhere")).toBeVisible();
  await expectAccessibleInBothThemes(page);
  await takePictures(page, "clone-credentials");
  await dialog.getByLabel("User").fill(username);
  await dialog.getByLabel("Password or token").fill("wrong-pa55word");
  await dialog.getByRole("button", { name: "Clone with it" }).click();

  await expect(dialog.getByText("What was given was not accepted.")).toBeVisible();
  await expect(dialog.getByLabel("User")).toHaveValue(username);
  await expect(dialog.getByLabel("Password or token")).toHaveValue("");
  await expect(dialog.getByLabel("Password or token")).toBeFocused();
  await expectAccessibleInBothThemes(page);
  await takePictures(page, "clone-rejected");
  expect(await whatThePageHolds(page)).not.toContain("pa55word");
  await page.keyboard.type(password);
  await page.keyboard.press("Enter");

  await expect(dialog.getByText("private was cloned")).toBeVisible();
  expect(await whatThePageHolds(page)).not.toContain("pa55word");
  await expectAccessibleInBothThemes(page);
  await takePictures(page, "clone-done");
  expect(await readFile(join(target, ".git", "config"), "utf8")).not.toContain("pa55word");
  expect(server.log).not.toContain("pa55word");
  await dialog.getByRole("link", { name: "New session" }).click();
  await expect(page.getByRole("heading", { name: "New session" })).toBeVisible();
  expect((await server.client.repositories.list.query()).items).toMatchObject([{ path: target }]);
});

test("a clone goes on without its window and over a reload, is joined again, and leaves nothing when it is cancelled", async ({
  page,
  server,
  folder,
  serveGit,
}) => {
  await server.client.repositories.add.mutate({ path: await makeRepository(folder, "other") });
  await serveRepository(folder, "large", 4_000_000);
  const git = await serveGit({ holdAfterBytes: 1_000_000 });
  await page.goto(server.link);
  await page.goto(`${server.url}/repositories?add=clone`);
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("URL").fill(`${git.url}/large.git`);
  await dialog.getByLabel("URL").press("Enter");
  await git.held;
  await expect(dialog.getByText("Receiving…")).toBeVisible();
  await expect(dialog.getByText(/of \d+ objects/)).toBeVisible();
  await expectAccessibleInBothThemes(page);
  await takePictures(page, "clone-going");

  await dialog.getByRole("button", { name: "Go on in the background" }).click();
  await expect(dialog).toBeHidden();
  const row = page.getByRole("list", { name: "Clones" }).getByRole("listitem");
  await expect(row).toContainText("Cloning large");
  await expect(row).toContainText("Receiving");
  await expectAccessibleInBothThemes(page);
  await takePictures(page, "clone-going-list");
  await row.getByRole("button", { name: "Look at large" }).click();
  await expect(dialog.getByText("Receiving…")).toBeVisible();

  await page.reload();
  await expect(dialog.getByText("Receiving…")).toBeVisible();
  await expect(dialog.getByText(`${git.url}/large.git`)).toBeVisible();
  await dialog.getByRole("button", { name: "Cancel the clone" }).click();
  await expect(dialog.getByText("The clone was cancelled; nothing of it was kept.")).toBeVisible();
  await expect(dialog.getByLabel("URL")).toHaveValue(`${git.url}/large.git`);
  expect(await readdir(join(folder, "user"))).toEqual([]);
  expect(await server.client.repositories.list.query()).toMatchObject({
    items: [{ name: "other" }],
  });
});

test("a clone that ends in the background is told, and its repository is in the list", async ({
  page,
  server,
  folder,
  serveGit,
}) => {
  await server.client.repositories.add.mutate({ path: await makeRepository(folder, "other") });
  await serveRepository(folder, "large", 4_000_000);
  const git = await serveGit({ holdAfterBytes: 1_000_000 });
  await page.goto(server.link);
  await page.goto(`${server.url}/repositories?add=clone`);
  await page.getByLabel("URL").fill(`git clone ${git.url}/large.git`);
  await expect(page.getByLabel("URL")).toHaveValue(`${git.url}/large.git`);
  await page.getByRole("button", { name: "Clone", exact: true }).last().click();
  await git.held;
  await page.getByRole("button", { name: "Go on in the background" }).click();
  await expect(page.getByRole("list", { name: "Clones" })).toContainText("Cloning large");
  git.release();
  await expect(page.getByText("large was cloned.")).toBeVisible();
  await expect(page.getByRole("list", { name: "Clones" })).toBeHidden();
  await expect(page.getByRole("link", { name: "large", exact: true })).toBeVisible();
});

test("a folder that is taken is said while it is typed, with one that is free", async ({
  page,
  server,
  folder,
  serveGit,
}) => {
  await serveRepository(folder, "app");
  const git = await serveGit();
  const parent = join(folder, "user", "repositories");
  await mkdir(join(parent, "app", "something"), { recursive: true });
  await page.goto(server.link);
  await page.goto(`${server.url}/repositories?add=clone`);
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("URL").fill(`${git.url}/app.git`);
  // Another name by itself, as long as nobody chose one.
  await expect(dialog.getByLabel("Folder")).toHaveValue(join(parent, "app-2"));
  await dialog.getByLabel("Folder").fill(join(parent, "app"));
  await expect(dialog.getByText(/There is something at .* already/)).toBeVisible();
  await expectAccessibleInBothThemes(page);
  await takePictures(page, "clone-target-taken");
  await dialog.getByRole("button", { name: `Use ${join(parent, "app-2")}` }).click();
  await expect(dialog.getByLabel("Folder")).toHaveValue(join(parent, "app-2"));

  // Another folder, from now on.
  await dialog.getByLabel("Folder").fill(join(folder, "user", "code", "app"));
  await dialog.getByRole("button", { name: /^Make .* the folder for clones$/ }).click();
  await expect(dialog.getByText(/Clones go to .* from now on/)).toBeVisible();
  expect(await server.client.settings.get.query()).toMatchObject({
    cloneDirectory: join(folder, "user", "code"),
  });
  await dialog.getByRole("checkbox", { name: /Partial clone/ }).check();
  await dialog.getByRole("button", { name: "Clone", exact: true }).click();
  await expect(dialog.getByText("app was cloned")).toBeVisible();
  await expect(dialog.getByText(/This is a partial clone/)).toBeVisible();
  await takePictures(page, "clone-done-notes");
});

test("what cannot be cloned from is said at once; a failure says what to do, and leads back", async ({
  page,
  server,
  folder,
  serveGit,
}) => {
  await serveRepository(folder, "app");
  const git = await serveGit();
  await page.goto(server.link);
  await page.goto(`${server.url}/repositories?add=clone`);
  const dialog = page.getByRole("dialog");
  const url = dialog.getByLabel("URL");
  await url.fill("ext::sh -c id");
  await expect(dialog.getByText(/names a helper program/)).toBeVisible();
  await url.press("Enter");
  await expect(dialog.getByText("Such URLs start programs on this computer")).toBeVisible();
  await expect(url).toHaveAttribute("aria-invalid", "true");
  await expectAccessibleInBothThemes(page);
  await takePictures(page, "clone-refused");
  await url.fill("https://github.com/owner/name/tree/main/src");
  await dialog.getByRole("button", { name: "Use https://github.com/owner/name.git" }).click();
  await expect(url).toHaveValue("https://github.com/owner/name.git");

  await url.fill(`${git.url}/nowhere.git`);
  await dialog.getByRole("button", { name: "Clone", exact: true }).click();
  await expect(dialog.getByText("There is no such repository", { exact: false })).toBeVisible();
  await expect(dialog.getByText("Check the spelling of the URL.")).toBeVisible();
  await dialog.getByRole("button", { name: "What git said" }).click();
  await expectAccessibleInBothThemes(page);
  await takePictures(page, "clone-failed");
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  const row = page.getByRole("list", { name: "Clones" }).getByRole("listitem");
  await expect(row).toContainText("nowhere was not cloned");
  await takePictures(page, "clone-failed-list");
  await row.getByRole("button", { name: "Look at nowhere" }).click();
  await dialog.getByRole("button", { name: "Give credentials" }).click();
  await expect(dialog.getByLabel("Password or token")).toBeVisible();
  await dialog.getByRole("button", { name: "Back to the URL" }).click();
  await expect(url).toHaveValue(`${git.url}/nowhere.git`);
  await page.keyboard.press("Escape");
  await row.getByRole("button", { name: "Dismiss nowhere" }).click();
  await expect(row).toBeHidden();
});

test("a repository is cloned with the keyboard alone, also on a phone's width", async ({
  page,
  server,
  folder,
  serveGit,
}) => {
  await serveRepository(folder, "app");
  const git = await serveGit();
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(server.link);
  await page.getByRole("button", { name: "Clone from a URL" }).press("Enter");
  const url = page.getByRole("dialog").getByLabel("URL");
  await expect(url).toBeFocused();
  await page.keyboard.type(`${git.url}/app.git`);
  await expectNoSidewaysScroll(page);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("paragraph").filter({ hasText: "app was cloned" })).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "New session" }).last()).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "New session" })).toBeVisible();
});

test.describe("with a server that is killed", () => {
  // The browser itself writes a failed connection down as an error.
  test.use({ allowedComplaints: [/net::ERR_/] });

  test("a clone that went down with it is told as gone, and is begun again with one button", async ({
    page,
    server,
    folder,
    serveGit,
  }) => {
    await serveRepository(folder, "large", 4_000_000);
    const git = await serveGit({ holdAfterBytes: 1_000_000 });
    await page.goto(server.link);
    await page.goto(`${server.url}/repositories?add=clone`);
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("URL").fill(`${git.url}/large.git`);
    await dialog.getByLabel("URL").press("Enter");
    await expect(dialog.getByText("Receiving…")).toBeVisible();
    await server.restart({ signal: "SIGKILL" });
    await expect(dialog.getByText("There is no such clone.")).toBeVisible();
    await expectAccessible(page);
    git.release();
    await dialog.getByRole("button", { name: "Try again" }).click();
    await expect(dialog.getByText("large was cloned")).toBeVisible();
  });
});
