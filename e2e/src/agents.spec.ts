import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { defineAgents } from "./agents.ts";
import { expect, test } from "./fixtures.ts";
import { expectAccessible, takePictures } from "./page.ts";
import { processesOf } from "./processes.ts";
import { makeRepository } from "./repositories.ts";
import type { SignalboxServer } from "./server.ts";

const secret = "sk-e2e-0123456789abcdef";

/** Everything that the server sent to the page, over its sockets and as answers to its calls. */
function recordAnswers(page: Page): string[] {
  const answers: string[] = [];
  page.on("websocket", (socket) =>
    socket.on("framereceived", ({ payload }) => answers.push(String(payload))),
  );
  // An answer that was called off has no text.
  page.on("response", async (response) => answers.push(await response.text().catch(() => "")));
  return answers;
}

/** Opens the agents page and the row of one agent. */
async function openAgent(page: Page, server: SignalboxServer, name: string): Promise<void> {
  await page.goto(server.link);
  await page.getByRole("link", { name: "Agents", exact: true }).click();
  await page.getByRole("button", { name }).click();
}

test("an agent of one's own is added, tried out, used, changed and deleted; its secret is never shown", async ({
  page,
  server,
  folder,
}) => {
  const program = join(folder, "mine.mjs");
  await writeFile(
    program,
    `console.log(process.argv[2], process.env.MINE_TOKEN === ${JSON.stringify(secret)} ? "has its secret" : "lacks it");
     console.log("<promise>COMPLETE</promise>");`,
  );
  const repositoryPath = await makeRepository(folder, "app");
  await server.client.repositories.add.mutate({ path: repositoryPath });
  await page.goto(server.link);
  await page.getByRole("link", { name: "Agents", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Agents", level: 1 })).toBeVisible();
  await page.getByRole("button", { name: "Add an agent" }).click();
  const dialog = page.getByRole("dialog");

  // What is missing is said at its field, and the first of these has the focus.
  await dialog.getByRole("button", { name: "Save agent" }).click();
  await expect(dialog.getByText("Give it a name of at most 80 characters.")).toBeVisible();
  await expect(dialog.getByText("Give the program that is to be started.")).toBeVisible();
  await expect(dialog.getByLabel("Name", { exact: true })).toBeFocused();
  await expectAccessible(page);
  await takePictures(page, "agent-add-refused");

  await page.keyboard.type("My agent");
  await dialog.getByRole("radio", { name: "Plain command" }).check();
  await dialog.getByLabel("Program", { exact: true }).fill(process.execPath);
  await dialog.getByLabel("Program", { exact: true }).press("Enter");
  await expect(dialog.getByLabel("Argument 1", { exact: true })).toBeFocused();
  await page.keyboard.type(program);
  await page.keyboard.press("Enter");
  await page.keyboard.type("two words");
  await dialog.getByRole("button", { name: "Add a variable" }).click();
  await dialog.getByLabel("Name of variable 1").fill("MINE_TOKEN");
  await expect(dialog.getByLabel("Value of variable 1 (secret)")).toHaveAttribute(
    "type",
    "password",
  );
  await dialog.getByLabel("Value of variable 1 (secret)").fill(secret);

  // Before it is saved, the secret is tried with the rest.
  await dialog.getByRole("button", { name: "Test it" }).click();
  await expect(dialog.getByText("It works")).toBeVisible();
  await expect(dialog.getByText("two words has its secret").first()).toBeVisible();
  await takePictures(page, "agent-add-tested");
  await dialog.getByRole("button", { name: "Save agent" }).click();
  await expect(dialog).toBeHidden();

  // From here on the secret is the server's: in no answer, and nowhere in the page.
  const answers = recordAnswers(page);
  await page.reload();
  await page.getByRole("button", { name: "My agent" }).click();
  await page.getByRole("button", { name: "Edit" }).click();
  await expect(dialog.getByLabel("Value of variable 1 (secret)")).toHaveAttribute(
    "placeholder",
    "Stored",
  );
  await expect(dialog.getByLabel("Value of variable 1 (secret)")).toHaveValue("");
  await dialog.getByLabel("Name", { exact: true }).fill("My own agent");
  await dialog.getByRole("button", { name: "Save agent" }).click();
  await expect(dialog).toBeHidden();
  await page.getByRole("button", { name: "Test it" }).click();
  await expect(page.getByText("two words has its secret").first()).toBeVisible();
  await expectAccessible(page);
  expect(await page.content()).not.toContain(secret);

  await page.keyboard.press("n");
  await page.getByRole("radio", { name: "My own agent" }).check();
  await page.getByLabel("Prompt").fill("Say it");
  await page.getByLabel("Prompt").press("Control+Enter");
  await expect(page.getByText("The work is done", { exact: true })).toBeVisible();
  await expect(page.getByText("two words has its secret").first()).toBeVisible();
  expect(await page.content()).not.toContain(secret);
  expect(answers.join("\n")).toContain("has its secret");
  expect(answers.join("\n")).not.toContain(secret);

  // A copy begins without the secret, which is kept for the original alone; it is not lost by a key.
  await page.getByRole("link", { name: "Agents", exact: true }).click();
  await page.getByRole("button", { name: "My own agent" }).click();
  await page.getByRole("button", { name: "Copy", exact: true }).click();
  await expect(dialog.getByLabel("Name", { exact: true })).toHaveValue("My own agent (copy)");
  await expect(dialog.getByLabel("Value of variable 1 (secret)")).toHaveAttribute(
    "placeholder",
    "Value",
  );
  await dialog.getByLabel("Name", { exact: true }).fill("A copy");
  await page.keyboard.press("Escape");
  await page.getByRole("alertdialog").getByRole("button", { name: "Discard changes" }).click();
  await expect(dialog).toBeHidden();
  await page.getByRole("button", { name: "Delete" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Delete agent" }).click();
  await expect(page.getByRole("alertdialog")).toBeHidden();
  await expect(page.getByRole("button", { name: "My own agent" })).toBeHidden();
  expect((await server.client.settings.get.query()).agents).toEqual([]);
  expect(await readFile(join(server.home, "secrets.json"), "utf8")).not.toContain(secret);
});

test("an agent that this machine lacks says what to do, and is found when it is there", async ({
  page,
  server,
  folder,
}) => {
  await openAgent(page, server, "Codex");
  const row = page.locator("[data-agent=codex]");
  await expect(row.getByText("Not available")).toBeVisible();
  await expect(row.getByText("npm install -g @openai/codex")).toBeVisible();
  await expect(row.getByRole("button", { name: /^Copy: npm install/ })).toBeVisible();
  await expectAccessible(page);
  await takePictures(page, "agents");

  // A program that answers as Codex does, where the options say that it is.
  const program = join(folder, "codex");
  await writeFile(program, "#!/bin/sh\necho codex-cli 0.169.0\n", { mode: 0o755 });
  await row.getByLabel("Program", { exact: true }).fill("codex");
  await row.getByRole("button", { name: "Save options" }).click();
  await expect(row.getByText("an absolute path")).toBeVisible();
  await expect(row.getByLabel("Program", { exact: true })).toBeFocused();
  await row.getByLabel("Program", { exact: true }).fill(program);
  await row.getByRole("button", { name: "Save options" }).click();
  await expect(row.getByText("Saved", { exact: true })).toBeVisible();
  await expect(row.getByText("Not logged in").first()).toBeVisible();
  await expect(row.getByText("0.169.0").first()).toBeVisible();
  await expect(row.getByText("codex login", { exact: true })).toBeVisible();

  await row.getByRole("button", { name: "Add a variable" }).click();
  await row.getByLabel("Name of variable 1").fill("CODEX_API_KEY");
  await row.getByLabel("Value of variable 1 (secret)").fill(secret);
  await row.getByRole("radio", { name: "high", exact: true }).check();
  await row.getByRole("button", { name: "Save options" }).click();
  await expect(row.getByText("Saved", { exact: true })).toBeVisible();
  await expect(row.getByText("Ready")).toBeVisible();
  await expect(row.getByLabel("Value of variable 1 (secret)")).toHaveValue("");
  expect(await page.content()).not.toContain(secret);
  await takePictures(page, "agent-options");

  await page.getByRole("button", { name: "Refresh" }).click();
  await expect(page.getByRole("button", { name: "Refresh" })).toBeEnabled();
  const { agentOptions } = await server.client.settings.get.query();
  expect(agentOptions).toEqual({
    codex: { program, effort: "high", env: { CODEX_API_KEY: null } },
  });
});

test("what an agent refuses is said where it was typed", async ({ page, server }) => {
  await openAgent(page, server, "Claude Code");
  const row = page.locator("[data-agent=claude]");
  await row.getByRole("button", { name: "Add an argument" }).click();
  await page.keyboard.type("--output-format");
  await page.keyboard.press("Control+Enter");
  await expect(row.getByText(/Signalbox sets the argument --output-format itself/)).toBeVisible();
  await expectAccessible(page);
  expect((await server.client.settings.get.query()).agentOptions).toEqual({});
});

test("a session has a model and an effort of its own, and they can be changed", async ({
  page,
  server,
  folder,
}) => {
  const program = join(folder, "codex");
  await writeFile(program, "#!/bin/sh\necho codex-cli 0.169.0\n", { mode: 0o755 });
  await server.client.settings.update.mutate({
    agentOptions: { codex: { program, model: "house-1", env: { CODEX_API_KEY: secret } } },
  });
  const path = await makeRepository(folder, "app");
  await server.client.repositories.add.mutate({ path });
  await page.goto(server.link);
  await expect(page.getByRole("heading", { name: "Overview", level: 1 })).toBeVisible();
  await page.keyboard.press("n");
  const codex = page.getByRole("radio", { name: "Codex" });
  await expect(codex).toHaveAccessibleDescription(/OpenAI/);
  await codex.check();
  await page.getByRole("button", { name: "Model and effort of Codex (house-1)" }).click();
  await expect(page.getByLabel("Model", { exact: true })).toHaveAttribute(
    "placeholder",
    "As in the settings: house-1",
  );
  await page.getByRole("radio", { name: "low", exact: true }).check();
  await expectAccessible(page);
  await takePictures(page, "new-session-model");
  await page.getByLabel("Prompt").fill("Do it");
  await page.getByLabel("Prompt").press("Control+Enter");

  const change = page.getByRole("button", { name: /change model and effort$/ });
  await expect(change).toHaveText("Codex · house-1 · low");
  await change.click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Model", { exact: true }).fill("house-2");
  await dialog.getByRole("radio", { name: "As in the settings" }).check();
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(change).toHaveText("Codex · house-2");
  await expect(change).toBeFocused();
  const { items } = await server.client.sessions.list.query();
  expect(items).toMatchObject([{ agentOptions: { model: "house-2" } }]);
  expect(items[0]?.agentOptions).not.toHaveProperty("effort");
});

test("a test of an agent that takes too long is cancelled, and its program is gone", async ({
  page,
  server,
  folder,
}) => {
  await defineAgents(server, folder);
  await openAgent(page, server, "Patient");
  const row = page.locator("[data-agent=patient]");
  const testIt = row.getByRole("button", { name: "Test it" });
  await testIt.click();
  await expect(row.getByRole("button", { name: "Testing…" })).toBeVisible();
  const program = async () =>
    (await processesOf(folder)).filter(({ command }) => command.includes("patient.mjs"));
  await expect.poll(program).not.toEqual([]);
  await row.getByRole("button", { name: "Cancel" }).click();
  await expect(testIt).toBeEnabled();
  await expect.poll(program).toEqual([]);
  await expectAccessible(page);
});
