import { chmod, lstat, readFile, readdir, rm, stat, symlink } from "node:fs/promises";
import { basename, join } from "node:path";
import { expect, test, vi } from "vitest";
import { runCommand } from "../process/run-command.ts";
import { testEnv } from "../testing/processes.ts";
import { createRepository, fingerprint, personGit, writeFiles } from "../testing/repositories.ts";
import * as git from "./index.ts";

const branch = "signalbox/work";

async function withWorktree(files?: Record<string, string>) {
  const repository = await createRepository(files);
  const worktree = join(repository.root, "worktree");
  const at = { repository: repository.path, worktree, branch };
  await git.addWorktree({ ...at, path: worktree, startPoint: "main" });
  const archive = (ref: string) => git.archiveWork({ ...at, ref, kind: "session" });
  const restore = async (ref: string, name: string) => {
    const found = await git.findArchive(repository.path, ref);
    if (found === null) throw new Error(`there is no archive ${ref}`);
    const path = join(repository.root, name);
    const options = { repository: repository.path, path, branch: `signalbox/${name}` };
    await git.restoreArchive({ ...options, archive: found });
    return path;
  };
  return { ...repository, worktree, at, archive, restore };
}

const contentOf = (worktree: string) => fingerprint(worktree, (path) => path === ".git");
const status = (worktree: string) => personGit(worktree, "status", "--porcelain", "-z", "-uall");

test("archived work comes back byte for byte: files, modes, links, what was staged and the branch", async () => {
  const { path, worktree, archive, restore } = await withWorktree({
    "a.txt": "a\n",
    "gone.txt": "g\n",
    "kind.txt": "k\n",
    "staged.txt": "s\n",
    "folder/b.txt": "b\n",
  });
  await writeFiles(worktree, { "committed.txt": "c\n" });
  const { made } = await git.checkpoint(worktree, { subject: "the last commit" });
  await writeFiles(worktree, {
    "a.txt": "changed\n",
    "staged.txt": "staged\n",
    "run.sh": "#!/bin/sh\n",
  });
  await personGit(worktree, "add", "staged.txt");
  await writeFiles(worktree, { "staged.txt": "and changed\n", "odd\n name.bin": "\0\u0001\n" });
  await chmod(join(worktree, "run.sh"), 0o755);
  await symlink("nowhere/at all", join(worktree, "link"));
  await rm(join(worktree, "gone.txt"));
  // A file becomes a folder, and a folder a file.
  await rm(join(worktree, "kind.txt"));
  await rm(join(worktree, "folder"), { recursive: true });
  await writeFiles(worktree, { "kind.txt/below": "x\n", folder: "f\n" });
  const before = [await contentOf(worktree), await status(worktree)];
  const { ref, head } = await archive("work-1");
  expect(head).toBe(made?.commit);
  await git.removeWorktree({ repository: path, path: worktree, force: true });
  await git.deleteBranch(path, branch);

  const restored = await restore(ref, "restored");
  expect([await contentOf(restored), await status(restored)]).toEqual(before);
  expect(await personGit(restored, "rev-parse", "HEAD")).toBe(head);
  expect(await personGit(restored, "symbolic-ref", "--short", "HEAD")).toBe("signalbox/restored");
  expect(await personGit(restored, "show", ":staged.txt")).toBe("staged");
  expect((await stat(join(restored, "run.sh"))).mode & 0o100).toBe(0o100);
  expect((await lstat(join(restored, "link"))).isSymbolicLink()).toBe(true);
  // It stays, and can be restored once more.
  const again = await restore(ref, "again");
  expect([await contentOf(again), await status(again)]).toEqual(before);
  expect((await git.listArchives(path, { limit: 10 })).items).toMatchObject([
    { ref, head, kind: "session", subject: "the last commit", uncommittedFiles: 10 },
  ]);
});

test("the patch of an archive is what git apply takes, and is cut at a file's end", async () => {
  const { path, root, worktree, archive } = await withWorktree();
  await writeFiles(worktree, {
    "a.txt": "changed\n",
    binary: "\0\u0001\u0002",
    "z.txt": "z\n".repeat(1000),
  });
  const archived = await archive("patch-1");
  const file = join(root, "archive.patch");
  expect(await git.writeArchivePatch(path, archived, file)).toBe(true);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  const whole = await git.readArchivePatch(path, archived);
  expect(whole).toEqual({ patch: await readFile(file, "utf8"), truncated: false });
  const other = join(root, "other");
  await git.addWorktree({ repository: path, path: other, branch: "other", startPoint: "main" });
  await personGit(other, "apply", file);
  expect(await contentOf(other)).toEqual(await contentOf(worktree));
  const cut = await git.readArchivePatch(path, archived, whole.patch.length - 100);
  expect(cut.truncated).toBe(true);
  expect(whole.patch.startsWith(cut.patch)).toBe(true);
  expect(cut.patch).toContain("binary");
  expect(cut.patch).not.toContain("z.txt");
});

