import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Locator, Page } from "@playwright/test";
import { defineAgents, release, startSession } from "./agents.ts";
import { expect, test } from "./fixtures.ts";
import { expectAccessible, expectNoSidewaysScroll, takePictures } from "./page.ts";
import { makeRepository } from "./repositories.ts";
import type { SignalboxServer } from "./server.ts";

const run = promisify(execFile);

const code = `export function total(numbers) {
  let sum = 0;
  for (const number of numbers) {
    sum += number;
  }
  return sum;
}

export function first(numbers) {
  return numbers[0];
}

export const name = "sums";
export const version = 1;
export const author = "nobody";

export function last(numbers) {
  return numbers[numbers.length - 1];
}
`;

/**
 * A session whose agent changed a file in two places and another in white space only, and added one with a name that would like to be
 * another; asked with review comments it only says that it is done.
 */
async function makeReviewed(server: SignalboxServer, folder: string) {
  const path = await makeRepository(folder, "app");
  await writeFile(join(path, "sums.js"), code);
  const git = (...args: string[]) => run("git", args, { cwd: path });
  const identity = ["-c", "user.name=Test", "-c", "user.email=test@example.invalid"];
  await git("add", ".");
  await git(...identity, "commit", "--quiet", "-m", "Sums");
  const program = join(folder, "writer.mjs");
  await writeFile(
    program,
    `import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
    const edit = (path, change) => writeFileSync(path, change(readFileSync(path, "utf8")));
    if (!readFileSync(0, "utf8").includes("review comment")) {
      edit("sums.js", (text) => text.replace("return sum;", "return sum ?? 0;"));
      edit("sums.js", (text) => text.replace("numbers[numbers.length - 1]", "numbers.at(-1)"));
      edit("README.md", (text) => text.replace("# app", "#  app"));
      mkdirSync("docs");
      writeFileSync("docs/\\u202Egpj\\n.exe", "nothing\\n");
    }
    console.log("<promise>COMPLETE</promise>");`,
  );
  const command = [process.execPath, program];
  await server.client.settings.update.mutate({
    agents: [{ id: "writer", name: "Writer", protocol: "command", command }],
  });
  const { id: repositoryId } = await server.client.repositories.add.mutate({ path });
  const session = await server.client.sessions.create.mutate({
    repositoryId,
    agent: "writer",
    name: "Reviewed",
  });
  const { id } = await server.client.runs.start.mutate({ sessionId: session.id, prompt: "Work" });
  await expect
    .poll(async () => (await server.client.runs.get.query({ id })).status)
    .toBe("completed");
  return session;
}

async function openReview(page: Page, server: SignalboxServer, sessionId: string): Promise<void> {
  await page.goto(server.link);
  await page.getByRole("main").getByRole("link", { name: "Reviewed", exact: true }).click();
  await expect(page).toHaveURL(new RegExp(sessionId));
  await showChanges(page);
}

/** The changes with all of the window to themselves. */
async function showChanges(page: Page): Promise<void> {
  await page.getByRole("tab", { name: "Changes" }).click();
  await page.getByRole("button", { name: "As wide as the window" }).click();
  await expect(lineOf(fileOf(page, "sums.js"), 6)).toBeVisible();
}

function fileOf(page: Page, path: string): Locator {
  return page.getByRole("region", { name: path, exact: true });
}

/** A line by its number in the text after the changes. */
function lineOf(file: Locator, number: number): Locator {
  return file.locator(`[data-row="after:${number}"]`);
}

