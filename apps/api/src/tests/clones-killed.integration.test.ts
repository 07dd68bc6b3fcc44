import { mkdtemp, mkdir, readFile, readdir, realpath, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { makeLargeRepository, processesWith, startHttpGitServer } from "@signalbox/host/testing";
import { expect, onTestFinished, test } from "vitest";
import { createSocketClient } from "../demo/client.ts";
import { filesWith } from "../testing/search-files.ts";
import { startServerProcess } from "../testing/server-process.ts";

test("a server that is killed in the middle of a clone leaves no secret, and the next one clears away the rest", async () => {
  const scratch = await realpath(await mkdtemp(path.join(os.tmpdir(), "signalbox-killed-")));
  onTestFinished(() => rm(scratch, { recursive: true, force: true }));
  const home = path.join(scratch, "home");
  const root = path.join(scratch, "served");
  const secret = "s3cret-of-the-killed";
  await mkdir(root);
  await makeLargeRepository(root, "name.git", 2_000_000);
  const git = await startHttpGitServer({
    root,
    username: "me",
    password: secret,
    holdAfterBytes: 500_000,
  });
  onTestFinished(() => git.close());

  const first = await startServerProcess(home, { HOME: scratch });
  const url = await first.ready;
  const token = (await readFile(path.join(home, "token"), "utf8")).trim();
  const socket = createSocketClient({ url, token });
  const { cloneId } = await socket.client.repositories.clone.mutate({
    url: `${git.url}/name.git`,
    credentials: { kind: "password", username: "me", password: secret },
  });
  await git.held;
  expect(await processesWith(secret)).toEqual([]);
  await first.process.kill();
  await socket.close();
  const parent = path.join(scratch, "repositories");
  expect((await readdir(parent)).length).toBe(1);

  const second = await startServerProcess(home, { HOME: scratch });
  onTestFinished(() => second.process.stop());
  await second.ready;
  expect(await readdir(scratch)).not.toContain("repositories");
  expect(await readdir(path.join(home, "clones"))).toEqual([]);
  expect(await processesWith(cloneId)).toEqual([]);
  expect(await filesWith(scratch, secret)).toEqual([]);
});
