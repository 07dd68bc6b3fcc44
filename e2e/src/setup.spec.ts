import { access, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { defineAgents, startSession } from "./agents.ts";
import { expect, test } from "./fixtures.ts";
import { expectAccessible, takePictures } from "./page.ts";
import { makeRepository } from "./repositories.ts";

test("a worktree is set up before the run, in view, and a set-up that fails says what to do", async ({
  page,
  server,
  folder,
}) => {
  await defineAgents(server, folder);
  const path = await makeRepository(folder, "app");
  const { id: repositoryId } = await server.client.repositories.add.mutate({ path });
  const go = join(folder, "go");
  const command = `echo installing; until [ -e '${go}' ]; do sleep 0.1; done; echo installed; exit 7`;
  await server.client.repositories.update.mutate({ id: repositoryId, setup: { command } });
  const id = await startSession(server, { repositoryId, agent: "talkative", name: "Prepared" });

  await page.goto(server.link);
  await page.goto(`${server.url}/sessions/${id}`);
  const setUp = page.locator("[data-row=setup]");
  await setUp.getByRole("button", { name: "Setting up" }).click();
  await expect(setUp.getByText("The end of what it prints stands here")).toBeVisible();
  await expectAccessible(page);
  await takePictures(page, "session-setting-up");

  await writeFile(go, "");
  await expect(setUp.getByRole("button", { name: "Set-up failed" })).toContainText("exit 7");
  await expect(setUp.getByRole("group", { name: "Output" })).toHaveText("installing\ninstalled");
  const end = page.getByRole("region", { name: "How the run ended" });
  await expect(end).toContainText("The repository's set-up command failed (exit code 7)");
  await expect(end).toContainText("change the set-up command in the repository's details");
  await expectAccessible(page);
  await takePictures(page, "session-setup-failed");

  await server.client.repositories.update.mutate({
    id: repositoryId,
    setup: { command: "touch ../../set-up" },
  });
  await page.getByLabel(/Prompt for the next run/).fill("Once more");
  await page.getByRole("button", { name: "Start run" }).click();
  await expect(setUp.getByRole("button", { name: "Set up", exact: false })).toBeVisible();
  await expect(page.getByText("Iteration 1", { exact: true })).toBeVisible();
  await access(join(folder, "home", "set-up"));
});
