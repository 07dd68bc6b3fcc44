import { mkdir, mkdtemp, readFile, readdir, realpath, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { personGit } from "@signalbox/host/testing";
import { expect, onTestFinished, test } from "vitest";
import { createSocketClient } from "../demo/client.ts";
import { makeRepository, refsOf } from "../testing/repositories.ts";
import { startServerProcess } from "../testing/server-process.ts";

test("a server that is killed while it makes a session leaves neither branch nor worktree to the next one", async () => {
  const scratch = await realpath(await mkdtemp(path.join(os.tmpdir(), "signalbox-killed-")));
  onTestFinished(() => rm(scratch, { recursive: true, force: true }));
  const home = path.join(scratch, "home");
  const worktrees = path.join(home, "worktrees");
  const folder = await makeRepository(scratch);
  await writeFile(path.join(folder, ".git", "info", "exclude"), "local/\n");
  await mkdir(path.join(folder, "local"));
  // Enough to be in the middle of it when the first one is there.
  for (let n = 0; n < 3_000; n += 1) await writeFile(path.join(folder, "local", `${n}`), "x");
  // On no branch: nothing but the record tells that its commit is nobody's work.
  const identity = ["-c", "user.name=Test", "-c", "user.email=test@example.invalid"];
  const tagged = await personGit(folder, ...identity, "commit-tree", "HEAD^{tree}", "-m", "tagged");
  await personGit(folder, "tag", "v1", tagged);
  const before = await refsOf(folder);

  const first = await startServerProcess(home, { HOME: scratch });
  const url = await first.ready;
  const token = (await readFile(path.join(home, "token"), "utf8")).trim();
  const { client, close } = createSocketClient({ url, token });
  const { id } = await client.repositories.add.mutate({ path: folder });
  await client.repositories.update.mutate({ id, setup: { copyFiles: ["local"] } });
  const creating = client.sessions.create.mutate({
    repositoryId: id,
    baseBranch: "v1",
    agent: "demo",
  });
  creating.catch(() => undefined);
  const copied = async () => {
    const [name = ""] = await readdir(worktrees);
    return (await readdir(path.join(worktrees, name, "local")).catch(() => [])).length;
  };
  await expect.poll(copied).toBeGreaterThan(0);
  await first.process.kill();
  await close();
  expect(await readdir(worktrees)).toHaveLength(1);

  const second = await startServerProcess(home, { HOME: scratch });
  onTestFinished(() => second.process.stop());
  await second.ready;
  expect(await readdir(worktrees)).toEqual([]);
  expect(await readdir(path.join(home, "making"))).toEqual([]);
  expect(await refsOf(folder)).toEqual(before);
});
