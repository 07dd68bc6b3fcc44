import { expect, test } from "./fixtures.ts";
import { expectAccessibleInBothThemes, expectNoSidewaysScroll, takePictures } from "./page.ts";
import { makeRepository } from "./repositories.ts";

/** So slow that a run is still going on when the test stops it. */
test.use({ serverEnvironment: { SIGNALBOX_DEMO_PACE_MS: "3000" } });

test("the board is gone through with keys alone: done and back, stopped, filtered, and all of it is in the address", async ({
  page,
  server,
  folder,
}) => {
  const { client } = server;
  const add = async (name: string) =>
    client.repositories.add.mutate({ path: await makeRepository(folder, name) });
  const [app, docs] = [await add("app"), await add("docs")];
  const create = (repositoryId: string, name: string) =>
    client.sessions.create.mutate({ repositoryId, name, agent: "demo" });
  await create(app.id, "Mend the parser");
  await create(docs.id, "Write the manual");
  const running = await create(app.id, "Make it fast");
  await client.runs.start.mutate({ sessionId: running.id, prompt: "Go", budget: {} });

  await page.goto(server.link);
  const column = (name: string) => page.getByRole("region", { name: new RegExp(`^${name}`) });
  const states = page.getByRole("navigation", { name: "States" });
  await expect(column("Running").getByRole("link")).toHaveText(["Make it fast"]);
  await expect(column("Needs you").getByRole("link")).toHaveCount(2);
  await expect(page).toHaveTitle(/^\(2\) Overview/);
  await expect(page.getByRole("img", { name: /^Runs a day/ })).toBeVisible();
  await expectAccessibleInBothThemes(page);
  await takePictures(page, "overview");

  // Done, with the focus on the card that took its place; and back by the message's own way.
  await page.keyboard.press("1");
  const first = column("Needs you").getByRole("link").first();
  await expect(first).toBeFocused();
  const name = await first.innerText();
  await page.keyboard.press("x");
  await expect(column("Done").getByRole("link")).toHaveText([name]);
  await expect(column("Done").getByRole("link")).toBeFocused();
  await expect(page).toHaveTitle(/^\(1\) Overview/);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(column("Needs you").getByRole("link")).toHaveCount(2);
  await expect(page).toHaveTitle(/^\(2\) Overview/);

  // A run is stopped after a question; its card takes the focus along to where it goes.
  await page.keyboard.press("2");
  await page.keyboard.press("s");
  const question = page.getByRole("alertdialog");
  await expect(question).toContainText("Make it fast");
  await question.getByRole("button", { name: "Stop run" }).press("Enter");
  await expect(question).toBeHidden();
  await expect(column("Needs you").getByRole("link", { name: "Make it fast" })).toBeFocused();
  await expect(column("Needs you").getByRole("listitem").first()).toContainText("Stopped");

  // The numbers of the charts as a table.
  await page.getByRole("button", { name: "Activity as a table" }).press("Enter");
  await expect(page.getByRole("dialog").getByRole("row")).toHaveCount(15);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();

  // Views and filters have addresses, and survive reload and back.
  await page.keyboard.press("v");
  await page.keyboard.press("r");
  await expect(page.getByRole("region", { name: "docs" })).toContainText("Write the manual");
  await expectAccessibleInBothThemes(page);
  await page.getByRole("link", { name: "List" }).press("Enter");
  const rows = page.getByRole("table", { name: "Sessions" }).getByRole("row");
  await expect(rows).toHaveCount(4);
  await page.getByLabel("Repository", { exact: true }).selectOption("docs");
  await expect(rows).toHaveCount(2);
  await page.getByRole("link", { name: "Name" }).press("Enter");
  await expect(page).toHaveURL(/view=list.*sort=name/);
  await page.reload();
  await expect(rows).toHaveCount(2);
  await expectAccessibleInBothThemes(page);
  await takePictures(page, "overview-list");
  await page.goBack();
  await expect(rows).toHaveCount(4);

  // What nothing fits says what to take away.
  await page.keyboard.press("/");
  await expect(page.getByLabel("Search sessions")).toBeFocused();
  await page.keyboard.type("no such words");
  await expect(page.getByText("No session fits")).toBeVisible();
  await page.getByRole("button", { name: "Clear “no such words”" }).press("Enter");
  await expect(rows).toHaveCount(4);
  await states.getByRole("link", { name: /Needs you/ }).press("Enter");
  await expect(page).toHaveURL(/state=needs_you/);

  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole("link", { name: "By state" }).click();
  await expect(column("Needs you").getByRole("link")).toHaveCount(3);
  await expectNoSidewaysScroll(page);
  await expectAccessibleInBothThemes(page);
});
