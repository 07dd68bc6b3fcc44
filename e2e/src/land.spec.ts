import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { defineAgents, release } from "./agents.ts";
import { expect, test } from "./fixtures.ts";
import { expectAccessibleInBothThemes, expectNoSidewaysScroll, takePictures } from "./page.ts";
import { makeRepository } from "./repositories.ts";
import type { SignalboxServer } from "./server.ts";
import { commitFiles, git, sessionWithWork, writeFiles } from "./work.ts";

/** A repository with files, registered; `main` is checked out in it. */
async function register(
  server: SignalboxServer,
  folder: string,
  files: Record<string, string> = { "notes.txt": "one\ntwo\nthree\n" },
) {
  const path = await makeRepository(folder, "app");
  await commitFiles(path, "Files", files);
  const { id } = await server.client.repositories.add.mutate({ path });
  return { path, repositoryId: id };
}

async function openSession(page: Page, server: SignalboxServer, id: string): Promise<void> {
  await page.goto(server.link);
  await page.goto(`${server.url}/sessions/${id}`);
  await expect(page.getByRole("list", { name: "Where the branch stands" })).toContainText("ahead");
}

test("every way to land tells in words what it would do, and a squash does what it told", async ({
  page,
  server,
  folder,
}) => {
  const { path, repositoryId } = await register(server, folder);
  const session = await sessionWithWork(server, {
    repositoryId,
    name: "Add a file",
    files: { "new.txt": "x\n" },
  });
  await openSession(page, server, session.id);
  await page.keyboard.press("l");
  const dialog = page.getByRole("dialog", { name: 'Land "Add a file"' });
  await page.keyboard.press("Escape");
  await expect(dialog, "Escape is the dialog's while no list is open").toBeHidden();
  await page.keyboard.press("l");
  const plan = dialog.getByRole("region", { name: "What will happen" });
  await expect(plan).toContainText("is merged into main");
  await expect(plan).toContainText(`main is checked out in ${path} without changes`);
  await expect(dialog.getByLabel("Commit message")).toHaveValue(/^Merge "Add a file"/);
  await expectAccessibleInBothThemes(page);
  await takePictures(page, "land-ready");

  await dialog.getByLabel("Rebase").check();
  await expect(plan).toContainText("is put on top of main");
  await expect(dialog.getByLabel("Commit message")).toBeHidden();
  await dialog.getByLabel("Fast-forward").check();
  await expect(plan).toContainText("is taken over by main");
  await dialog.getByLabel("Squash").check();
  await expect(plan).toContainText("is squashed into one commit on main");
  await expect(plan).toContainText("its own commits are kept in the archive");

  await dialog.getByLabel("Commit message").fill("One file more");
  await dialog.getByRole("button", { name: "Land", exact: true }).press("Enter");
  const done = page.getByRole("dialog", { name: "Landed" });
  await expect(done).toContainText(`The files in ${path} came along.`);
  await expect(done).toContainText("refs/signalbox/archive/");
  await expectAccessibleInBothThemes(page);
  expect(await git(path, "log", "-1", "--format=%s")).toBe("One file more");
  expect(await readFile(join(path, "new.txt"), "utf8")).toBe("x\n");
  await done.getByRole("button", { name: "Done" }).click();
  await expect(page.getByRole("list", { name: "Where the branch stands" })).toContainText(
    "level with main",
  );
});

test("a checkout with changes keeps the landing back until they are out of the way; another branch is free", async ({
  page,
  server,
  folder,
}) => {
  const { path, repositoryId } = await register(server, folder);
  await git(path, "branch", "release");
  const session = await sessionWithWork(server, {
    repositoryId,
    name: "More notes",
    files: { "notes.txt": "one\ntwo\nthree\nfour\n" },
  });
  await writeFiles(path, { "notes.txt": "mine\n" });
  await openSession(page, server, session.id);
  await page.getByRole("button", { name: "Land…" }).click();
  const dialog = page.getByRole("dialog", { name: 'Land "More notes"' });
  const blockers = dialog.getByRole("list", { name: "In the way" });
  await expect(blockers).toContainText(path);
  await expect(blockers.getByRole("listitem").first()).toBeVisible();
  await expect(dialog.getByRole("button", { name: "Land", exact: true })).toBeDisabled();
  await expectAccessibleInBothThemes(page);
  await takePictures(page, "land-blocked");

  const picker = dialog.getByLabel("Into the branch");
  await picker.fill("rel");
  await expect(page.getByRole("option", { name: "release" })).toBeVisible();
  await expectAccessibleInBothThemes(page);
  await picker.press("Enter");
  await expect(dialog).toContainText("release is checked out nowhere: only the branch moves.");
  await picker.fill("");
  await picker.press("Tab");
  await expect(picker, "nothing else was chosen").toHaveValue("release");
  await picker.fill("main");
  await picker.press("Enter");
  await expect(blockers).toContainText(path);

  await git(path, "checkout", "--quiet", "--", "notes.txt");
  await dialog.getByRole("button", { name: "Look again" }).click();
  await dialog.getByRole("button", { name: "Land", exact: true }).click();
  await expect(page.getByRole("dialog", { name: "Landed" })).toBeVisible();
  expect(await readFile(join(path, "notes.txt"), "utf8")).toContain("four");
});

