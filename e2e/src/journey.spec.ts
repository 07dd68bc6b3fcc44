import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { serveRepository, test } from "./clones.ts";
import { expect } from "./fixtures.ts";
import { expectAccessible, takePictures } from "./page.ts";
import type { SignalboxServer } from "./server.ts";
import { git } from "./work.ts";

const username = "person";
const password = "open-s3same";

/** An agent that greets with a slip, and mends it when a review comment says so. */
async function defineGreeter(server: SignalboxServer, folder: string): Promise<void> {
  const program = join(folder, "greeter.mjs");
  await writeFile(
    program,
    `import { readFileSync, writeFileSync } from "node:fs";
    const word = readFileSync(0, "utf8").includes("Spell it") ? "Hello" : "Helo";
    writeFileSync("greet.js", "export function greet(name) {\\n  return \`" + word + ", \${name}!\`;\\n}\\n");
    console.log("Greets with " + word + ".");
    console.log("<promise>COMPLETE</promise>");`,
  );
  const command = [process.execPath, program];
  await server.client.settings.update.mutate({
    agents: [{ id: "greeter", name: "Greeter", protocol: "command", command }],
  });
}

test("from a URL to landed work: clone with credentials, session, run, review, comment, second run, land", async ({
  page,
  server,
  folder,
  serveGit,
}) => {
  await serveRepository(folder, "greetings");
  const origin = await serveGit({ username, password });
  await defineGreeter(server, folder);

  await page.goto(server.link);
  await page.getByRole("button", { name: "Clone from a URL" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("URL").fill(`${origin.url}/greetings.git`);
  await dialog.getByLabel("URL").press("Enter");
  await dialog.getByLabel("User").fill(username);
  await dialog.getByLabel("Password or token").fill(password);
  await page.keyboard.press("Enter");
  await expect(dialog.getByText("greetings was cloned")).toBeVisible();
  await dialog.getByRole("link", { name: "New session" }).click();

  await page.getByRole("radio", { name: "Greeter" }).check();
  await page.getByLabel("Prompt").fill("Add a function that greets somebody by name.");
  await takePictures(page, "journey-new-session");
  await page.getByLabel("Prompt").press("Control+Enter");
  await page.waitForURL(/\/sessions\/[0-9a-f-]{36}/);
  await expect(page.getByText("The work is done", { exact: true })).toBeVisible();

  await page.getByRole("tab", { name: "Changes" }).click();
  const file = page.getByRole("region", { name: "greet.js", exact: true });
  const line = file.locator('[data-row="after:2"]');
  await expect(line).toContainText("Helo");
  await line.locator("[data-gutter=after]").click();
  await page.getByRole("textbox", { name: "Comment on line 2" }).fill("Spell it with two l.");
  await page.getByRole("button", { name: "Comment", exact: true }).click();
  await expect(page.getByRole("article", { name: "Comment on line 2" })).toBeVisible();
  await expectAccessible(page);
  await takePictures(page, "journey-comment");
  await page.getByRole("button", { name: "To the next prompt" }).click();
  const form = page.getByRole("form", { name: "Next run" });
  await expect(form.getByText("1 review comment")).toBeVisible();
  await form.getByRole("button", { name: "Start run" }).click();

  await page.getByRole("tab", { name: "Changes" }).click();
  await expect(line).toContainText("Hello");
  await expect(page.getByText("The work is done", { exact: true })).toBeAttached();
  await page.getByRole("button", { name: "Land…" }).click();
  const landing = page.getByRole("dialog", { name: /^Land / });
  await expect(landing.getByRole("region", { name: "What will happen" })).toContainText("main");
  await expectAccessible(page);
  await takePictures(page, "journey-land");
  await landing.getByRole("button", { name: "Land", exact: true }).click();
  const done = page.getByRole("dialog", { name: "Landed" });
  await expect(done).toBeVisible();
  await takePictures(page, "journey-landed");

  const clone = join(folder, "user", "repositories", "greetings");
  expect(await readFile(join(clone, "greet.js"), "utf8")).toContain("Hello");
  expect(await git(clone, "status", "--porcelain")).toBe("");
  expect(await git(clone, "rev-parse", "--abbrev-ref", "HEAD")).toBe("main");
  const { items } = await server.client.sessions.list.query();
  expect(items).toMatchObject([{ status: "completed", latestRun: { number: 2 } }]);
  expect(items[0]?.latestRun?.prompt).toContain("greet.js:2");
  expect(server.log).not.toContain(password);
});
