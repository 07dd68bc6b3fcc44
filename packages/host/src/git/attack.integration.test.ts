import { chmod, mkdir, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createRepository, personGit, writeFiles } from "../testing/repositories.ts";
import * as git from "./index.ts";

/** Every hook that git knows; each planted one leaves a file. */
const hooks = [
  "applypatch-msg pre-applypatch post-applypatch pre-commit pre-merge-commit prepare-commit-msg commit-msg post-commit",
  "pre-rebase post-checkout post-merge pre-push pre-receive update proc-receive post-receive post-update",
  "reference-transaction push-to-checkout pre-auto-gc post-rewrite sendemail-validate fsmonitor-watchman post-index-change",
]
  .join(" ")
  .split(" ");

/** A repository in which everything that can name a program names one that leaves a file in `evidence`. */
async function createTrap() {
  const { root, path } = await createRepository({
    "a.txt": "one\n",
    "b.bin": "\0\u0001\0",
    "c=d.txt": "one\n",
  });
  const evidence = join(root, "evidence");
  await mkdir(evidence);
  const leave = (name: string) => `sh -c 'echo ${name} >> "${join(evidence, name)}"; cat'`;
  const settings: [string, string][] = [
    ["core.fsmonitor", leave("fsmonitor")],
    ["core.pager", leave("pager")],
    ["core.editor", leave("editor")],
    ["core.askPass", leave("askpass")],
    ["core.sshCommand", leave("ssh")],
    ["core.gitProxy", leave("proxy")],
    ["core.alternateRefsCommand", leave("alternate-refs")],
    ["sequence.editor", leave("sequence-editor")],
    ["pager.diff", leave("pager-diff")],
    ["pager.status", leave("pager-status")],
    ["diff.external", leave("external-diff")],
    ["diff.trap.command", leave("diff-command")],
    ["diff.trap.textconv", leave("textconv")],
    ["diff.trap.binary", "true"],
    ["filter.trap.clean", leave("clean")],
    ["filter.trap.smudge", leave("smudge")],
    ["filter.trap.required", "true"],
    ["filter.a=b.c.clean", leave("clean-odd-name")],
    ["filter.a=b.c.smudge", leave("smudge-odd-name")],
    ["filter.process-trap.process", leave("filter-process")],
    ["merge.trap.driver", leave("merge-driver")],
    ["credential.helper", `!${leave("credential")}`],
    ["credential.https://127.0.0.1.helper", `!${leave("credential-url")}`],
    ["gpg.program", leave("gpg")],
    ["gpg.ssh.program", leave("gpg-ssh")],
    ["commit.gpgSign", "true"],
    ["log.showSignature", "true"],
    ["interactive.diffFilter", leave("diff-filter")],
    ["hook.trap.command", leave("config-hook")],
    ["hook.trap.event", "pre-commit"],
    ["alias.diff", `!${leave("alias")}`],
    ["diff.submodule", "log"],
    ["status.submoduleSummary", "true"],
    ["submodule.recurse", "true"],
    ["submodule.inner.update", `!${leave("submodule-update")}`],
    ["core.hooksPath", join(path, ".git", "hooks")],
    ["include.path", join(root, "included")],
  ];
  const included = [`[filter "inc"] clean = "${leave("included-clean").replaceAll('"', '\\"')}"`];
  await writeFiles(root, { included: `${included.join("\n")}\n` });
  for (const [name, value] of settings) {
    await personGit(path, "config", name, value);
  }
  for (const hook of hooks) {
    const file = join(path, ".git", "hooks", hook);
    await writeFile(file, `#!/bin/sh\necho ${hook} >> "${join(evidence, `hook-${hook}`)}"\n`);
    await chmod(file, 0o755);
  }
  await mkdir(join(path, ".git", "info"), { recursive: true });
  await writeFile(
    join(path, ".git", "info", "attributes"),
    "*.info filter=trap diff=trap merge=trap\n",
  );
  return { root, path, evidence, leave };
}

const attributes = [
  "*.txt filter=trap diff=trap merge=trap",
  "*.bin filter=process-trap diff=trap",
  "*.odd filter=a=b.c diff=trap",
  "*.included filter=inc",
].join("\n");

