import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import { expectAccessibleInBothThemes, expectNoSidewaysScroll, takePictures } from "./page.ts";
import { makeRepository } from "./repositories.ts";
import type { SignalboxServer } from "./server.ts";

/** Opens one section, signed in. */
async function openSection(page: Page, server: SignalboxServer, section: string): Promise<void> {
  await page.goto(server.link);
  await expect(page.getByRole("main")).toBeVisible();
  await page.goto(`${server.url}/settings/${section}`);
}

test("settings are found, set and saved with keys alone; a reload keeps them", async ({
  page,
  server,
}) => {
  await page.goto(server.link);
  await expect(page.getByRole("link", { name: "Settings", exact: true })).toBeVisible();
  await page.keyboard.press("g");
  await page.keyboard.press(",");
  await expect(page.getByRole("heading", { name: "Settings", level: 1 })).toBeVisible();
  await expectAccessibleInBothThemes(page);
  await takePictures(page, "settings");

  // A search leads to the very part, which has the focus then.
  await page.keyboard.press("/");
  await page.keyboard.type("silence");
  await expect(page.getByRole("list", { name: "Found settings" })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/settings\/limits#turn$/);
  await expect(page.getByRole("region", { name: "Limits of a turn" })).toBeFocused();
  const limits = page.getByRole("form", { name: "Limits of a turn" });
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await expect(limits.getByLabel("Silence in minutes")).toBeFocused();
  await page.keyboard.press("Control+a");
  await page.keyboard.type("0");
  await page.keyboard.press("Control+Enter");
  await expect(limits.getByText("Give minutes: at least a second, at most a day.")).toBeVisible();

  // What is not saved is not lost without a question.
  await page.getByRole("link", { name: "Retention", exact: true }).press("Enter");
  const question = page.getByRole("alertdialog", { name: "Leave without saving?" });
  await expect(question).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(question).toBeHidden();
  await expect(limits.getByLabel("Silence in minutes")).toHaveValue("0");

  await limits.getByLabel("Silence in minutes").fill("10");
  await page.keyboard.press("Control+Enter");
  await expect(limits.getByText("Saved", { exact: true })).toBeVisible();
  await limits.getByRole("button", { name: "Undo" }).press("Enter");
  await expect(limits.getByLabel("Silence in minutes")).toHaveValue("30");
  await limits.getByRole("button", { name: "Undo" }).press("Enter");
  await expect(limits.getByLabel("Silence in minutes")).toHaveValue("10");

  const prices = page.getByRole("form", { name: "Prices" });
  await prices.getByRole("button", { name: "Add a model" }).press("Enter");
  await prices.getByLabel("Model", { exact: true }).fill("house-*");
  await prices.getByLabel("Input", { exact: true }).fill("1.5");
  await prices.getByRole("button", { name: "Save prices" }).press("Enter");
  await expect(prices.getByText("Output: Give US dollars.")).toBeVisible();
  await prices.getByLabel("Output", { exact: true }).fill("6");
  await prices.getByRole("button", { name: "Save prices" }).press("Enter");
  await expect(prices.getByText("Saved", { exact: true })).toBeVisible();
  await expectAccessibleInBothThemes(page);
  await takePictures(page, "settings-limits");

  await page.reload();
  await expect(limits.getByLabel("Silence in minutes")).toHaveValue("10");
  expect(await server.client.settings.get.query()).toMatchObject({
    turnMaxSilenceMs: 600_000,
    prices: { "house-*": { inputUsd: 1.5, outputUsd: 6 } },
  });
});

test("a prompt template is written, looked at, moved, deleted and brought back", async ({
  page,
  server,
}) => {
  await server.client.settings.update.mutate({
    promptTemplates: [{ id: "first", name: "Make it green", prompt: "All tests pass." }],
  });
  await openSection(page, server, "new-sessions");
  await page.getByRole("button", { name: "Add a template" }).click();
  const form = page.getByRole("form", { name: "New template" });
  await form.getByRole("button", { name: "Save template" }).click();
  await expect(form.getByText("Give it a name of at most 80 characters.")).toBeVisible();
  await expect(form.getByLabel("Name", { exact: true })).toBeFocused();
  await page.keyboard.type("Clean up");
  await form.getByLabel("Prompt", { exact: true }).fill("Take out **dead** code.");
  await form.getByRole("radio", { name: "Markdown preview" }).check();
  await expect(form.getByRole("region", { name: "Preview of the prompt" })).toContainText(
    "Take out dead code.",
  );
  await expectAccessibleInBothThemes(page);
  await takePictures(page, "settings-template");
  await form.getByLabel("Name", { exact: true }).press("Control+Enter");

  const rows = page.getByRole("list", { name: "Prompt templates" }).getByRole("listitem");
  await expect(rows).toHaveCount(2);
  await rows.nth(1).getByRole("button", { name: "Edit Clean up" }).press("Alt+ArrowUp");
  await expect(rows.first()).toContainText("Clean up");
  await rows.first().getByRole("button", { name: "More for Clean up" }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await expect(rows).toHaveCount(1);
  await page.getByRole("button", { name: "Undo" }).first().click();
  await expect(rows).toHaveCount(2);
  await expect(rows.first()).toContainText("Clean up");
  expect((await server.client.settings.get.query()).promptTemplates).toMatchObject([
    { name: "Clean up", prompt: "Take out **dead** code." },
    { name: "Make it green" },
  ]);
});

test("folders, retention, agents, keys and the report have their sections, on a phone too", async ({
  page,
  server,
  folder,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await openSection(page, server, "repositories");
  const scan = page.getByRole("form", { name: "Where to look" });
  await scan.getByLabel("Directory 1", { exact: true }).fill(join(folder, "not-there"));
  await expect(scan.getByText(/^Not there now, and passed over: .*not-there$/)).toBeVisible();
  await scan.getByLabel("Folders deep").fill("21");
  await scan.getByRole("button", { name: "Save where to look" }).click();
  await expect(scan.getByText("Give a whole number from 0 to 20.")).toBeVisible();
  await scan.getByLabel("Folders deep").fill("2");
  await scan.getByRole("button", { name: "Save where to look" }).click();
  await expect(scan.getByText("Saved", { exact: true })).toBeVisible();
  await expectAccessibleInBothThemes(page);
  await takePictures(page, "settings-repositories");

  // What deletes is asked for first.
  await page.getByRole("link", { name: "Retention", exact: true }).click();
  await page.getByLabel("Keep for days").fill("30");
  await page.getByRole("button", { name: "Save retention" }).click();
  const question = page.getByRole("alertdialog");
  await expect(question.getByText(/ended more than 30 days ago are deleted now/)).toBeVisible();
  await expectAccessibleInBothThemes(page);
  await takePictures(page, "settings-retention");
  await question.getByRole("button", { name: "Save and delete" }).click();
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  expect(await server.client.settings.get.query()).toMatchObject({
    scanDepth: 2,
    journalKeepDays: 30,
  });

  await page.setViewportSize({ width: 390, height: 844 });
  for (const section of ["Agents", "Keyboard", "About"]) {
    await page.getByRole("link", { name: "All settings" }).click();
    await page
      .getByRole("navigation", { name: "Sections of the settings" })
      .getByRole("link", { name: section })
      .click();
    await expect(page.getByRole("heading", { name: section, level: 2 })).toBeVisible();
    await expectNoSidewaysScroll(page);
    await expectAccessibleInBothThemes(page);
    await takePictures(page, `settings-${section.toLowerCase()}`);
  }
  await page.getByRole("button", { name: "Copy for a bug report" }).click();
  await expect(page.getByText("The report was copied.")).toBeVisible();
  const report = await page.evaluate<string>("navigator.clipboard.readText()");
  expect(report).toContain("### Agents");
  expect(report).not.toContain(server.token);
  expect(report).not.toContain(folder);
});

test("an agent that answers and one that fails are tried out", async ({ page, server, folder }) => {
  const agents = await Promise.all(
    Object.entries({
      answers: `console.log("ready to work"); console.log("<promise>COMPLETE</promise>");`,
      fails: `console.error("the model is not there"); process.exit(3);`,
    }).map(async ([id, code]) => {
      const program = join(folder, `${id}.mjs`);
      await writeFile(program, code);
      const command = [process.execPath, program];
      return { id, name: id, protocol: "command" as const, command };
    }),
  );
  await server.client.settings.update.mutate({ agents });
  await openSection(page, server, "agents");
  await page.getByRole("link", { name: /^answers/ }).click();
  const good = page.locator("[data-agent=answers]");
  await good.getByRole("button", { name: "Test it" }).click();
  await expect(good.getByText("It works")).toBeVisible();
  await expect(good.getByText("ready to work").first()).toBeVisible();
  const bad = page.locator("[data-agent=fails]");
  await bad.getByRole("button", { name: /^fails/ }).click();
  await bad.getByRole("button", { name: "Test it" }).click();
  await expect(bad.getByText(/exit code 3/).first()).toBeVisible();
  await expect(bad.getByText("the model is not there").first()).toBeVisible();
  await expectAccessibleInBothThemes(page);
  await takePictures(page, "agents-tested");
});

test("appearance is chosen at once, in this browser: theme, text, language", async ({
  page,
  server,
}) => {
  await openSection(page, server, "appearance");
  const html = page.locator("html");
  await page.getByRole("radio", { name: "Dark" }).check();
  await expect(html).toHaveAttribute("data-theme", "dark");
  await page.getByRole("radio", { name: "Larger" }).check();
  await page.getByRole("radio", { name: "中文" }).check();
  await expect(html).toHaveAttribute("lang", "zh");
  await page.reload();
  await expect(html).toHaveAttribute("lang", "zh");
  await expect(html).toHaveAttribute("data-theme", "dark");
  await expect(html).toHaveAttribute("data-text", "larger");
  await takePictures(page, "settings-chinese");
  await page.getByRole("radio", { name: "English" }).check();
  await expect(page.getByRole("heading", { name: "Appearance", level: 2 })).toBeVisible();
});

test("the end of a run is told of once by the browser, and leads to its session", async ({
  page,
  server,
  folder,
  context,
}) => {
  await context.grantPermissions(["notifications"]);
  // What the browser is asked to show: in each page of its own.
  await context.addInitScript(`
    globalThis.shown = [];
    globalThis.Notification = class extends EventTarget {
      static permission = "granted";
      static requestPermission = async () => "granted";
      constructor(title, options) { super(); this.title = title; globalThis.shown.push({ title, options, self: this }); }
      close() {}
    };
    Document.prototype.hasFocus = () => false;`);
  await openSection(page, server, "notifications");
  await page.getByRole("checkbox", { name: "Show a notification" }).check();
  await page.getByRole("checkbox", { name: "Play a short sound" }).check();
  await page.getByRole("button", { name: "Show one now" }).click();
  await expect(page.getByText(/^Shown\./)).toBeVisible();
  await page.getByRole("button", { name: "Play “completed”" }).click();
  await expectAccessibleInBothThemes(page);
  await takePictures(page, "settings-notifications");
  await page.reload();
  await expect(page.getByRole("checkbox", { name: "Show a notification" })).toBeChecked();

  const other = await context.newPage();
  await other.goto(`${server.url}/settings/notifications`);
  await expect(other.getByRole("checkbox", { name: "Show a notification" })).toBeChecked();
  const path = await makeRepository(folder, "app");
  const { id: repositoryId } = await server.client.repositories.add.mutate({ path });
  const session = await server.client.sessions.create.mutate({
    repositoryId,
    name: "Make the sums right",
    agent: "demo",
  });
  await server.client.runs.start.mutate({ sessionId: session.id, prompt: "Do it" });
  const titles = async (of: Page) =>
    of.evaluate<string[]>(
      "shown.map(({ title }) => title).filter((title) => title.includes('sums'))",
    );
  await expect
    .poll(async () => [...(await titles(page)), ...(await titles(other))])
    .toEqual([expect.stringContaining("Make the sums right")]);
  const teller = (await titles(page)).length > 0 ? page : other;
  await teller.evaluate("shown.at(-1).self.dispatchEvent(new Event('click'))");
  await expect(teller).toHaveURL(new RegExp(`/sessions/${session.id}`));
});
