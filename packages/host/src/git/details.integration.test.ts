import { access, chmod, mkdir, symlink, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder } from "../testing/processes.ts";
import { createRepository, fingerprint, personGit, writeFiles } from "../testing/repositories.ts";
import { readDetails } from "./details.ts";
import { folderSize } from "./folder-size.ts";
import { inspectRepository } from "./inspect.ts";

async function detailsOf(path: string) {
  const facts = await inspectRepository(path);
  if (facts.kind !== "repository") throw new Error(facts.kind);
  return readDetails(facts, undefined);
}

const { signal: never } = new AbortController();

test("a plain repository is described, and nothing in it is written", async () => {
  const { path } = await createRepository({ "a.txt": "x".repeat(50_000), "deep/er/b.txt": "b" });
  await personGit(path, "remote", "add", "origin", "https://me:s3cret@example.org/x.git");
  await personGit(path, "remote", "add", "odd.name", "https://me:p@ss@example.org/y.git");
  await personGit(path, "remote", "add", "plain", "git@example.org:z/z.git");
  await personGit(path, "update-ref", "refs/signalbox/archive/one", "HEAD");
  await personGit(path, "update-ref", "refs/signalbox/archive/two/deep", "HEAD");
  await personGit(path, "update-ref", "refs/signalbox/archive/no-commit", "HEAD^{tree}");
  const before = await fingerprint(path);
  const details = await detailsOf(path);
  expect(details).toMatchObject({
    kind: "repository",
    shallow: false,
    partial: false,
    remotes: [
      { name: "origin", url: "https://example.org/x.git" },
      { name: "odd.name", url: "https://example.org/y.git" },
      { name: "plain", url: "git@example.org:z/z.git" },
    ],
    submodules: 0,
    archives: 2,
    size: { complete: true },
  });
  expect(details.size.folderBytes).toBeGreaterThan(50_000 + details.size.gitBytes / 2);
  expect(details.size.gitBytes).toBeGreaterThan(0);
  expect(await fingerprint(path)).toEqual(before);
});

test("bare, shallow, partial and linked repositories, and submodules, are told apart", async () => {
  const { path, root } = await createRepository();
  await personGit(path, "config", "uploadpack.allowFilter", "true");
  await personGit(path, "commit", "-q", "--allow-empty", "-m", "second");
  const source = `file://${path}`;
  const at = (name: string) => join(root, name);
  await personGit(root, "clone", "-q", "--bare", source, at("bare.git"));
  await personGit(root, "clone", "-q", "--depth", "1", source, at("shallow"));
  await personGit(root, "clone", "-q", "--filter=blob:none", source, at("partial"));
  await personGit(path, "worktree", "add", "-q", at("linked"));
  await personGit(root, "clone", "-q", source, at("outer"));
  const allowed = ["-c", "protocol.file.allow=always"];
  await personGit(at("outer"), ...allowed, "submodule", "--quiet", "add", source, "inner");
  const identity = ["-c", "user.name=A", "-c", "user.email=a@example.org"];
  await personGit(at("outer"), ...identity, "commit", "-q", "-m", "with a submodule");

  const plain = { shallow: false, partial: false, submodules: 0 };
  expect(await detailsOf(at("bare.git"))).toMatchObject({ ...plain, kind: "bare" });
  expect(await detailsOf(at("shallow"))).toMatchObject({ ...plain, shallow: true });
  expect(await detailsOf(at("partial"))).toMatchObject({ ...plain, partial: true });
  expect(await detailsOf(at("linked"))).toMatchObject({ ...plain, kind: "worktree" });
  expect(await detailsOf(at("outer"))).toMatchObject({ ...plain, submodules: 1 });
  expect(await detailsOf(join(at("outer"), "inner"))).toMatchObject({ kind: "submodule" });
});

test("what a partial clone lacks is not fetched to describe it", async () => {
  const { path, root } = await createRepository({
    ".gitmodules": '[submodule "x"]\n\tpath = x\n\turl = https://example.org/x.git\n',
  });
  await personGit(path, "config", "uploadpack.allowFilter", "true");
  const bare = join(root, "bare.git");
  await personGit(root, "clone", "-q", "--bare", "--filter=blob:none", `file://${path}`, bare);
  const before = await fingerprint(bare);
  expect(await detailsOf(bare)).toMatchObject({ kind: "bare", partial: true, submodules: 0 });
  expect(await fingerprint(bare)).toEqual(before);
  expect((await detailsOf(path)).submodules).toBe(1);
});

test("what an agent planted in the configuration is not started", async () => {
  const { path, root } = await createRepository();
  const planted = join(root, "planted");
  const ran = join(root, "ran");
  await writeFile(planted, `#!/bin/sh\necho ran >> ${ran}\n`);
  await chmod(planted, 0o755);
  for (const key of ["core.fsmonitor", "core.pager", "core.alternateRefsCommand", "core.askPass"]) {
    await personGit(path, "config", key, planted);
  }
  await personGit(path, "config", "remote.evil.url", `ext::${planted}`);
  expect((await detailsOf(path)).remotes).toEqual([{ name: "evil", url: `ext::${planted}` }]);
  await expect(access(ran)).rejects.toThrow("ENOENT");
});

test("a folder's size has every file below it once, and nothing that a link leads to", async () => {
  const root = await temporaryFolder();
  const folder = join(root, "folder");
  await writeFiles(folder, { a: "12345", "b/c": "123", "b/.hidden/d": "1" });
  await writeFile(join(root, "outside"), "x".repeat(1000));
  await symlink("../outside", join(folder, "link"));
  await symlink(root, join(folder, "b", "up"));
  const links = "../outside".length + root.length;
  expect(await folderSize(folder, { maxEntries: 100, signal: never })).toEqual({
    bytes: 9 + links,
    complete: true,
  });
});

test("a folder with more than is counted says so, and so does one whose counting was ended", async () => {
  const root = await temporaryFolder();
  for (let index = 0; index < 20; index += 1) await mkdir(join(root, `d${index}`));
  await writeFile(join(root, "file"), "");
  await truncate(join(root, "file"), 1000);
  const whole = { bytes: 1000, complete: true };
  expect(await folderSize(root, { maxEntries: 22, signal: never })).toEqual(whole);
  expect(await folderSize(root, { maxEntries: 20, signal: never })).toMatchObject({
    complete: false,
  });
  const ended = AbortSignal.abort();
  expect(await folderSize(root, { maxEntries: 22, signal: ended })).toEqual({
    bytes: 0,
    complete: false,
  });
});
