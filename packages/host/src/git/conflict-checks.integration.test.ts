import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runCommand } from "../process/run-command.ts";
import { testEnv } from "../testing/processes.ts";
import { createRepository, personGit, writeFiles } from "../testing/repositories.ts";
import * as git from "./index.ts";

const branch = "signalbox/conflicts";

/** A session into which its base branch was merged, with the conflicts of all `files` left in them. */
async function withConflicts(files: Record<string, { ancestor: string; text: string }>) {
  const names = Object.keys(files);
  const all = (text: (name: string) => string) =>
    Object.fromEntries(names.map((name) => [name, text(name)]));
  const { root, path } = await createRepository(all((name) => files[name]?.ancestor ?? ""));
  const worktree = join(root, "worktree");
  await git.addWorktree({ repository: path, path: worktree, branch, startPoint: "main" });
  await writeFiles(
    worktree,
    all((name) => `session\n${files[name]?.text}`),
  );
  await git.checkpoint(worktree, { subject: "Session's" });
  await writeFiles(
    path,
    all((name) => `base\n${files[name]?.text}`),
  );
  await personGit(path, "commit", "-q", "-a", "-m", "Base's");
  const pulled = await git.pullBranch({
    worktree,
    branch,
    baseBranch: "main",
    source: { kind: "base" },
    strategy: "merge",
    leaveConflicts: true,
    message: "Merge",
    archive: "c",
  });
  const sides = { base: pulled.pulled, session: pulled.previousHead };
  const paths = pulled.conflicts.map((conflict) => conflict.path);
  const checks = await git.conflictChecks(worktree, { ...sides, paths });
  /** What the checks say of what is committed now, as a runner asks them. */
  const ask = async () => {
    await git.checkpoint(worktree, { subject: "Solve" });
    const results = checks.map(async ({ name, command }) => {
      expect(command.length).toBeLessThanOrEqual(4000);
      const options = { command: ["sh", "-c", command], cwd: worktree, env: testEnv };
      const { exitCode, stdout, stderr } = await runCommand(options);
      return { name, passed: exitCode === 0, output: stdout + stderr };
    });
    return Promise.all(results);
  };
  return { worktree, pulled, sides, paths, ask };
}

const oddNames = [
  "a.txt",
  "-x",
  ":(top)b.txt",
  'it\'s "odd" $(touch ran) `touch ran`.txt',
  "line\nend \u001b[31m.txt",
  "folder/[a]*.txt",
];

test("the checks fail until the last marker is gone, in files of any name", async () => {
  const files = Object.fromEntries(oddNames.map((name) => [name, { ancestor: "x\n", text: "" }]));
  const { worktree, paths, ask } = await withConflicts(files);
  expect(paths.toSorted()).toEqual(oddNames.toSorted());
  for (const name of oddNames) {
    const [markers, merge] = await ask();
    expect(markers).toMatchObject({ name: "no conflict markers", passed: false });
    expect(markers?.output).toContain("<<<<<<<");
    expect(merge).toMatchObject({ name: "merge concludes", passed: true });
    await writeFile(join(worktree, name), "solved\n");
  }
  expect(await ask()).toEqual([
    { name: "no conflict markers", passed: true, output: "" },
    { name: "merge concludes", passed: true, output: "" },
  ]);
  // Half of a marker that an agent left.
  for (const left of ["=======\n", ">>>>>>> theirs\n", "<<<<<<< HEAD\n", "||||||| base\n"]) {
    await writeFile(join(worktree, oddNames[4] ?? ""), `a\n${left}b\n`);
    expect(await ask()).toMatchObject([{ passed: false }, { passed: true }]);
  }
});

test("lines that only look like markers are no conflict where a side had them already", async () => {
  const text = "<<<<<<< example\nHeading\n=======\n";
  const { worktree, ask } = await withConflicts({
    "docs.md": { ancestor: "x\n", text },
    "a.txt": { ancestor: "x\n", text: "" },
  });
  await writeFile(join(worktree, "a.txt"), "solved\n");
  await writeFile(join(worktree, "other.txt"), "Heading\n=======\n");
  expect(await ask()).toMatchObject([{ passed: false }, { passed: true }]);
  const solved = (await readFile(join(worktree, "docs.md"), "utf8")).replaceAll(
    /^[<>]{7} [0-9a-f]{40}.*\n/gm,
    "",
  );
  await writeFile(join(worktree, "docs.md"), solved);
  expect(await ask()).toMatchObject([{ passed: true }, { passed: true }]);
});

test("a merge that was undone does not conclude", async () => {
  const { worktree, pulled, ask } = await withConflicts({ "a.txt": { ancestor: "x\n", text: "" } });
  await personGit(worktree, "reset", "-q", "--hard", pulled.previousHead);
  expect(await ask()).toMatchObject([{ passed: true }, { passed: false }]);
});

test("more files than a command has room for are found by the markers of the merge", async () => {
  const names = Array.from({ length: 90 }, (_, number) => `${"long-".repeat(20)}${number}.txt`);
  const files = Object.fromEntries(names.map((name) => [name, { ancestor: "x\n", text: "" }]));
  const { worktree, sides, ask } = await withConflicts(files);
  for (const name of names.slice(0, -1)) await writeFile(join(worktree, name), "solved\n");
  expect(await ask()).toMatchObject([{ passed: false }, { passed: true }]);
  await writeFile(join(worktree, names.at(-1) ?? ""), "solved\n");
  expect(await ask()).toMatchObject([{ passed: true }, { passed: true }]);
  expect(await git.subjectsOfSides(worktree, sides)).toEqual({
    base: ["Base's"],
    session: ["Session's"],
  });
});

test("a merge that is taken back leaves branch, index and files as they were", async () => {
  const { worktree, pulled } = await withConflicts({ "a.txt": { ancestor: "x\n", text: "" } });
  await git.takePullBack(worktree, pulled);
  expect(await readFile(join(worktree, "a.txt"), "utf8")).toBe("session\n");
  expect(await personGit(worktree, "status", "--porcelain", "--branch")).toBe(`## ${branch}`);
  expect(await personGit(worktree, "rev-parse", "HEAD")).toBe(pulled.previousHead);
});
