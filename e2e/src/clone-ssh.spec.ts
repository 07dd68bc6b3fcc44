import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { sshdProblem, startSshGitServer } from "@signalbox/host/testing";
import { serveRepository, test as base } from "./clones.ts";
import { expect } from "./fixtures.ts";
import { expectAccessible, takePictures } from "./page.ts";

const passphrase = "open-s3same";
const problem = await sshdProblem();

/** With a real sshd that lets one encrypted key in; the server's ssh is told of this test's files alone. */
const test = base.extend<{ sshd: Awaited<ReturnType<typeof startSshGitServer>> }>({
  sshd: async ({ folder }, use) => {
    const place = join(folder, "sshd");
    await mkdir(place);
    const sshd = await startSshGitServer(place, { passphrase });
    await use(sshd);
    await sshd.close();
  },
  serverEnvironment: async ({ sshd }, use) => {
    await use({ PATH: `${sshd.binFolder}:${process.env.PATH ?? ""}` });
  },
});

test.skip(problem !== null, problem ?? "");

test("an unknown host is shown by its fingerprint, and the key is opened with its passphrase", async ({
  page,
  server,
  sshd,
  folder,
  serveGit: _serveGit,
}) => {
  await serveRepository(folder, "app");
  const known = await readFile(sshd.knownHosts, "utf8");
  await writeFile(sshd.knownHosts, "");
  await page.goto(server.link);
  await page.goto(`${server.url}/repositories?add=clone`);
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("URL").fill(`${sshd.url}${join(folder, "served", "app.git")}`);
  await dialog.getByRole("button", { name: "Clone", exact: true }).click();

  await expect(dialog.getByText("Is this the key of 127.0.0.1?")).toBeVisible();
  await expect(dialog.getByText(/^SHA256:/)).toBeVisible();
  const trust = dialog.getByRole("button", { name: "Trust this key and clone" });
  await expect(trust).toBeDisabled();
  await expectAccessible(page);
  await takePictures(page, "clone-host-key");
  await dialog.getByLabel("I compared it, and it is the same").check();
  await trust.click();

  await expect(dialog.getByText("The SSH key to use")).toBeVisible();
  await expectAccessible(page);
  await takePictures(page, "clone-ssh-key");
  await dialog.getByLabel("File of the key").fill(sshd.keyPath);
  await dialog.getByLabel("Passphrase", { exact: true }).fill("wrong");
  await dialog.getByRole("button", { name: "Clone with it" }).click();
  await expect(dialog.getByText("What was given was not accepted.")).toBeVisible();
  await takePictures(page, "clone-ssh-rejected");
  await expect(dialog.getByLabel("File of the key")).toHaveValue(sshd.keyPath);
  await dialog.getByLabel("Passphrase", { exact: true }).fill(passphrase);
  await dialog.getByRole("button", { name: "Clone with it" }).click();
  await expect(dialog.getByText("app was cloned")).toBeVisible();
  expect(await page.content()).not.toContain(passphrase);
  // ssh wrote down the very key that was trusted.
  const key = known.trim().split(" ").at(2) ?? "no key";
  expect(await readFile(sshd.knownHosts, "utf8")).toContain(key);
});

test("a host whose key changed is warned of, and no button leads past it", async ({
  page,
  server,
  sshd,
  folder,
  serveGit: _serveGit,
}) => {
  await serveRepository(folder, "app");
  const [host = ""] = (await readFile(sshd.knownHosts, "utf8")).split(" ");
  // The key of another host under this one's name.
  const other = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl";
  await writeFile(sshd.knownHosts, `${host} ${other}\n`);
  await page.goto(server.link);
  await page.goto(`${server.url}/repositories?add=clone`);
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("URL").fill(`${sshd.url}${join(folder, "served", "app.git")}`);
  await dialog.getByRole("button", { name: "Clone", exact: true }).click();
  await expect(dialog.getByText(/is not the one that this computer knows/)).toBeVisible();
  await expect(dialog.getByRole("button", { name: "Back to the URL" })).toBeVisible();
  await expect(dialog.getByRole("button", { name: /Try|Trust|Clone with/ })).toHaveCount(0);
  await expectAccessible(page);
  await takePictures(page, "clone-host-key-changed");
});