/** An embedded repository with traps of its own: git looks into it for its state. */
async function plantEmbedded(worktree: string, leave: (name: string) => string) {
  const inner = join(worktree, "inner");
  await writeFiles(worktree, {
    ".gitmodules": '[submodule "inner"]\n\tpath = inner\n\turl = ./inner\n\tignore = none\n',
  });
  await writeFiles(inner, { "x.txt": "x\n", ".gitattributes": "*.txt filter=deep diff=deep\n" });
  await personGit(inner, "init", "-q");
  await personGit(inner, "add", "x.txt");
  await personGit(
    inner,
    "-c",
    "user.name=a",
    "-c",
    "user.email=a@b",
    "commit",
    "-q",
    "-m",
    "inner",
  );
  await personGit(inner, "config", "filter.deep.clean", leave("deep-clean"));
  await personGit(inner, "config", "filter.deep.process", leave("deep-process"));
  await personGit(inner, "config", "diff.deep.textconv", leave("deep-textconv"));
  await personGit(inner, "config", "core.fsmonitor", leave("deep-fsmonitor"));
  await writeFiles(inner, { "x.txt": "y\n" });
}

/** Every call of the workbench, in an order in which each has something to do. */
async function workWith(trap: {
  path: string;
  worktree: string;
  branch: string;
  base: string;
  again: string;
}) {
  const { path, worktree, branch, base, again } = trap;
  const at = { repository: path, worktree, branch };
  await git.assertWorktreeOf(worktree, path);
  await git.listCommits(worktree, { baseBranch: "main", scope: "all", limit: 9 });
  await git.describeBranches(path, { base: "main", session: branch, remotes: true, limit: 9 });
  await git.worktreeDiff(worktree, { baseCommit: base, toCommit: again, ignoreWhitespace: true });
  await git.rewind(worktree, { to: base, archives: "w-" });
  await git.rewind(worktree, { to: again, archives: "w-" });
  await writeFiles(worktree, { "a.txt": "mine\n", "new.odd": "mine\n", "more.txt": "m\n" });
  await git.commitFiles(worktree, { message: "part", paths: ["a.txt", "more.txt"] });
  await git.discardChanges({ ...at, archive: "w-1", what: { paths: ["new.odd"] } });
  await git.takeFiles({ ...at, archive: "w-2", from: "main", paths: ["a.txt"] });
  const to = { baseBranch: "main", archives: "w-", archive: "w-3", to: again };
  await git.resetWorktree({ ...at, ...to });
  // The base goes on, so that there is something to merge with the drivers of the trap.
  const landing = { ...at, into: "landing", message: "land", resolutions: [], archive: "w-4" };
  await git.runGit(["update-ref", "refs/heads/landing", base], { cwd: path });
  expect((await git.land({ ...landing, strategy: "squash" })).landed).not.toBeNull();
  await writeFiles(worktree, { "a.txt": "again and again\n" });
  await git.commitFiles(worktree, { message: "once more" });
  for (const strategy of ["rebase", "fast_forward", "merge"] as const) {
    await git.planLand({ ...landing, strategy });
  }
  expect((await git.land({ ...landing, strategy: "merge" })).landed).not.toBeNull();
}

test("nothing that a repository plants in its configuration, attributes or hooks is started", async () => {
  const { root, path, evidence, leave } = await createTrap();
  const worktree = join(root, "worktree");
  const branch = "signalbox/trap";

  await git.inspectRepository(path);
  await git.listBranches(path);
  const { commit } = await git.addWorktree({
    repository: path,
    path: worktree,
    branch,
    startPoint: "main",
  });
  await writeFiles(worktree, {
    ".gitattributes": attributes,
    "a.txt": "changed\n",
    "b.bin": "\0changed",
    "new.odd": "new\n",
    "new.info": "new\n",
    "new.included": "new\n",
    "new.txt": "new\n",
  });
  await plantEmbedded(worktree, leave);
  await git.treeId(worktree);
  await git.worktreeStatus(worktree, { baseBranch: "main" });
  await git.worktreeDiff(worktree, { baseCommit: commit });
  await git.worktreeDiff(worktree, { baseCommit: commit, path: "a.txt" });
  await git.unlandedWork({ repository: path, worktree, branch, baseBranch: "main" });
  await git.archiveWork({ repository: path, worktree, branch, ref: "trap" });
  const made = await git.checkpoint(worktree, { subject: "trap" });
  expect(made).not.toBeNull();
  // Content that is committed now, and an embedded repository that the index knows.
  await writeFiles(worktree, { "a.txt": "again\n", "inner/x.txt": "z\n" });
  await git.worktreeStatus(worktree, { baseBranch: "main" });
  await git.worktreeDiff(worktree, { baseCommit: commit });
  const again = (await git.checkpoint(worktree, { subject: "again" })).made?.commit ?? "";
  await workWith({ path, worktree, branch, base: commit, again });
  await git.diffStat(worktree, commit, "HEAD");
  await git.resolveCommit(worktree, branch);
  await git.branchExists(worktree, branch);
  for (const args of [
    ["diff", "HEAD~1"],
    ["show"],
    ["log", "-p"],
    ["status"],
    ["stash", "list"],
    ["format-patch", "--stdout", "HEAD~1"],
    ["blame", "a.txt"],
    ["grep", "-n", "again"],
  ]) {
    await git.runGit(args, { cwd: worktree });
  }
  await git.removeWorktree({ repository: path, path: worktree, force: true });
  await git.reattachWorktree({ repository: path, path: worktree, branch });
  await git.removeWorktree({ repository: path, path: worktree, force: true });
  await git.deleteBranch(path, branch);

  expect(await readdir(evidence)).toEqual([]);
});

