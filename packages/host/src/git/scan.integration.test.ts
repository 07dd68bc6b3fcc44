import { mkdir, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder } from "../testing/processes.ts";
import { createRepository, personGit } from "../testing/repositories.ts";
import { scanForRepositories, type ScanOptions, type ScannedRepository } from "./scan.ts";

async function scan(directories: string[], options: Partial<ScanOptions> = {}) {
  const found: ScannedRepository[] = [];
  const reach = await scanForRepositories({
    directories,
    depth: 4,
    except: [],
    onFound: (repository) => found.push(repository),
    ...options,
  });
  return { found, reach, paths: found.map((repository) => repository.path).toSorted() };
}

/** What git makes, without git's time. */
async function plant(...parts: string[]): Promise<string> {
  const folder = path.join(...parts);
  await mkdir(path.join(folder, ".git"), { recursive: true });
  await writeFile(path.join(folder, ".git", "HEAD"), "ref: refs/heads/main\n");
  return folder;
}

test("repositories of every kind are found and told apart", async () => {
  const { root, path: repository } = await createRepository();
  await personGit(root, "clone", "-q", "--bare", repository, path.join(root, "bare.git"));
  await personGit(repository, "worktree", "add", "-q", path.join(root, "tree"));
  const { found } = await scan([root]);
  expect(Object.fromEntries(found.map((each) => [path.basename(each.path), each.kind]))).toEqual({
    repository: "repository",
    "bare.git": "bare",
    tree: "worktree",
  });
});

test("repositories, hidden folders, node_modules, links and what is left out are not looked into", async () => {
  const root = await temporaryFolder();
  const outer = await plant(root, "outer");
  await plant(root, "outer", "inner");
  await plant(root, ".hidden", "a");
  await plant(root, "node_modules", "b");
  await plant(root, "left-out", "c");
  await symlink(outer, path.join(root, "link"));
  await mkdir(path.join(root, "broken", ".git"), { recursive: true });
  const hidden = path.join(root, ".hidden");
  const { paths } = await scan([root], { except: [path.join(root, "left-out")] });
  expect(paths).toEqual([outer]);
  expect((await scan([hidden])).paths).toEqual([path.join(hidden, "a")]);
});

test("it looks as deep as it is told, and each folder once however the directories overlap", async () => {
  const root = await temporaryFolder();
  const near = await plant(root, "a", "near");
  const far = await plant(root, "a", "b", "c", "far");
  expect((await scan([root], { depth: 2 })).paths).toEqual([near]);
  expect((await scan([root, path.join(root, "a"), `${root}/a/../a`])).paths).toEqual(
    [near, far].toSorted(),
  );
  expect((await scan([root, path.join(root, "a", "b")], { depth: 2 })).paths).toEqual(
    [near, far].toSorted(),
  );
});

test("directories that are missing and folders that may not be read are told", async () => {
  const root = await temporaryFolder();
  await writeFile(path.join(root, "file"), "");
  const missing = [path.join(root, "nowhere"), path.join(root, "file")];
  expect((await scan([...missing, root])).reach).toMatchObject({ missing, folders: 1 });
});

test(
  "ten thousand folders are walked whole, and an abort ends the walk after a few",
  { timeout: 60_000 },
  async () => {
    const root = await temporaryFolder();
    for (let outer = 0; outer < 100; outer += 1) {
      await Promise.all(
        Array.from({ length: 100 }, (_, inner) =>
          mkdir(path.join(root, String(outer), String(inner)), { recursive: true }),
        ),
      );
    }
    await plant(root, "50", "50", "here");
    const { paths, reach } = await scan([root]);
    expect(paths).toEqual([path.join(root, "50", "50", "here")]);
    expect(reach).toMatchObject({ folders: 10_102, truncated: false });
    const abort = new AbortController();
    const stopped = await scan([root], { signal: abort.signal, onFolder: () => abort.abort() });
    expect(stopped.reach.folders).toBeLessThan(50);
  },
);