test("comments by mouse and by keyboard outlive a reload, go before the next prompt, and are gone once the run has begun", async ({
  page,
  server,
  folder,
}) => {
  const session = await makeReviewed(server, folder);
  await openReview(page, server, session.id);
  const sums = fileOf(page, "sums.js");

  // By mouse, over two lines.
  await lineOf(sums, 5).locator("[data-gutter=after]").hover();
  await page.mouse.down();
  await lineOf(sums, 6).locator("[data-gutter=after]").hover();
  await page.mouse.up();
  await page.getByRole("textbox", { name: "Comment on lines 5–6" }).fill("Can it be undefined?");
  await page.getByRole("button", { name: "Comment", exact: true }).click();
  await expect(page.getByRole("article", { name: "Comment on lines 5–6" })).toContainText(
    "Can it be undefined?",
  );

  // By keyboard: the next change, its line as it was before, the line after it too.
  await page.keyboard.press("n");
  await expect(sums.locator("tr:focus")).toContainText("numbers[numbers.length - 1]");
  await page.keyboard.press("j");
  await expect(sums.locator("tr:focus")).toContainText("numbers.at(-1)");
  await page.keyboard.press("c");
  await page.keyboard.type("Is this old enough?");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("article", { name: "Comment on line 18" })).toBeVisible();
  await expect(sums.locator("tr:focus")).toContainText("numbers.at(-1)");
  await takePictures(page, "review-comments");

  await page.reload();
  await showChanges(page);
  await expect(page.getByRole("article")).toHaveCount(2);
  const first = page.getByRole("article", { name: "Comment on lines 5–6" });
  await first.getByRole("button", { name: "Edit comment" }).click();
  await page.getByRole("textbox", { name: "Comment on lines 5–6" }).fill("It is never undefined.");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(first).toContainText("It is never undefined.");

  await page.getByRole("button", { name: "To the next prompt" }).click();
  const form = page.getByRole("form", { name: "Next run" });
  await expect(form.getByText("2 review comments")).toBeVisible();
  await form.getByRole("textbox", { name: "Prompt for the next run" }).fill("Then add tests.");
  await form.getByRole("button", { name: "Start run" }).click();
  await expect
    .poll(async () => (await server.client.sessions.get.query({ id: session.id })).latestRun)
    .toMatchObject({ number: 2, status: "completed" });
  const { latestRun } = await server.client.sessions.get.query({ id: session.id });
  expect(latestRun?.prompt).toBe(
    [
      "2 review comments on the changes so far. Take care of each of them:",
      "1. sums.js:5–6",
      ">   }\n>   return sum ?? 0;",
      "It is never undefined.",
      "2. sums.js:18",
      ">   return numbers.at(-1);",
      "Is this old enough?",
      "Then add tests.",
    ].join("\n\n"),
  );
  await expect(page.getByRole("article", { name: /^Comment on/ })).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole("form", { name: "Next run" })).toBeVisible();
  await expect(page.getByText("review comments on the changes")).toBeVisible();
  await expect(page.getByText("go before what you type")).toBeHidden();
});

test("one column or side by side, white space, a filter, seen files: remembered, accessible, and names that hide nothing", async ({
  page,
  server,
  folder,
}) => {
  const session = await makeReviewed(server, folder);
  await openReview(page, server, session.id);
  const sums = fileOf(page, "sums.js");
  // Before and after are rows of their own, then one row.
  await expect(sums.locator('[data-row="before:6"]')).toBeVisible();
  await page.getByRole("button", { name: "Side by side" }).click();
  await expect(sums.locator('[data-row="before:6"]')).toHaveCount(0);
  await expect(lineOf(sums, 6)).toContainText("return sum;");
  await expect(lineOf(sums, 6)).toContainText("return sum ?? 0;");
  await expect(lineOf(sums, 6).locator(".diff-mark").last()).toHaveText("0");
  await expect(lineOf(sums, 6).locator(".tok-keyword").first()).toHaveText("return");

  const readme = fileOf(page, "README.md");
  await expect(lineOf(readme, 1)).toContainText("#  app");
  await page.getByRole("button", { name: "Leave out white space" }).click();
  await expect(readme.getByText("Only white space differs.")).toBeVisible();
  await page.getByRole("button", { name: "Leave out white space" }).click();
  await expect(lineOf(readme, 1)).toContainText("#  app");

  const tree = page.getByRole("tree", { name: "Changed files" });
  await expect(tree).toContainText("⟨U+202E⟩gpj⟨LF⟩.exe");
  await page.getByRole("textbox", { name: "Filter files" }).fill("SUMS");
  await expect(tree.getByRole("treeitem")).toHaveCount(1);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(sums.getByRole("button", { name: /sums\.js/ })).toBeFocused();
  await page.keyboard.press("v");
  await expect(sums.getByRole("checkbox", { name: "Viewed" })).toBeChecked();
  await expect(lineOf(sums, 6)).toBeHidden();

  await page.reload();
  await page.getByRole("tab", { name: "Changes" }).click();
  await page.getByRole("button", { name: "As wide as the window" }).click();
  await expect(sums.getByRole("checkbox", { name: "Viewed" })).toBeChecked();
  await sums.getByRole("button", { name: /sums\.js/ }).click();
  // Still side by side.
  await expect(lineOf(sums, 6)).toContainText("return sum;");
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await expectAccessible(page);
  }
  await takePictures(page, "review");
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole("tab", { name: "Changes" }).click();
  await expect(sums).toBeVisible();
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
  await page.getByRole("button", { name: "As wide as the window" }).click();
  await expect(sums).toBeVisible();
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
});

