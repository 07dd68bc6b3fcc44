import { readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import { expectAccessibleInBothThemes, expectNoSidewaysScroll, takePictures } from "./page.ts";
import { makeRepository } from "./repositories.ts";
import type { SignalboxServer } from "./server.ts";
import { git, sessionWithWork, writeFiles } from "./work.ts";

/** Adds a line in each iteration; done with the third. */
const counter = `
  import { appendFileSync, readFileSync } from "node:fs";
  appendFileSync("count.txt", "line\\n");
  if (readFileSync("count.txt", "utf8").split("line").length > 3) console.log("<promise>COMPLETE</promise>");
`;

/** A session with a run that made three checkpoints; resolves when it has ended. */
async function countedSession(server: SignalboxServer, folder: string) {
  await writeFiles(folder, { "counter.mjs": counter });
  const command = [process.execPath, join(folder, "counter.mjs")];
  await server.client.settings.update.mutate({
    agents: [{ id: "counter", name: "Counter", protocol: "command", command }],
  });
  const path = await makeRepository(folder, "app");
  const { id: repositoryId } = await server.client.repositories.add.mutate({ path });
  const session = await server.client.sessions.create.mutate({
    repositoryId,
    agent: "counter",
    name: "Count",
  });
  await server.client.runs.start.mutate({ sessionId: session.id, prompt: "Count to three" });
  await expect
    .poll(async () => (await server.client.sessions.get.query({ id: session.id })).status)
    .toBe("completed");
  return { ...session, path };
}

async function openHistory(page: Page, server: SignalboxServer, id: string) {
  await page.goto(server.link);
  await page.goto(`${server.url}/sessions/${id}`);
  await page.getByRole("tab", { name: "History" }).click();
  return page.getByRole("region", { name: "History" });
}

test("the history tells the checkpoints of runs; the session goes back to one, and forward again", async ({
  page,
  server,
  folder,
}) => {
  const session = await countedSession(server, folder);
  const file = join(session.worktreePath, "count.txt");
  const history = await openHistory(page, server, session.id);
  const rows = history.getByRole("list", { name: "Commits, newest first" }).getByRole("listitem");
  await expect(rows).toHaveCount(3);
  await expect(rows.nth(0)).toContainText("Run 1, iteration 3");
  await expect(rows.nth(0)).toContainText("Session is here");
  await expect(rows.nth(1)).toContainText("+1");

  await rows.nth(0).getByRole("button").first().focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(rows.nth(2).getByRole("button", { name: "Rewind to here…" })).toBeVisible();
  await expectAccessibleInBothThemes(page);
  await takePictures(page, "history-open");
  await rows.nth(2).getByRole("button", { name: "Rewind to here…" }).press("Enter");
  const question = page.getByRole("dialog", { name: 'Rewind to "Count to three"?' });
  await expect(question).toContainText("every commit stays in the history");
  await expectAccessibleInBothThemes(page);
  await question.getByRole("button", { name: "Rewind", exact: true }).click();
  await expect(rows).toHaveCount(4);
  await expect(rows.nth(0)).toContainText("Rewind");
  expect(await readFile(file, "utf8")).toBe("line\n");

  await page.getByRole("button", { name: "Forward again" }).click();
  await expect(rows).toHaveCount(5);
  expect(await readFile(file, "utf8")).toBe("line\nline\nline\n");

  await rows.nth(3).getByRole("button").first().click();
  await rows.nth(3).getByRole("button", { name: "See its changes" }).click();
  await expect(page.getByRole("tab", { name: "Changes" })).toHaveAttribute("aria-selected", "true");
  await expect(page.getByText("count.txt").first()).toBeVisible();
});

test("a reset asks first, keeps what goes in the archive, and the session can go back to it", async ({
  page,
  server,
  folder,
}) => {
  const session = await countedSession(server, folder);
  const file = join(session.worktreePath, "count.txt");
  await writeFiles(session.worktreePath, { "draft.txt": "not committed\n" });
  const history = await openHistory(page, server, session.id);
  const rows = history.getByRole("list", { name: "Commits, newest first" }).getByRole("listitem");
  await rows.nth(2).getByRole("button").first().click();
  await rows.nth(2).getByRole("button", { name: "Reset to here…" }).click();
  const question = page.getByRole("alertdialog");
  await expect(question).toContainText("archived first");
  await expectAccessibleInBothThemes(page);
  await question.getByRole("button", { name: "Reset", exact: true }).click();
  await expect(rows).toHaveCount(1);
  expect(await readFile(file, "utf8")).toBe("line\n");

  await history.getByRole("button", { name: /Archived of this session \(1 entry\)/ }).click();
  const archived = history.getByRole("list", { name: "Archived work" });
  await expect(archived).toContainText("1 uncommitted file");
  await archived.getByRole("button", { name: "Uncommitted work" }).click();
  const patch = page.getByRole("dialog", { name: 'Uncommitted work of "Count"' });
  await expect(patch).toContainText("not committed");
  await expectAccessibleInBothThemes(page);
  await patch.press("Escape");
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole("tab", { name: "History" }).click();
  await expectNoSidewaysScroll(page);
  await takePictures(page, "history-archive");
  // With the keyboard: a message may lie over it.
  await archived.getByRole("button", { name: "Rewind to it…" }).press("Enter");
  await page.getByRole("dialog").getByRole("button", { name: "Rewind", exact: true }).click();
  await expect(rows).toHaveCount(2);
  expect(await readFile(file, "utf8")).toBe("line\nline\nline\n");
});

test("the whole history is read page by page, and tells where the base branch begins", async ({
  page,
  server,
  folder,
}) => {
  const path = await makeRepository(folder, "app");
  for (let number = 1; number <= 60; number += 1) {
    await git(path, "commit", "--quiet", "--allow-empty", "--message", `Of main ${number}`);
  }
  const { id: repositoryId } = await server.client.repositories.add.mutate({ path });
  const session = await sessionWithWork(server, {
    repositoryId,
    name: "On top",
    files: { "a.txt": "a\n" },
  });
  const history = await openHistory(page, server, session.id);
  const rows = history.getByRole("list", { name: "Commits, newest first" }).getByRole("listitem");
  await expect(rows).toHaveCount(1);
  await history.getByLabel("With those of main").check();
  await expect(rows).toHaveCount(50);
  await history.getByRole("button", { name: "Older commits" }).click();
  await expect(rows).toHaveCount(62);
  await expect(rows.last()).toContainText("First");
  await expect(history.getByRole("button", { name: "Older commits" })).toBeHidden();
});

test("a worktree that was deleted by hand is made again; with the repository gone the session stays readable", async ({
  page,
  server,
  folder,
}) => {
  const session = await countedSession(server, folder);
  await rm(session.worktreePath, { recursive: true });
  await page.goto(server.link);
  await page.goto(`${server.url}/sessions/${session.id}`);
  const alert = page.getByRole("alert");
  await expect(alert).toContainText("The folder of this session's worktree is gone");
  await expect(page.getByText("The work is done", { exact: true })).toBeVisible();
  await expectAccessibleInBothThemes(page);
  await takePictures(page, "session-worktree-missing");
  await page.getByRole("button", { name: "Recover the worktree" }).click();
  await expect(page.getByText("The worktree is there again.")).toBeVisible();
  await expect(alert).toBeHidden();
  expect(await readFile(join(session.worktreePath, "count.txt"), "utf8")).toBe(
    "line\nline\nline\n",
  );

  await rename(session.path, `${session.path}-moved`);
  await page.reload();
  await expect(alert).toContainText(session.path);
  await expect(page.getByRole("button", { name: "Recover the worktree" })).toBeHidden();
  await expect(page.getByText("The work is done", { exact: true })).toBeVisible();
  await expect(page.getByRole("button", { name: "Land…" })).toBeDisabled();
  await expectAccessibleInBothThemes(page);
});
