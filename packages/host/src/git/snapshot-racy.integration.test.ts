import { stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createRepository, personGit } from "../testing/repositories.ts";
import * as git from "./index.ts";

const secondOf = async (path: string) => Math.floor((await stat(path)).mtimeMs / 1000);

test("a file that is changed in the second of its checkout, to the same size, is seen as changed later too", async () => {
  const { root, path } = await createRepository({ "a.txt": "one\n" });
  // Git compares whole seconds, and looks into files that are as young as its index.
  for (let attempt = 1; ; attempt += 1) {
    const worktree = join(root, `worktree-${attempt}`);
    const branch = `signalbox/${attempt}`;
    await git.addWorktree({ repository: path, path: worktree, branch, startPoint: "main" });
    const file = join(worktree, "a.txt");
    const second = await secondOf(file);
    await writeFile(file, "two\n");
    if ((await secondOf(file)) !== second) continue;
    await expect.poll(() => Math.floor(Date.now() / 1000)).toBeGreaterThan(second);
    const { commit } = await git.archiveWork({
      repository: path,
      worktree,
      branch,
      ref: `racy-${attempt}`,
    });
    expect(await personGit(path, "show", `${commit}:a.txt`)).toBe("two");
    return;
  }
});