test("lines and files are discarded and brought back, and what is not committed is committed", async ({
  page,
  server,
  folder,
}) => {
  const session = await makeReviewed(server, folder);
  const contentOf = (path: string) => readFile(join(session.worktreePath, path), "utf8");
  await openReview(page, server, session.id);
  const sums = fileOf(page, "sums.js");
  await sums.getByRole("button", { name: "Discard these lines" }).first().click();
  await expect(page.getByRole("alertdialog")).toContainText("archived first");
  await page.getByRole("alertdialog").getByRole("button", { name: "Discard" }).click();
  await expect(page.getByText(/kept as refs\/signalbox\/archive\//)).toBeVisible();
  await expect(lineOf(sums, 6)).toHaveCount(0);
  expect(await contentOf("sums.js")).toContain("return sum;");
  expect(await contentOf("sums.js")).toContain("numbers.at(-1)");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(lineOf(sums, 6)).toContainText("return sum ?? 0;");
  expect(await contentOf("sums.js")).toContain("return sum ?? 0;");

  // The last commit has it all: what is discarded now is a change of its own.
  const readme = fileOf(page, "README.md");
  await readme.getByRole("button", { name: "Discard the changes of this file" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Discard" }).click();
  await expect(readme).toBeHidden();
  await page.getByRole("combobox", { name: "What is compared" }).click();
  await page.getByRole("option", { name: "Not committed yet" }).click();
  await expect(page).toHaveURL(/from=head/);
  await expect(readme).toContainText("not committed");
  await expect(sums).toBeHidden();
  await page.getByRole("button", { name: "Commit 1 file…" }).click();
  const dialog = page.getByRole("dialog", { name: "Commit" });
  await dialog.getByRole("textbox", { name: "Message" }).fill("The heading as it was");
  await dialog.getByRole("button", { name: "Commit", exact: true }).click();
  await expect(page.getByText("Everything is committed.")).toBeVisible();
  const { items } = await server.client.git.log.query({ sessionId: session.id });
  expect(items[0]?.subject).toBe("The heading as it was");

  // The address tells what is compared.
  await page.goto(
    `${server.url}/sessions/${session.id}?from=${items[1]?.commit}&to=${items[0]?.commit}`,
  );
  await page.getByRole("tab", { name: "Changes" }).click();
  await expect(page.getByRole("combobox", { name: "What is compared" })).toContainText("Only");
  await expect(readme).toBeVisible();
  await expect(readme.getByRole("button", { name: /Discard/ })).toHaveCount(0);
});

test("while a run is on nothing can be committed or discarded, and the page says why", async ({
  page,
  server,
  folder,
}) => {
  await defineAgents(server, folder);
  const path = await makeRepository(folder, "app");
  const { id: repositoryId } = await server.client.repositories.add.mutate({ path });
  const name = "Reviewed";
  const id = await startSession(server, { repositoryId, agent: "patient", name, maxIterations: 1 });
  const { worktreePath, latestRun } = await server.client.sessions.get.query({ id });
  // What is there when a run begins is recorded as its first checkpoint.
  await expect
    .poll(async () => {
      const runId = latestRun?.id ?? "";
      const { events } = await server.client.runs.events.query({ runId });
      return events.some((event) => event.type === "output" && event.text === "working");
    })
    .toBe(true);
  await writeFile(join(worktreePath, "sums.js"), code);
  await openReview(page, server, id);
  const reason = "A run is going on: committing and discarding wait until it has ended.";
  await expect(page.getByText(reason)).toBeVisible();
  await expect(
    fileOf(page, "sums.js").getByRole("button", { name: reason }).first(),
  ).toBeDisabled();
  await page.getByRole("button", { name: "Commit 1 file…" }).click();
  const dialog = page.getByRole("dialog", { name: "Commit" });
  await expect(dialog.getByText(reason)).toBeVisible();
  await expect(dialog.getByRole("button", { name: "Commit", exact: true })).toBeDisabled();
  await page.keyboard.press("Escape");
  await release(folder);
  await expect(page.getByText(reason)).toBeHidden();
});
