import { execFileSync } from "node:child_process";
import { link, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { appendToNote, maxNoteBytes } from "./progress-note.ts";

let folder: string;
let worktree: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "signalbox-note-"));
  worktree = join(folder, "worktree");
  await mkdir(worktree);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const note = () => readFile(join(worktree, ".signalbox/progress.md"), "utf8");

test("entries follow each other and what the agent added stays", async () => {
  expect(await appendToNote(worktree, "# Run 1\n")).toBeNull();
  await writeFile(join(worktree, ".signalbox/progress.md"), "# Run 1\nmine\n");
  await appendToNote(worktree, "- two\n");
  expect(await note()).toBe("# Run 1\nmine\n- two\n");
});

test("git does not see the note", async () => {
  execFileSync("git", ["init", "-q", worktree]);
  await appendToNote(worktree, "x\n");
  const status = execFileSync("git", ["-C", worktree, "status", "--porcelain"], {
    encoding: "utf8",
  });
  expect(status).toBe("");
});

test("the note stays within its limit and keeps the newest lines", async () => {
  for (let n = 0; n < 12; n++) await appendToNote(worktree, `${`${n} ä`.repeat(1000)}\n`);
  const text = await note();
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(maxNoteBytes);
  expect(text.startsWith("[Signalbox cut older text here.]\n")).toBe(true);
  expect(text.trimEnd().endsWith("11 ä")).toBe(true);
});

test("a link in place of the note is replaced, never written through", async () => {
  const outside = join(folder, "outside");
  for (const makeLink of [symlink, link]) {
    await writeFile(outside, "untouched");
    await rm(join(worktree, ".signalbox"), { recursive: true, force: true });
    await mkdir(join(worktree, ".signalbox"));
    await makeLink(outside, join(worktree, ".signalbox/progress.md"));
    await makeLink(outside, join(worktree, ".signalbox/.gitignore"));
    expect(await appendToNote(worktree, "entry\n")).toBeNull();
    expect(await readFile(outside, "utf8")).toBe("untouched");
    expect(await note()).toContain("entry");
  }
});

test("a link in place of the folder is refused with the reason", async () => {
  await mkdir(join(folder, "elsewhere"));
  await symlink(join(folder, "elsewhere"), join(worktree, ".signalbox"));
  expect(await appendToNote(worktree, "x\n")).toContain("not a folder");
  await expect(readFile(join(folder, "elsewhere/progress.md"))).rejects.toThrow("ENOENT");
});

test("a named pipe in place of the note does not block", async () => {
  await mkdir(join(worktree, ".signalbox"));
  execFileSync("mkfifo", [join(worktree, ".signalbox/progress.md")]);
  expect(await appendToNote(worktree, "x\n")).toBeNull();
  expect(await note()).toBe("x\n");
});
