import { chmod, readFile, readdir, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { startHttpGitServer } from "../testing/http-git-server.ts";
import { createRepository, fingerprint, personGit, writeFiles } from "../testing/repositories.ts";
import { makeTrapPlaces, outsideSecret } from "../testing/trap.ts";
import * as git from "./index.ts";

const branch = "signalbox/remote";

/** A session's worktree, a bare remote, and somebody else's clone of it. */
async function withRemote() {
  const repository = await createRepository({ "a.txt": "a\n", "b.txt": "b\n" });
  const { path, root } = repository;
  const remote = join(root, "remote.git");
  const other = join(root, "other");
  await personGit(root, "init", "-q", "--bare", "-b", "main", remote);
  await personGit(path, "remote", "add", "origin", remote);
  const worktree = join(root, "worktree");
  await git.addWorktree({ repository: path, path: worktree, branch, startPoint: "main" });
  const work = async (name: string, text: string) => {
    await writeFiles(worktree, { [name]: text });
    return (await git.checkpoint(worktree, { subject: `Write ${name}` })).made?.commit ?? "";
  };
  /** Somebody else's commit on the pushed branch. */
  const otherWork = async (name: string, text: string) => {
    await personGit(root, "clone", "-q", "-b", branch, remote, other);
    await writeFiles(other, { [name]: text });
    await personGit(other, "add", "-A");
    const person = ["-c", "user.name=O", "-c", "user.email=o@example.org"];
    await personGit(other, ...person, "commit", "-q", "-m", "Somebody else's");
    await personGit(other, "push", "-q", "origin", branch);
    return personGit(other, "rev-parse", "HEAD");
  };
  const push = { worktree, branch, remote: "origin", force: false };
  const pull = {
    worktree,
    branch,
    baseBranch: "main",
    source: { kind: "remote", remote: "origin" },
    strategy: "ff_only",
    leaveConflicts: false,
    message: "Pull",
    archive: "pull-1",
  } as const;
  return { ...repository, remote, worktree, work, otherWork, push, pull };
}

test("a branch is pushed, and what others pushed is pulled by a fast-forward", async () => {
  const { path, remote, worktree, work, otherWork, push, pull } = await withRemote();
  const head = await work("a.txt", "A\n");
  const config = await readFile(join(path, ".git/config"), "utf8");
  expect(await git.pushBranch(push)).toEqual({ url: remote, address: remote, commit: head });
  expect(await personGit(remote, "rev-parse", branch)).toBe(head);
  const theirs = await otherWork("c.txt", "c\n");
  expect(await git.pullBranch(pull)).toMatchObject({ head: theirs, previousHead: head });
  expect(await readFile(join(worktree, "c.txt"), "utf8")).toBe("c\n");
  expect(await personGit(worktree, "status", "--porcelain")).toBe("");
  expect(await readFile(join(path, ".git/config"), "utf8")).toBe(config);
});

test.each(["rebase", "merge"] as const)(
  "both sides are brought together by a %s",
  async (strategy) => {
    const { path, remote, worktree, work, otherWork, push, pull } = await withRemote();
    await work("a.txt", "A\n");
    await git.pushBranch(push);
    const theirs = await otherWork("c.txt", "c\n");
    const mine = await work("b.txt", "B\n");
    await expect(git.pullBranch(pull)).rejects.toThrow("choose a merge or a rebase");
    await expect(git.pushBranch(push)).rejects.toThrow("failed to push");
    await expect(git.pushBranch({ ...push, force: true })).rejects.toThrow("pull them");
    const { head, archivedRef } = await git.pullBranch({ ...pull, strategy });
    expect(await personGit(worktree, "rev-parse", "HEAD")).toBe(head);
    expect(await personGit(worktree, "merge-base", head, theirs)).toBe(theirs);
    expect(await personGit(worktree, "rev-parse", archivedRef ?? "HEAD^1")).toBe(mine);
    expect(archivedRef === null).toBe(strategy === "merge");
    expect((await git.pushBranch(push)).commit).toBe(head);
    // What was pushed from here may be taken back, also where the branch was rewritten.
    const back = { repository: path, worktree, branch, archive: "back", archives: "back" };
    await git.resetWorktree({ ...back, to: theirs, baseBranch: "main" });
    expect((await git.pushBranch({ ...push, force: true })).commit).toBe(theirs);
    expect(await personGit(remote, "rev-parse", branch)).toBe(theirs);
  },
);

test("conflicts change nothing, or are left with markers for whoever solves them", async () => {
  const { path, worktree, work, pull } = await withRemote();
  const mine = await work("a.txt", "session\n");
  await writeFiles(path, { "a.txt": "base\n" });
  await personGit(path, "commit", "-q", "-a", "-m", "base");
  const before = await fingerprint(worktree);
  const wish = { ...pull, source: { kind: "base" }, strategy: "merge" } as const;
  const refused = await git.pullBranch(wish);
  expect(refused).toMatchObject({ head: mine, archivedRef: null });
  expect(refused.conflicts[0]).toMatchObject({
    path: "a.txt",
    base: { text: "base\n" },
    session: { text: "session\n" },
  });
  expect(await fingerprint(worktree)).toEqual(before);
  const left = await git.pullBranch({ ...wish, leaveConflicts: true });
  expect(left.conflicts).toHaveLength(1);
  expect(await readFile(join(worktree, "a.txt"), "utf8")).toContain("=======");
  expect(await personGit(worktree, "status", "--porcelain")).toBe("");
  const back = { repository: path, worktree, branch, archive: "back", archives: "back" };
  await git.resetWorktree({ ...back, to: left.previousHead, baseBranch: "main" });
  expect(await readFile(join(worktree, "a.txt"), "utf8")).toBe("session\n");
});

test("what a remote of the repository plants is not started, and a URL with a program is refused", async () => {
  const { path, root, worktree, work, push, pull } = await withRemote();
  const evidence = join(root, "evidence");
  await mkdir(evidence);
  const leave = (name: string) => `touch '${join(evidence, name)}'; git-${name}`;
  const settings: [string, string][] = [
    ["remote.origin.receivepack", leave("receive-pack")],
    ["remote.origin.uploadpack", leave("upload-pack")],
    ["core.sshCommand", `touch '${join(evidence, "ssh")}'`],
    ["core.gitProxy", `touch '${join(evidence, "proxy")}'`],
    ["core.askPass", `touch '${join(evidence, "askpass")}'`],
    ["credential.helper", `!touch '${join(evidence, "credential")}'`],
    ["push.gpgSign", "true"],
    ["push.followTags", "true"],
    ["push.recurseSubmodules", "on-demand"],
  ];
  for (const [name, value] of settings) await personGit(path, "config", name, value);
  for (const hook of ["pre-push", "reference-transaction", "post-merge"]) {
    await writeFiles(path, { [`.git/hooks/${hook}`]: `#!/bin/sh\ntouch '${evidence}/${hook}'\n` });
    await chmod(join(path, ".git/hooks", hook), 0o755);
  }
  await work("a.txt", "A\n");
  await git.pushBranch(push);
  await git.pullBranch(pull);
  for (const url of [`ext::touch ${evidence}/ext`, "git://127.0.0.1:9/x", "ssh://127.0.0.1:9/x"]) {
    await git.runGit(["config", "remote.origin.url", url], { cwd: worktree });
    await expect(git.pushBranch(push)).rejects.toThrow(git.GitError);
    await expect(git.pullBranch(pull)).rejects.toThrow(git.GitError);
  }
  await git.runGit(["config", "remote.origin.vcs", "trap"], { cwd: worktree });
  await expect(git.pullBranch(pull)).rejects.toThrow(git.GitError);
  await expect(git.pushBranch({ ...push, remote: "--exec=x" })).rejects.toThrow("no remote");
  expect(await readdir(evidence)).toEqual([]);
});

test("a status tells how the branch stands against the remote's, as it was seen last", async () => {
  const { path, root, worktree, work, otherWork, push, pull } = await withRemote();
  const status = async () => (await git.worktreeStatus(worktree, { baseBranch: "main" })).remote;
  await work("a.txt", "A\n");
  expect(await status()).toBeNull();
  await git.pushBranch(push);
  expect(await status()).toEqual({ name: "origin", ahead: 0, behind: 0 });
  await otherWork("c.txt", "c\n");
  await work("b.txt", "B\n");
  await expect(git.pullBranch(pull)).rejects.toThrow("choose a merge");
  expect(await status()).toEqual({ name: "origin", ahead: 1, behind: 1 });
  // Of several remotes `origin` is the one; of one alone, that one.
  await personGit(root, "init", "-q", "--bare", join(root, "second.git"));
  await personGit(path, "remote", "add", "second", join(root, "second.git"));
  await git.pushBranch({ ...push, remote: "second" });
  expect(await status()).toEqual({ name: "origin", ahead: 1, behind: 1 });
  await personGit(path, "remote", "remove", "origin");
  expect(await status()).toEqual({ name: "second", ahead: 0, behind: 0 });
});

test("the remotes are listed with their URLs, origin first, without passwords and without what is no URL", async () => {
  const { path, worktree, remote } = await withRemote();
  const add = (name: string, url: string) => personGit(path, "remote", "add", name, url);
  await add("a-fork", "https://me:hunter2@github.com/me/n.git");
  await add("trap", "ext::touch x");
  await personGit(path, "config", "remote.no-url.fetch", "+refs/heads/*:refs/remotes/x/*");
  await personGit(path, "config", "remote.split.url", "https://github.com/o/n.git");
  await personGit(path, "config", "remote.split.pushurl", remote);
  expect(await git.listRemotes(worktree)).toEqual([
    { name: "origin", url: remote, address: remote },
    {
      name: "a-fork",
      url: "https://github.com/me/n.git",
      address: "https://github.com/me/n.git",
    },
    { name: "split", url: remote, address: "https://github.com/o/n.git" },
  ]);
});

test("a folder of this computer as a remote starts nothing that is planted in it", async () => {
  const { path, root, remote, work, push, pull } = await withRemote();
  const evidence = join(root, "evidence");
  await mkdir(evidence);
  const hooks = [
    "pre-receive",
    "update",
    "post-receive",
    "post-update",
    "proc-receive",
    "reference-transaction",
    "push-to-checkout",
  ];
  // One with a checkout of the very branch, which a push would write to.
  const checkout = join(root, "checkout");
  await personGit(root, "init", "-q", "-b", branch, checkout);
  for (const hooksFolder of [join(remote, "hooks"), join(checkout, ".git", "hooks")]) {
    for (const hook of hooks) {
      await writeFiles(hooksFolder, { [hook]: `#!/bin/sh\ntouch '${evidence}/${hook}'\n` });
      await chmod(join(hooksFolder, hook), 0o755);
    }
  }
  for (const place of [remote, checkout]) {
    for (const [name, value] of Object.entries({
      "receive.denyCurrentBranch": "updateInstead",
      "core.alternateRefsCommand": `touch '${evidence}/alternate'`,
      "core.fsmonitor": `touch '${evidence}/fsmonitor'`,
      "filter.trap.smudge": `touch '${evidence}/smudge'`,
      "uploadpack.packObjectsHook": `touch '${evidence}/pack-objects'`,
      "hook.trap.command": `touch '${evidence}/config-hook'`,
      "hook.trap.event": "pre-receive",
    })) {
      await personGit(place, "config", name, value);
    }
  }
  for (const url of [remote, `file://${remote}`, "../remote.git", "../remote"]) {
    await personGit(path, "remote", "set-url", "origin", url);
    const commit = await work("a.txt", url);
    expect((await git.pushBranch(push)).commit).toBe(commit);
    expect(await personGit(remote, "rev-parse", branch)).toBe(commit);
    await git.pullBranch(pull);
  }
  await personGit(path, "remote", "set-url", "origin", checkout);
  await expect(git.pushBranch(push)).rejects.toThrow(git.GitError);
  // A folder as the second of two URLs is none that was looked at.
  await personGit(path, "remote", "set-url", "origin", "ssh://127.0.0.1:9/x");
  await personGit(path, "remote", "set-url", "--add", "origin", remote);
  await work("a.txt", "two URLs");
  await expect(git.pushBranch(push)).rejects.toThrow(git.GitError);
  expect(await readdir(evidence)).toEqual([]);
});

test("a login is asked of the person's own helpers only, not of the repository's", async () => {
  const { path, root, work, push, pull } = await withRemote();
  const server = await startHttpGitServer({ root, username: "me", password: "hunter2" });
  onTestFinished(() => server.close());
  const evidence = join(root, "evidence");
  await mkdir(evidence);
  await personGit(path, "remote", "set-url", "origin", `${server.url}/remote.git`);
  await personGit(join(root, "remote.git"), "config", "http.receivepack", "true");
  const leave = (name: string) => `!touch '${join(evidence, name)}'; cat >/dev/null`;
  for (const [name, value] of Object.entries({
    "credential.helper": leave("helper"),
    [`credential.${server.url}.helper`]: leave("url-helper"),
    "core.askPass": `touch '${join(evidence, "askpass")}'`,
    "http.cookieFile": join(root, "cookies"),
    "http.saveCookies": "true",
    [`http.${server.url}.cookieFile`]: join(root, "cookies"),
    [`http.${server.url}.saveCookies`]: "true",
  })) {
    await personGit(path, "config", name, value);
  }
  await work("a.txt", "A\n");
  await expect(git.pushBranch(push)).rejects.toThrow(git.GitError);
  const own = join(root, "own-config");
  const helper = "!f() { cat >/dev/null; echo username=me; echo password=hunter2; }; f";
  await personGit(root, "config", "--file", own, "credential.helper", helper);
  vi.stubEnv("GIT_CONFIG_GLOBAL", own);
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });
  await git.pushBranch(push);
  await git.pullBranch(pull);
  expect(await readdir(evidence)).toEqual([]);
  expect(await readdir(root)).not.toContain("cookies");
});