test("work that is not committed is committed in the dialog, and a branch that moved meanwhile is looked at again", async ({
  page,
  server,
  folder,
}) => {
  const { path, repositoryId } = await register(server, folder);
  const session = await sessionWithWork(server, {
    repositoryId,
    name: "Half done",
    files: { "a.txt": "a\n" },
  });
  await writeFiles(session.worktreePath, { "b.txt": "b\n" });
  await openSession(page, server, session.id);
  await expect(page.getByText("1 uncommitted file")).toBeVisible();
  await page.getByRole("button", { name: "Land…" }).click();
  const dialog = page.getByRole("dialog", { name: 'Land "Half done"' });
  await expect(dialog).toContainText("work that is not committed");
  await dialog.getByLabel("Message of the commit").fill("The other half");
  await dialog.getByRole("button", { name: "Commit all of it" }).click();
  await expect(dialog).toContainText("2 commits");

  await commitFiles(path, "Meanwhile", { "c.txt": "c\n" });
  await dialog.getByRole("button", { name: "Land", exact: true }).click();
  await expect(dialog.getByRole("alert")).toContainText("has moved since the dry run");
  await dialog.getByRole("button", { name: "Land", exact: true }).click();
  await expect(page.getByRole("dialog", { name: "Landed" })).toBeVisible();
  expect(await git(path, "log", "--format=%s")).toContain("The other half");
});

test("a run that begins while the dialog is open is told there, and takes nothing from what was typed", async ({
  page,
  server,
  folder,
}) => {
  await defineAgents(server, folder);
  const { repositoryId } = await register(server, folder);
  const session = await sessionWithWork(server, {
    repositoryId,
    name: "Both at once",
    agent: "patient",
    files: { "a.txt": "a\n" },
  });
  await openSession(page, server, session.id);
  await page.getByRole("button", { name: "Land…" }).click();
  const dialog = page.getByRole("dialog", { name: 'Land "Both at once"' });
  const message = dialog.getByLabel("Commit message");
  await message.fill("In my words");
  await server.client.runs.start.mutate({ sessionId: session.id, prompt: "Take your time" });
  const blockers = dialog.getByRole("list", { name: "In the way" });
  await expect(blockers).toContainText("A run is going on");
  await release(folder);
  await expect(blockers).toBeHidden();
  await expect(message).toHaveValue("In my words");
});

