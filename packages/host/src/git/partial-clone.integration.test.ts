import { mkdir, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { startHttpGitServer } from "../testing/http-git-server.ts";
import { createRepository, personGit, writeFiles } from "../testing/repositories.ts";
import * as git from "./index.ts";

const branch = "signalbox/partial";

/** A partial clone, with a session in it, of a repository with an `old` branch whose files were never fetched. */
async function withPartialClone() {
  const { root, path: source } = await createRepository({ "a.txt": "old\n" });
  await personGit(source, "branch", "old");
  await personGit(source, "config", "uploadpack.allowFilter", "true");
  await personGit(source, "config", "uploadpack.allowAnySHA1InWant", "true");
  await writeFiles(source, { "a.txt": "new\n" });
  await personGit(source, "commit", "-q", "-a", "-m", "second");
  const server = await startHttpGitServer({ root });
  onTestFinished(() => server.close());
  const path = join(root, "clone");
  const url = `${server.url}/repository/.git`;
  await personGit(source, "config", "http.receivepack", "true");
  await personGit(root, "clone", "-q", "--filter=blob:none", url, path);
  const worktree = join(root, "worktree");
  await git.addWorktree({ repository: path, path: worktree, branch, startPoint: "main" });
  const evidence = join(root, "evidence");
  await mkdir(evidence);
  const plant = async (settings: Record<string, string>) => {
    for (const [name, value] of Object.entries(settings)) {
      await personGit(path, "config", name, value);
    }
  };
  return { root, source, path, worktree, evidence, plant, server };
}

test("a session of a branch whose files were never fetched gets them, by nothing that is planted", async () => {
  const { root, source, path, evidence, plant, server } = await withPartialClone();
  const before = server.authorizations.length;
  const leave = (name: string) => `touch '${join(evidence, name)}'; git-${name}`;
  await plant({
    "remote.origin.uploadpack": leave("upload-pack"),
    "core.sshCommand": leave("ssh"),
    "core.fsmonitor": leave("fsmonitor"),
  });
  const old = join(root, "old");
  await git.addWorktree({
    repository: path,
    path: old,
    branch: "signalbox/old",
    startPoint: "origin/old",
  });
  expect(server.authorizations.length).toBeGreaterThan(before);
  expect(await readFile(join(old, "a.txt"), "utf8")).toBe("old\n");
  expect(await readdir(evidence)).toEqual([]);
  // One that would have to go by a program is not made.
  await personGit(path, "update-ref", "refs/heads/none", await emptyHistory(path));
  const wish = { repository: path, path: join(root, "none"), branch: "signalbox/none" };
  for (const url of [`ext::touch ${join(evidence, "ext")}`, source, `file://${source}`]) {
    await plant({ "remote.origin.url": url });
    const failure = git.addWorktree({ ...wish, startPoint: "none" });
    await expect(failure).rejects.toThrow("partial clone");
  }
  expect(await readdir(evidence)).toEqual([]);
  expect(await git.branchExists(path, "signalbox/none")).toBe(false);
});

/** A commit with a file that is nowhere: it stands for one that was never fetched. */
async function emptyHistory(path: string): Promise<string> {
  const tree = await personGit(path, "rev-parse", "HEAD^{tree}");
  const listing = await personGit(path, "ls-tree", tree);
  const missing = listing.replace(/blob [0-9a-f]{40}/, `blob ${"12".repeat(20)}`);
  const made = await git.runGit(["mktree", "--missing"], { cwd: path, input: `${missing}\n` });
  const person = ["-c", "user.name=P", "-c", "user.email=p@example.org"];
  return personGit(path, ...person, "commit-tree", made.stdout.trim(), "-m", "missing");
}

test("what reads and merges fetches nothing by itself, and says clearly what is missing", async () => {
  const { path, worktree, evidence, plant } = await withPartialClone();
  const base = await personGit(path, "rev-parse", "origin/old");
  const leave = (name: string) => `touch '${join(evidence, name)}'`;
  for (const url of [
    await personGit(path, "config", "remote.origin.url"),
    `ext::touch ${join(evidence, "ext")}`,
    "ssh://127.0.0.1:9/x",
    "https://127.0.0.1:9/x",
  ]) {
    await plant({
      "remote.origin.url": url,
      "remote.origin.uploadpack": leave("upload-pack"),
      "core.sshCommand": leave("ssh"),
      "protocol.ext.allow": "always",
      "credential.helper": `!${leave("credential")}`,
    });
    const failure = await git
      .worktreeDiff(worktree, { baseCommit: base })
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(git.MissingObjectError);
    expect(String(failure)).toContain("the repository is a partial clone");
    expect((await git.worktreeStatus(worktree, { baseBranch: "main" })).clean).toBe(true);
  }
  expect(await readdir(evidence)).toEqual([]);
});

test("a pull into a partial clone brings the files with it", async () => {
  const { root, source, path, worktree } = await withPartialClone();
  const other = join(root, "other");
  await personGit(root, "clone", "-q", source, other);
  await personGit(other, "checkout", "-q", "-b", branch);
  await writeFiles(other, { "a.txt": "theirs\n" });
  const person = ["-c", "user.name=O", "-c", "user.email=o@example.org"];
  await personGit(other, ...person, "commit", "-q", "-a", "-m", "theirs");
  await personGit(other, "push", "-q", "origin", branch);
  await git.pullBranch({
    worktree,
    branch,
    baseBranch: "main",
    source: { kind: "remote", remote: "origin" },
    strategy: "ff_only",
    leaveConflicts: false,
    message: "Pull",
    archive: "p",
  });
  expect(await readFile(join(worktree, "a.txt"), "utf8")).toBe("theirs\n");
  await writeFiles(worktree, { "b.txt": "b\n" });
  await git.checkpoint(worktree, { subject: "Mine" });
  const pushed = await git.pushBranch({ worktree, branch, remote: "origin", force: false });
  expect(await personGit(source, "rev-parse", branch)).toBe(pushed.commit);
  expect(await personGit(path, "config", "remote.origin.promisor")).toBe("true");
});
