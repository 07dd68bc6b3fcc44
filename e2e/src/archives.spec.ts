import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "./fixtures.ts";
import { expectAccessibleInBothThemes, expectNoSidewaysScroll, takePictures } from "./page.ts";
import { makeRepository } from "./repositories.ts";
import { git, sessionWithWork, writeFiles } from "./work.ts";

test("a session deleted with its work tells what goes and where, and comes back from the message", async ({
  page,
  server,
  folder,
}) => {
  const path = await makeRepository(folder, "app");
  const { id: repositoryId } = await server.client.repositories.add.mutate({ path });
  const session = await sessionWithWork(server, {
    repositoryId,
    name: "Precious",
    files: { "kept.txt": "kept\n" },
  });
  await writeFiles(session.worktreePath, { "draft.txt": "in no commit\n" });
  await page.goto(server.link);
  await page.goto(`${server.url}/sessions/${session.id}`);
  await page.getByRole("button", { name: "More for this session" }).click();
  await page.getByRole("menuitem", { name: "Delete session" }).click();
  const question = page.getByRole("alertdialog");
  await expect(question).toContainText("1 commit that main does not have");
  await expect(question).toContainText("Work of Precious");
  await expect(question).toContainText("draft.txt");
  await expectAccessibleInBothThemes(page);
  await takePictures(page, "session-delete");
  await question.getByRole("button", { name: "Delete session" }).click();
  await expect(question).toContainText("This session has work that is nowhere else");
  await question.getByRole("button", { name: "Delete the work too" }).click();
  await expect(page.getByText(/Its work is kept as refs\/signalbox\/archive\//)).toBeVisible();
  expect(await git(path, "branch", "--list", session.branch)).toBe("");

  await page.getByRole("button", { name: "Restore" }).click();
  await expect(page.getByRole("heading", { name: "Precious", level: 1 })).toBeVisible();
  await expect(page.getByText("1 uncommitted file")).toBeVisible();
  const id = new URL(page.url()).pathname.split("/").at(-1) ?? "";
  const restored = await server.client.sessions.get.query({ id });
  expect(await readFile(join(restored.worktreePath, "kept.txt"), "utf8")).toBe("kept\n");
  expect(await readFile(join(restored.worktreePath, "draft.txt"), "utf8")).toBe("in no commit\n");
});

test("the archive of a repository lists discarded work, shows what was in no commit, and restores it", async ({
  page,
  server,
  folder,
}) => {
  const path = await makeRepository(folder, "app");
  const { id: repositoryId } = await server.client.repositories.add.mutate({ path });
  for (const name of ["First try", "Second try"]) {
    const session = await sessionWithWork(server, {
      repositoryId,
      name,
      files: { "work.txt": `${name}\n` },
    });
    await writeFiles(session.worktreePath, { "draft.txt": `draft of ${name}\n` });
    await server.client.sessions.delete.mutate({ id: session.id, discardWork: true });
  }
  await page.goto(server.link);
  await page.goto(`${server.url}/repositories/${repositoryId}`);
  const list = page.getByRole("list", { name: "Archived work" });
  const row = list.getByRole("listitem", { name: "First try" });
  await expect(row).toContainText("Deleted with its session");
  await expectAccessibleInBothThemes(page);
  await takePictures(page, "archives");
  await row.getByRole("button", { name: "Uncommitted work" }).click();
  const patch = page.getByRole("dialog", { name: 'Uncommitted work of "First try"' });
  await expect(patch).toContainText("draft of First try");
  await expectAccessibleInBothThemes(page);
  await takePictures(page, "archive-patch");
  await patch.press("Escape");
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoSidewaysScroll(page);
  await page.setViewportSize({ width: 1440, height: 844 });
  await row.getByRole("button", { name: "Restore" }).click();
  await expect(page.getByRole("heading", { name: "First try", level: 1 })).toBeVisible();
  await expect(page.getByText("1 uncommitted file")).toBeVisible();
});