test("conflicts are solved in the page, place by place and file by file, and landed", async ({
  page,
  server,
  folder,
}) => {
  const { path, repositoryId } = await register(server, folder, {
    "notes.txt": "one\ntwo\nthree\n",
    "gone.txt": "old\n",
  });
  const session = await sessionWithWork(server, {
    repositoryId,
    name: "Both changed",
    files: { "notes.txt": "one\nTWO of the session\nthree\n", "gone.txt": "new\n" },
  });
  await git(path, "rm", "--quiet", "gone.txt");
  const before = await commitFiles(path, "On main", { "notes.txt": "one\nTWO of main\nthree\n" });
  await openSession(page, server, session.id);
  await page.getByRole("button", { name: "Land…" }).click();
  const dialog = page.getByRole("dialog", { name: 'Land "Both changed"' });
  const conflicts = dialog.getByRole("region", { name: "Conflicts" });
  await expect(conflicts).toContainText("0 of 2 files solved");
  await expectAccessibleInBothThemes(page);

  // Whichever comes first is open already.
  const summaryOf = (file: string) => conflicts.getByRole("button", { name: new RegExp(file) });
  const open = async (file: string) => {
    if ((await summaryOf(file).getAttribute("aria-expanded")) === "false") {
      await summaryOf(file).click();
    }
  };
  await open("gone.txt");
  await conflicts.getByRole("button", { name: "Take that of the session" }).first().click();
  await expect(conflicts).toContainText("1 of 2 files solved");
  await open("notes.txt");
  await takePictures(page, "land-conflicts");
  await conflicts.getByRole("button", { name: "Use this text" }).click();
  await expect(conflicts).toContainText("Markers of a conflict are left");
  await expect(conflicts).toContainText("TWO of main");
  await conflicts.getByRole("button", { name: "Take both" }).click();
  await expect(conflicts).toContainText("No place is left in conflict.");
  await expectAccessibleInBothThemes(page);
  await conflicts.getByRole("button", { name: "Use this text" }).click();
  await expect(conflicts).toContainText("2 of 2 files solved");
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoSidewaysScroll(page);
  await conflicts.getByRole("button", { name: "See what will be landed" }).click();
  await expect(dialog).toContainText("2 files in conflict as you solved them.");
  expect(await git(path, "rev-parse", "main"), "nothing is landed yet").toBe(before);
  await dialog.getByRole("button", { name: "Land", exact: true }).click();
  await expect(page.getByRole("dialog", { name: "Landed" })).toBeVisible();
  expect(await readFile(join(path, "notes.txt"), "utf8")).toBe(
    "one\nTWO of main\nTWO of the session\nthree\n",
  );
  expect(await readFile(join(path, "gone.txt"), "utf8")).toBe("new\n");
});

/** Reads the file in conflict and keeps the lines of both sides. */
const solver = `
  import { readFileSync, writeFileSync } from "node:fs";
  const text = readFileSync("notes.txt", "utf8");
  writeFileSync("notes.txt", text.split("\\n").filter((line) => !/^([<>|]{7} |={7}$)/.test(line)).join("\\n"));
  console.log("Both sides are kept.\\n<promise>COMPLETE</promise>");
`;