test("git quotes no file that the repository names as a list of objects", async () => {
  const { path, root, remote, worktree, work, otherWork, push, pull } = await withRemote();
  const places = await makeTrapPlaces(root);
  const list = join(places.outside, "secret.txt");
  for (const place of [path, remote]) {
    for (const name of ["fetch", "receive", "transfer"]) {
      await personGit(place, "config", `${name}.fsckObjects`, "true");
      await personGit(place, "config", `${name}.fsck.skipList`, list);
    }
  }
  await work("a.txt", "A\n");
  await git.pushBranch(push);
  await personGit(remote, "config", "receive.fsckObjects", "false");
  await otherWork("c.txt", "c\n");
  // Plain git does.
  const fetched = personGit(worktree, "fetch", "origin", `+${branch}:refs/x/y`);
  await expect(fetched).rejects.toThrow(outsideSecret);
  await git.pullBranch(pull);
});

test("ssh is started as the person's own configuration says, not as the repository's", async () => {
  const { path, root, work, push } = await withRemote();
  const evidence = join(root, "evidence");
  await mkdir(evidence);
  const own = join(root, "own-config");
  const leave = (name: string) => `touch '${join(evidence, name)}'; false`;
  await personGit(root, "config", "--file", own, "core.sshCommand", leave("own"));
  await personGit(path, "config", "core.sshCommand", leave("planted"));
  await personGit(path, "remote", "set-url", "origin", "ssh://127.0.0.1:9/x");
  vi.stubEnv("GIT_CONFIG_GLOBAL", own);
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });
  await work("a.txt", "A\n");
  await expect(git.pushBranch(push)).rejects.toThrow(git.GitError);
  expect(await readdir(evidence)).toEqual(["own"]);
});

test("what git says of a remote carries no password", async () => {
  const { path, worktree, work, push } = await withRemote();
  await work("a.txt", "A\n");
  await personGit(path, "remote", "set-url", "origin", "https://me:hunter2@127.0.0.1:9/x.git");
  const failure = await git.pushBranch({ ...push, worktree }).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(git.GitError);
  expect(JSON.stringify(failure) + String(failure)).not.toContain("hunter2");
});