test("a patch that the disk has no room for is an error, and no half of it is left", async () => {
  const { path, root, worktree, archive } = await withWorktree();
  await writeFiles(worktree, { "new.txt": "new\n" });
  const { ref } = await archive("full");
  const found = await git.findArchive(path, ref);
  if (found === null) throw new Error("there is no archive");
  const file = join(root, "work.patch");
  await symlink("/dev/full", `${file}.new`);
  await expect(git.writeArchivePatch(path, found, file)).rejects.toThrow("write failure");
  expect((await readdir(root)).filter((name) => name.includes("patch"))).toEqual([]);
  expect(await git.writeArchivePatch(path, found, file)).toBe(true);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
});

test.runIf(process.getuid?.() === 0)(
  "what may not be read is not left out of an archive in silence: there is none",
  async () => {
    const { path, root, worktree, archive } = await withWorktree();
    await writeFiles(worktree, { "secret.txt": "s\n", "new.txt": "n\n", "folder/deep": "d\n" });
    const stranger = 65_534;
    await runCommand({
      command: ["chown", "-R", `${stranger}:${stranger}`, root],
      cwd: "/",
      env: testEnv,
    });
    const asStranger = async <Result>(work: () => Promise<Result>) => {
      vi.stubEnv("HOME", root);
      process.seteuid?.(stranger);
      return work().finally(() => {
        process.seteuid?.(0);
        vi.unstubAllEnvs();
      });
    };
    for (const name of ["secret.txt", "folder"]) {
      await chmod(join(worktree, name), 0);
      await expect(asStranger(() => archive(name))).rejects.toThrow(name);
      await chmod(join(worktree, name), 0o700);
    }
    expect(await asStranger(() => git.listArchives(path, { limit: 1 }))).toMatchObject({
      items: [],
    });
    expect(await asStranger(() => archive("all"))).toMatchObject({ ref: expect.any(String) });
  },
);

test("archives are listed newest first, in pages, and none is shown twice when others come or go", async () => {
  const { path, worktree, archive } = await withWorktree();
  const refs: string[] = [];
  for (let count = 0; count < 5; count += 1) {
    await writeFiles(worktree, { "a.txt": `${count}\n` });
    refs.unshift((await archive(`list-${count}`)).ref);
  }
  const first = await git.listArchives(path, { limit: 2 });
  expect(first.items.map((item) => item.ref)).toEqual(refs.slice(0, 2));
  // What the cursor names is gone, and something is new.
  await personGit(path, "update-ref", "-d", refs[1] ?? "");
  await archive("list-9");
  const second = await git.listArchives(path, { limit: 2, cursor: first.nextCursor ?? "" });
  expect(second.items.map((item) => item.ref)).toEqual(refs.slice(2, 4));
  const third = await git.listArchives(path, { limit: 2, cursor: second.nextCursor ?? "" });
  expect(third).toMatchObject({ items: [{ ref: refs[4] }], nextCursor: null });
  expect((await git.listArchives(path, { limit: 2, cursor: "nonsense" })).items).toEqual([]);
});

test("an archive whose note is gone, or planted, is restored by its own shape", async () => {
  const { path, worktree, archive, restore } = await withWorktree();
  await writeFiles(worktree, { "a.txt": "staged\n" });
  await personGit(worktree, "add", "a.txt");
  await writeFiles(worktree, { "new.txt": "new\n" });
  const before = [await contentOf(worktree), await status(worktree)];
  const { ref, commit, head } = await archive("shape");
  const note = "refs/signalbox/archive-notes/shape";
  const secret = await personGit(path, "commit-tree", `${head}^{tree}`, "-m", "somebody else's");
  const planted = JSON.stringify({
    version: 1,
    kind: "session",
    head: secret,
    staged: null,
    uncommittedFiles: 0,
  });
  await personGit(
    path,
    "tag",
    "-a",
    "-m",
    `2026-01-01T00:00:00.000Z\n\n${planted}`,
    "planted",
    commit,
  );
  await personGit(path, "update-ref", note, "refs/tags/planted");
  expect(await git.findArchive(path, ref)).toMatchObject({ head, uncommittedFiles: 2 });
  await personGit(path, "update-ref", "-d", note);
  expect(await git.findArchive(path, ref)).toMatchObject({ head, uncommittedFiles: 2 });
  const restored = await restore(ref, "restored");
  expect([await contentOf(restored), await status(restored)]).toEqual(before);
  // A ref that somebody made by hand.
  await personGit(path, "update-ref", "refs/signalbox/archive/by-hand", head);
  expect(await git.findArchive(path, "refs/signalbox/archive/by-hand")).toMatchObject({
    head,
    commit: head,
    uncommittedFiles: 0,
  });
});