test("an agent solves the conflicts in a run, and all of it can be taken back", async ({
  page,
  server,
  folder,
}) => {
  await writeFiles(folder, { "solver.mjs": solver });
  const command = [process.execPath, join(folder, "solver.mjs")];
  await server.client.settings.update.mutate({
    agents: [{ id: "solver", name: "Solver", protocol: "command", command }],
  });
  const { path, repositoryId } = await register(server, folder);
  const session = await sessionWithWork(server, {
    repositoryId,
    name: "For the agent",
    agent: "solver",
    files: { "notes.txt": "one\nTWO of the session\nthree\n" },
  });
  await commitFiles(path, "On main", { "notes.txt": "one\nTWO of main\nthree\n" });
  await openSession(page, server, session.id);
  await page.getByRole("button", { name: "Land…" }).click();
  const dialog = page.getByRole("dialog", { name: 'Land "For the agent"' });
  await dialog.getByLabel("What else it should know (optional)").fill("Keep both lines");
  await dialog.getByRole("button", { name: "Let the agent solve them" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText("solved the conflicts with main")).toBeVisible();
  const file = join(session.worktreePath, "notes.txt");
  expect(await readFile(file, "utf8")).toBe("one\nTWO of main\nTWO of the session\nthree\n");
  await expectAccessibleInBothThemes(page);
  await takePictures(page, "session-solved");

  await page.getByRole("button", { name: "Take it back…" }).click();
  const question = page.getByRole("alertdialog");
  await expect(question).toContainText("archived first");
  await question.getByRole("button", { name: "Take it back" }).click();
  await expect(
    page.getByText(/Taken back\. It is kept as refs\/signalbox\/archive\//),
  ).toBeVisible();
  expect(await readFile(file, "utf8")).toBe("one\nTWO of the session\nthree\n");
  await expect(page.getByText("solved the conflicts with main")).toBeHidden();
});

test("markers that a run left in the files are told in the changes and before landing", async ({
  page,
  server,
  folder,
}) => {
  const { repositoryId } = await register(server, folder);
  const session = await sessionWithWork(server, {
    repositoryId,
    name: "Given up",
    files: { "notes.txt": "one\n<<<<<<< base\ntwo\n=======\nTWO\n>>>>>>> session\nthree\n" },
  });
  await openSession(page, server, session.id);
  const warning = "Markers of a conflict are in notes.txt";
  await expect(page.getByRole("region", { name: "Changes" })).toContainText(warning);
  await page.getByRole("button", { name: "Land…" }).click();
  const dialog = page.getByRole("dialog", { name: 'Land "Given up"' });
  await expect(dialog).toContainText(warning);
  await expectAccessibleInBothThemes(page);
});

test("a session is brought up to date with its base, and pushed to a remote", async ({
  page,
  server,
  folder,
}) => {
  const { path, repositoryId } = await register(server, folder);
  const remote = join(folder, "remote.git");
  await git(folder, "init", "--quiet", "--bare", remote);
  await git(path, "remote", "add", "origin", remote);
  const session = await sessionWithWork(server, {
    repositoryId,
    name: "Behind",
    files: { "a.txt": "a\n" },
  });
  await commitFiles(path, "On main", { "b.txt": "b\n" });
  await openSession(page, server, session.id);
  await page.getByRole("button", { name: "Update from main…" }).click();
  const update = page.getByRole("dialog", { name: 'Update "Behind"' });
  await expectAccessibleInBothThemes(page);
  await takePictures(page, "session-update");
  await update.getByLabel("Fast-forward only").check();
  await update.getByRole("button", { name: "Update", exact: true }).click();
  await expect(update.getByRole("alert")).toContainText("choose a merge or a rebase");
  await update.getByLabel("Merge").check();
  await update.getByRole("button", { name: "Update", exact: true }).click();
  await expect(update).toContainText("The session has all of main now");
  await update.getByRole("button", { name: "Done" }).click();
  expect(await readFile(join(session.worktreePath, "b.txt"), "utf8")).toBe("b\n");

  await page.keyboard.press("p");
  const publish = page.getByRole("dialog", { name: 'Publish "Behind"' });
  await expect(publish).toContainText(session.branch);
  await publish.getByRole("button", { name: "Push", exact: true }).click();
  await expect(publish).toContainText("to origin.");
  await expectAccessibleInBothThemes(page);
  await takePictures(page, "session-publish");
  // The remote is a folder: no program opens a pull request there, and no page.
  await publish.getByLabel("Push and open a pull request").check();
  await publish.getByRole("button", { name: "Push and show the page" }).click();
  await expect(publish.getByRole("status")).toContainText("to origin.");
  await expect(publish.getByRole("img", { name: "Warning" })).toBeVisible();
  await publish.getByRole("button", { name: "Close" }).first().click();
  await expect(page.getByRole("list", { name: "Where the branch stands" })).toContainText(
    "pushed to origin",
  );
  expect(await git(remote, "rev-parse", session.branch)).toBe(
    await git(session.worktreePath, "rev-parse", "HEAD"),
  );
});

test("what a remote's branch and the session both changed is left in the files for the next run, and taken back", async ({
  page,
  server,
  folder,
}) => {
  const { path, repositoryId } = await register(server, folder);
  const remote = join(folder, "remote.git");
  await git(folder, "init", "--quiet", "--bare", remote);
  await git(path, "remote", "add", "origin", remote);
  const session = await sessionWithWork(server, {
    repositoryId,
    name: "Shared",
    files: { "notes.txt": "one\nTWO\nthree\n" },
  });
  await server.client.git.push.mutate({ sessionId: session.id });
  const colleague = join(folder, "colleague");
  await git(folder, "clone", "--quiet", "--branch", session.branch, remote, colleague);
  await commitFiles(colleague, "Theirs", { "notes.txt": "one\nTWO of theirs\nthree\n" });
  await git(colleague, "push", "--quiet");
  await writeFiles(session.worktreePath, { "notes.txt": "one\nTWO of ours\nthree\n" });
  await server.client.git.commit.mutate({ sessionId: session.id, message: "Ours" });

  await openSession(page, server, session.id);
  await page.keyboard.press("u");
  const update = page.getByRole("dialog", { name: 'Update "Shared"' });
  await update.getByLabel("this branch at origin").check();
  await update.getByLabel("Rebase").check();
  await update.getByRole("button", { name: "Update", exact: true }).click();
  await expect(update.getByRole("alert")).toContainText("notes.txt");
  const file = join(session.worktreePath, "notes.txt");
  expect(await readFile(file, "utf8")).toBe("one\nTWO of ours\nthree\n");
  await update.getByRole("button", { name: "Merge, with both sides in the files" }).click();
  await expect(update).toContainText("Both sides stand between markers");
  expect(await readFile(file, "utf8")).toContain("<<<<<<<");
  await update.getByRole("button", { name: "Take it back…" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Take it back" }).click();
  await expect(page.getByText(/Taken back\./)).toBeVisible();
  await expect(update).toBeHidden();
  expect(await readFile(file, "utf8")).toBe("one\nTWO of ours\nthree\n");
});