test("a link out of the worktree is never followed, and names of any kind are only names", async () => {
  const { root, path } = await createRepository({ "link/a.txt": "mine\n" });
  const outside = join(root, "outside");
  await writeFiles(outside, { "a.txt": "SECRET\n" });
  const worktree = join(root, "worktree");
  const branch = "signalbox/link";
  await git.addWorktree({ repository: path, path: worktree, branch, startPoint: "main" });
  const base = (await git.resolveCommit(worktree, "HEAD")) ?? "";
  const odd = "a\n\u001b[31m\u0007 -x $(touch y) 'q' \"q\".txt";
  await rm(join(worktree, "link"), { recursive: true });
  await symlink(outside, join(worktree, "link"));
  await writeFiles(worktree, { [odd]: "odd\n" });
  const at = { repository: path, worktree, branch };
  const told = [await git.worktreeDiff(worktree, { baseCommit: base })];
  const first = await git.commitFiles(worktree, { message: "odd", paths: [odd] });
  expect(first.filesChanged).toBe(1);
  await git.takeFiles({ ...at, archive: "l-1", from: "main", paths: ["link"] });
  await git.rewind(worktree, { to: base, archives: "l-" });
  await symlink(outside, join(worktree, "other"));
  const { made } = await git.checkpoint(worktree, { subject: "a link" });
  await rm(join(worktree, "link"), { recursive: true });
  await symlink(outside, join(worktree, "link"));
  const { safeguard } = await git.rewind(worktree, { to: base, archives: "l-" });
  for (const toCommit of [made?.commit, safeguard, first.commit]) {
    told.push(await git.worktreeDiff(worktree, { baseCommit: base, toCommit: toCommit ?? "" }));
  }
  await git.rewind(worktree, { to: safeguard ?? "", archives: "l-" });
  await git.discardChanges({ ...at, archive: "l-2", what: { paths: ["x"] } }).catch(() => null);
  const landing = { ...at, into: "main", message: "land", resolutions: [], archive: "l-3" };
  expect((await git.land({ ...landing, strategy: "squash" })).landed).not.toBeNull();
  expect(JSON.stringify(told)).not.toContain("SECRET");
  expect(told.at(-1)?.files.map((file) => file.path)).toEqual([odd]);
  expect(await readdir(outside)).toEqual(["a.txt"]);
  expect(await readFile(join(outside, "a.txt"), "utf8")).toBe("SECRET\n");
  expect(await personGit(path, "grep", "-c", "SECRET", "main").catch(() => "none")).toBe("none");
});

test("a planted replacement does not hide what a commit holds", async () => {
  const { root, path, head } = await createRepository();
  const worktree = join(root, "worktree");
  const branch = "signalbox/replace";
  await git.addWorktree({ repository: path, path: worktree, branch, startPoint: "main" });
  await writeFiles(worktree, { "evil.txt": "evil\n" });
  const { made } = await git.checkpoint(worktree, { subject: "evil" });
  await personGit(worktree, "replace", made?.commit ?? "", head);
  const diff = await git.worktreeDiff(worktree, { baseCommit: head, toCommit: made?.commit });
  expect(diff.files.map((file) => file.path)).toEqual(["evil.txt"]);
});

test("the trap works: plain git starts what is planted", async () => {
  const { path, evidence } = await createTrap();
  await writeFiles(path, { ".gitattributes": attributes, "a.txt": "changed\n" });
  await personGit(path, "add", "-A").catch(() => undefined);
  const left = await readdir(evidence);
  expect(left).toContain("fsmonitor");
  expect(left).toContain("clean");
});