test("a time that no calendar has, in a commit or in a note, hides no archive", async () => {
  const { path, head } = await withWorktree();
  const write = async (type: string, text: string) => {
    const { stdout } = await git.runGit(
      ["hash-object", "-t", type, "-w", "--literally", "--stdin"],
      { cwd: path, input: text },
    );
    return stdout.trim();
  };
  const tree = await personGit(path, "rev-parse", "HEAD^{tree}");
  const person = "X <x@example.org> 99999999999999 +0000";
  const commit = `tree ${tree}\nauthor ${person}\ncommitter ${person}\n\nodd\n`;
  await personGit(path, "update-ref", "refs/signalbox/archive/made", await write("commit", commit));
  const note = `object ${head}\ntype commit\ntag noted\ntagger X <x@example.org> 1 +0000\n\n+200000-01-01T00:00:00.000Z\n`;
  await personGit(path, "update-ref", "refs/signalbox/archive/noted", head);
  await personGit(
    path,
    "update-ref",
    "refs/signalbox/archive-notes/noted",
    await write("tag", note),
  );
  const times: Record<string, string> = {};
  let cursor: string | undefined;
  do {
    const page = await git.listArchives(path, { limit: 1, cursor });
    for (const { ref, archivedAt } of page.items) times[basename(ref)] = archivedAt;
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  expect(times).toEqual({
    made: "9999-12-31T23:59:59.000Z",
    noted: "9999-12-31T23:59:59.000Z",
  });
});

test("only refs of the archive are found, and no archive or note is ever overwritten", async () => {
  const { path, worktree, archive } = await withWorktree();
  const { ref } = await archive("only");
  for (const other of [
    "refs/heads/main",
    "main",
    `${ref}/x`,
    "refs/signalbox/archive/../../heads/main",
    "--all",
    "refs/signalbox/archive/",
    "refs/signalbox/archive/onl",
  ]) {
    expect(await git.findArchive(path, other)).toBeNull();
  }
  await expect(archive("only")).rejects.toThrow(git.GitError);
  expect(await git.freeArchiveName(path, "only")).toBe("only-2");
  await personGit(path, "update-ref", "-d", ref);
  expect(await git.freeArchiveName(path, "only")).toBe("only-2");
  await writeFiles(worktree, { "a.txt": "lost?\n" });
  await expect(archive("only")).rejects.toThrow(git.GitError);
  expect((await git.listArchives(path, { limit: 5 })).items).toEqual([]);
});

test("what is refused is not archived: a discard, a checkout or a reset that does nothing", async () => {
  const { path, worktree, at, head } = await withWorktree({
    "a.txt": "a\n",
    ".gitignore": "*.log\n",
  });
  await writeFiles(worktree, { "a.txt": "b\n", "kept.log": "ignored\n" });
  const back = { ...at, archive: "refused", archives: "refused", baseBranch: "main" };
  await writeFiles(path, { "kept.log": "tracked\n" });
  await personGit(path, "add", "-f", "kept.log");
  await personGit(path, "commit", "-q", "-m", "an ignored file is tracked");
  const tracked = await personGit(path, "rev-parse", "HEAD");
  const before = [await contentOf(worktree), await status(worktree)];
  await expect(git.discardChanges({ ...back, what: { paths: ["nothing"] } })).rejects.toThrow(
    "Nothing changed",
  );
  await expect(git.discardChanges({ ...back, what: { patch: "no patch" } })).rejects.toThrow(
    git.GitError,
  );
  await expect(git.takeFiles({ ...back, from: "nowhere", paths: ["a.txt"] })).rejects.toThrow(
    "There is no",
  );
  await expect(git.takeFiles({ ...back, from: "main", paths: ["kept.log"] })).rejects.toThrow(
    "kept.log",
  );
  await expect(git.resetWorktree({ ...back, to: tracked })).rejects.toThrow("kept.log");
  expect([await contentOf(worktree), await status(worktree)]).toEqual(before);
  expect(await personGit(path, "for-each-ref", "refs/signalbox")).toBe("");
  // And what is done is.
  await git.resetWorktree({ ...back, to: head });
  expect((await git.listArchives(path, { limit: 5 })).items).toMatchObject([
    { kind: "taken_back" },
  ]);
});

test("work outside of a sparse checkout is archived and restored too", async () => {
  const { path, worktree, archive, restore } = await withWorktree({
    "in/a.txt": "a\n",
    "out/b.txt": "b\n",
    "out/c.txt": "c\n",
  });
  await personGit(worktree, "sparse-checkout", "set", "in");
  await personGit(path, "sparse-checkout", "set", "in");
  await writeFiles(worktree, {
    "out/b.txt": "changed\n",
    "out/new.txt": "new\n",
    "in/a.txt": "A\n",
  });
  const before = await contentOf(worktree);
  const { ref } = await archive("sparse");
  const restored = await restore(ref, "restored");
  expect(await contentOf(restored)).toEqual(before);
  expect(await status(restored)).toBe("M in/a.txt\0 M out/b.txt\0?? out/new.txt\0");
});
