import { chown, cp, mkdir, readFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { personGit, startHttpGitServer } from "@signalbox/host/testing";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createTestApi, type TestApi } from "../testing/create-test-api.ts";
import { makeRepository, refsOf } from "../testing/repositories.ts";

let api: TestApi;

beforeEach(async () => {
  api = await createTestApi();
});

afterEach(() => api.close());

const git = personGit;

async function commit(cwd: string, subject: string): Promise<string> {
  await git(cwd, "add", "-A");
  const identity = ["-c", "user.name=Test", "-c", "user.email=test@example.invalid"];
  await git(cwd, ...identity, "commit", "--quiet", "-m", subject);
  return git(cwd, "rev-parse", "HEAD");
}

const add = async (folder: string) =>
  (await api.client.repositories.add.mutate({ path: folder })).id;

/** A whole session: made, worked in, committed, landed, deleted, restored. */
async function workIn(folder: string) {
  const repositoryId = await add(folder);
  const session = await api.client.sessions.create.mutate({ repositoryId, name: "Work" });
  const { id: sessionId, worktreePath } = session;
  await writeFile(path.join(worktreePath, "new.txt"), "new\n");
  const { diff, status, commit: save, land, discard } = api.client.git;
  expect((await diff.query({ sessionId })).files.map((file) => file.path)).toEqual(["new.txt"]);
  await save.mutate({ sessionId, message: "new" });
  await writeFile(path.join(worktreePath, "new.txt"), "thrown away\n");
  await discard.mutate({ sessionId, paths: ["new.txt"] });
  expect(await readFile(path.join(worktreePath, "new.txt"), "utf8")).toBe("new\n");
  const landed = await land.mutate({ sessionId, strategy: "squash" });
  expect(landed.landed).toMatchObject({ sessionStays: null });
  expect((await status.query({ sessionId })).ahead).toBe(0);
  await writeFile(path.join(worktreePath, "left.txt"), "left\n");
  const { archivedRef } = await api.client.sessions.delete.mutate({
    id: sessionId,
    discardWork: true,
  });
  const restored = await api.client.archives.restore.mutate({
    repositoryId,
    ref: archivedRef ?? "",
  });
  expect(await readFile(path.join(restored.worktreePath, "left.txt"), "utf8")).toBe("left\n");
  expect(await api.client.sessions.recover.mutate({ id: restored.id })).toMatchObject({
    notes: [],
  });
  await api.client.sessions.delete.mutate({ id: restored.id, discardWork: true });
  return { session, landed: landed.landed?.commit ?? "" };
}

test("a bare repository: sessions are made, landed and restored in it", async () => {
  const source = await makeRepository(api.scratch);
  const bare = path.join(api.scratch, "bare.git");
  await git(api.scratch, "clone", "--quiet", "--bare", source, bare);
  const { landed } = await workIn(bare);
  expect(await git(bare, "rev-parse", "main")).toBe(landed);
});

test("a shallow repository", async () => {
  const source = await makeRepository(api.scratch);
  await writeFile(path.join(source, "second"), "2");
  await commit(source, "second");
  const shallow = path.join(api.scratch, "shallow");
  await git(api.scratch, "clone", "--quiet", "--depth=1", `file://${source}`, shallow);
  expect(await git(shallow, "rev-parse", "--is-shallow-repository")).toBe("true");
  await workIn(shallow);
});

test("a partial clone fetches what a worktree needs", async () => {
  const source = await makeRepository(api.scratch);
  await git(source, "config", "uploadpack.allowFilter", "true");
  await git(source, "checkout", "--quiet", "-b", "other");
  await writeFile(path.join(source, "other.txt"), "only on the other branch\n");
  await commit(source, "other");
  await git(source, "checkout", "--quiet", "main");
  const partial = path.join(api.scratch, "partial");
  const server = await startHttpGitServer({ root: api.scratch });
  try {
    const url = `${server.url}/${path.basename(source)}/.git`;
    await git(api.scratch, "clone", "--quiet", "--filter=blob:none", url, partial);
    const repositoryId = await add(partial);
    const create = (baseBranch: string) =>
      api.client.sessions.create.mutate({ repositoryId, baseBranch });
    const { worktreePath } = await create("origin/other");
    expect(await readFile(path.join(worktreePath, "other.txt"), "utf8")).toContain("only on");
  } finally {
    await server.close();
  }
});

test("a repository that is itself a linked worktree, on a detached head", async () => {
  const main = await makeRepository(api.scratch);
  const linked = path.join(api.scratch, "linked");
  await git(main, "worktree", "add", "--quiet", "--detach", linked);
  const { landed } = await workIn(linked);
  expect(await git(main, "rev-parse", "main")).toBe(landed);
  expect(await git(linked, "status", "--porcelain")).toBe("");
});

test("a path with spaces, unicode and a line end", async () => {
  const { landed } = await workIn(await makeRepository(api.scratch, "ä \u{1f680}\n (repo) 'x'"));
  expect(landed).not.toBe("");
});

test("a repository of SHA-256 objects", async () => {
  const folder = path.join(api.scratch, "sha256");
  await mkdir(folder);
  await git(folder, "init", "--quiet", "-b", "main", "--object-format=sha256");
  await writeFile(path.join(folder, "README.md"), "# long ids\n");
  expect(await commit(folder, "first")).toHaveLength(64);
  await workIn(folder);
});

test("submodules are said, with the command that fills them", async () => {
  const inner = await makeRepository(api.scratch, "inner");
  const outer = await makeRepository(api.scratch, "outer");
  const allowed = ["-c", "protocol.file.allow=always"];
  await git(outer, ...allowed, "submodule", "--quiet", "add", inner, "inner");
  await commit(outer, "with a submodule");
  const repositoryId = await add(outer);
  const { notes, id, worktreePath } = await api.client.sessions.create.mutate({ repositoryId });
  expect(notes).toEqual([expect.stringContaining("git submodule update --init --recursive")]);
  expect(await readdir(path.join(worktreePath, "inner"))).toEqual([]);
  expect(await api.client.git.status.query({ sessionId: id })).toMatchObject({ clean: true });
  await api.client.repositories.update.mutate({
    id: repositoryId,
    setup: { command: "git submodule update --init", copyFiles: [] },
  });
  const second = await api.client.sessions.create.mutate({ repositoryId });
  expect(second.notes).toEqual([]);
});

test("a sparse checkout stays sparse in its sessions", async () => {
  const folder = await makeRepository(api.scratch);
  for (const name of ["in", "out"]) {
    await mkdir(path.join(folder, name));
    await writeFile(path.join(folder, name, "file"), name);
  }
  await commit(folder, "two folders");
  await git(folder, "sparse-checkout", "set", "in");
  const { session } = await workIn(folder);
  expect(session.notes).toEqual([]);
  expect(await readdir(folder)).not.toContain("out");
  const again = await api.client.sessions.create.mutate({ repositoryId: session.repositoryId });
  expect((await readdir(again.worktreePath)).toSorted()).toEqual([
    ".git",
    "README.md",
    "in",
    "new.txt",
  ]);
});

test("an empty repository, and one that belongs to somebody else, are refused in words", async () => {
  const empty = path.join(api.scratch, "empty");
  await mkdir(empty);
  await git(empty, "init", "--quiet");
  const refused = await api.mutate("repositories.add", { path: empty });
  expect(refused.body.error.data.domain.code).toBe("REPOSITORY_HAS_NO_COMMITS");
  if (process.getuid?.() !== 0) return;
  const foreign = await makeRepository(api.scratch, "foreign");
  await chown(foreign, 12_345, 12_345);
  await chown(path.join(foreign, ".git"), 12_345, 12_345);
  const { body } = await api.mutate("repositories.add", { path: foreign });
  expect(body.error.data.domain.code).toBe("GIT_FAILED");
  expect(body.error.message).toContain("safe.directory");
});

test("a session can begin at a tag, a branch of a remote or a commit, and is landed by naming a branch", async () => {
  const source = await makeRepository(api.scratch);
  const first = await git(source, "rev-parse", "HEAD");
  await git(source, "tag", "v1");
  await writeFile(path.join(source, "second"), "2");
  const second = await commit(source, "second");
  const clone = path.join(api.scratch, "clone");
  await git(api.scratch, "clone", "--quiet", source, clone);
  await git(clone, "checkout", "--quiet", "--detach");
  await git(clone, "branch", "--quiet", "-m", "main", "local");
  const repositoryId = await add(clone);
  const create = (baseBranch: string) =>
    api.client.sessions.create.mutate({ repositoryId, baseBranch });
  expect(await create("v1")).toMatchObject({ baseBranch: "v1", baseCommit: first });
  expect(await create("origin/main")).toMatchObject({ baseCommit: second });
  expect(await create(first.slice(0, 12))).toMatchObject({ baseBranch: first, baseCommit: first });
  const session = await create(first);
  expect(await readdir(session.worktreePath)).not.toContain("second");
  const sessionId = session.id;
  await writeFile(path.join(session.worktreePath, "new"), "new");
  await api.client.git.commit.mutate({ sessionId, message: "new" });
  expect(await api.client.git.status.query({ sessionId })).toMatchObject({ ahead: 1, behind: 0 });
  const plan = await api.client.git.land.mutate({ sessionId, dryRun: true });
  expect(plan.blockers).toMatchObject([{ kind: "not_a_local_branch" }]);
  const { landed } = await api.client.git.land.mutate({ sessionId, into: "local" });
  expect(await git(clone, "rev-parse", "local")).toBe(landed?.commit);
  for (const wrong of ["v2", "f".repeat(40), `${first}:README.md`, "HEAD~1"]) {
    const { body } = await api.mutate("sessions.create", { repositoryId, baseBranch: wrong });
    expect(body.error.data.domain.code).toBe("BRANCH_NOT_FOUND");
  }
});

test("the head is kept as its commit, and a branch by its short name", async () => {
  const folder = await makeRepository(api.scratch);
  const repositoryId = await add(folder);
  const baseOf = async (baseBranch: string) =>
    (await api.client.sessions.create.mutate({ repositoryId, baseBranch, agent: "demo" }))
      .baseBranch;
  expect(await baseOf("HEAD")).toBe(await git(folder, "rev-parse", "HEAD"));
  expect(await baseOf("refs/heads/main")).toBe("main");
});

test("a branch where the folder of the sessions' branches must be is gone around", async () => {
  const folder = await makeRepository(api.scratch);
  await git(folder, "branch", "signalbox");
  const { session } = await workIn(folder);
  expect(session.branch).toBe("signalbox-2/work");
  await git(folder, "branch", "-D", "signalbox");
  await git(folder, "branch", "signalbox/work/below");
  const repositoryId = session.repositoryId;
  const next = await api.client.sessions.create.mutate({ repositoryId, name: "Work" });
  expect(next.branch).toBe("signalbox/work-2");
});

test("when the repository's folder is gone its sessions can be read, and told what to do; back again, all goes on", async () => {
  const folder = await makeRepository(api.scratch);
  const repositoryId = await add(folder);
  const { id, worktreePath } = await api.client.sessions.create.mutate({
    repositoryId,
    name: "Here",
  });
  await writeFile(path.join(worktreePath, "work.txt"), "work\n");
  await rename(folder, `${folder} elsewhere`);
  expect(await api.client.sessions.get.query({ id })).toMatchObject({ name: "Here" });
  expect((await api.client.sessions.list.query({})).items).toHaveLength(1);
  expect(await api.client.runs.list.query({ sessionId: id })).toMatchObject({ items: [] });
  for (const [procedure, input] of [
    ["sessions.create", { repositoryId }],
    ["sessions.recover", { id }],
    ["sessions.delete", { id, discardWork: true }],
    ["runs.start", { sessionId: id, prompt: "x" }],
    ["archives.restore", { repositoryId, ref: "refs/signalbox/archive/x" }],
  ] as const) {
    const { body } = await api.mutate(procedure, input);
    expect(body.error.data.domain.code).toBe("REPOSITORY_PATH_MISSING");
    expect(body.error.data.domain.help.length).toBeGreaterThan(0);
  }
  expect(await readFile(path.join(worktreePath, "work.txt"), "utf8")).toBe("work\n");
  await rename(`${folder} elsewhere`, folder);
  expect(await api.client.git.status.query({ sessionId: id })).toMatchObject({ clean: false });
});

test("files of the set-up are copied into new and recovered worktrees, and what was left out is said", async () => {
  const folder = await makeRepository(api.scratch);
  await writeFile(path.join(folder, ".gitignore"), ".env\n");
  await commit(folder, "ignore");
  await writeFile(path.join(folder, ".env"), "A=1\n", { mode: 0o600 });
  const repositoryId = await add(folder);
  const copyFiles = [".env", "README.md", "missing"];
  await api.client.repositories.update.mutate({
    id: repositoryId,
    setup: { command: null, copyFiles },
  });
  const { notes, worktreePath, id } = await api.client.sessions.create.mutate({ repositoryId });
  expect(notes.map((note) => note.replace(/ was not copied.*/, "")).toSorted()).toEqual([
    "README.md",
    "missing",
  ]);
  expect(await readFile(path.join(worktreePath, ".env"), "utf8")).toBe("A=1\n");
  await rm(worktreePath, { recursive: true });
  const recovered = await api.client.sessions.recover.mutate({ id });
  expect(recovered.notes).toHaveLength(3);
  expect(await readFile(path.join(worktreePath, ".env"), "utf8")).toBe("A=1\n");
  // Ignored files are no work: the session can be deleted as it is.
  expect(await api.client.sessions.delete.mutate({ id })).toMatchObject({ archivedRef: null });
});

test("a session that cannot be stored leaves no branch and no folder", async () => {
  const folder = await makeRepository(api.scratch);
  const repositoryId = await add(folder);
  const before = await refsOf(folder);
  const input = { repositoryId, agentOptions: { env: { MY_TOKEN: "s" } } };
  // The file with the secrets is a folder: they cannot be written.
  await mkdir(path.join(api.home, "secrets.json"));
  const { status } = await api.mutate("sessions.create", input);
  expect(status).not.toBe(200);
  expect(await refsOf(folder)).toEqual(before);
  expect(await readdir(path.join(api.home, "worktrees"))).toEqual([]);
});

test("a session that cannot be removed is refused before anything of it is archived, and then deleted", async () => {
  const folder = await makeRepository(api.scratch);
  const repositoryId = await add(folder);
  const make = async (name: string) => {
    const session = await api.client.sessions.create.mutate({ repositoryId, name, agent: "demo" });
    await writeFile(path.join(session.worktreePath, "work"), name);
    await commit(session.worktreePath, "work");
    return session;
  };
  const locked = await make("Locked");
  const elsewhere = await make("Elsewhere");
  const covered = await make("Covered");
  await git(folder, "worktree", "lock", locked.worktreePath);
  await rm(elsewhere.worktreePath, { recursive: true });
  await git(folder, "worktree", "prune");
  await git(folder, "checkout", "--quiet", elsewhere.branch);
  await rm(covered.worktreePath, { recursive: true });
  await writeFile(covered.worktreePath, "somebody's");
  const before = await refsOf(folder);
  for (const { id } of [locked, elsewhere, covered]) {
    const refused = await api.mutate("sessions.delete", { id, discardWork: true });
    expect(refused.body.error.data.domain.code).toBe("GIT_FAILED");
  }
  expect(await refsOf(folder)).toEqual(before);
  expect(await readFile(covered.worktreePath, "utf8")).toBe("somebody's");
  await git(folder, "worktree", "unlock", locked.worktreePath);
  await git(folder, "checkout", "--quiet", "main");
  await rm(covered.worktreePath);
  for (const { id } of [locked, elsewhere, covered]) {
    await api.client.sessions.delete.mutate({ id, discardWork: true });
  }
  const archives = await api.client.archives.list.query({ repositoryId });
  expect(archives.items).toHaveLength(3);
});

test("two folders of one repository get branches of their own at the same time", async () => {
  const folder = await makeRepository(api.scratch);
  const second = path.join(api.scratch, "second");
  await git(folder, "worktree", "add", "--quiet", "-b", "second", second);
  const ids = [await add(folder), await add(second)];
  const made = await Promise.all(
    [...ids, ...ids, ...ids].map((repositoryId) =>
      api.client.sessions.create.mutate({ repositoryId, name: "Same", agent: "demo" }),
    ),
  );
  expect(new Set(made.map((session) => session.branch)).size).toBe(6);
  expect(await readdir(path.join(api.home, "making"))).toEqual([]);
});

test("a data folder that was moved finds its worktrees again", async () => {
  const folder = await makeRepository(api.scratch);
  const repositoryId = await add(folder);
  const { id, worktreePath } = await api.client.sessions.create.mutate({ repositoryId });
  await writeFile(path.join(worktreePath, "work.txt"), "work\n");
  await api.app.close();
  const home = path.join(api.scratch, "moved-home");
  await cp(api.home, home, { recursive: true });
  await rm(api.home, { recursive: true });
  const moved = await createTestApi({ home });
  try {
    const recovered = await moved.client.sessions.recover.mutate({ id });
    expect(recovered.worktreePath).toBe(path.join(home, "worktrees", path.basename(worktreePath)));
    expect(await moved.client.git.status.query({ sessionId: id })).toMatchObject({
      uncommitted: [{ path: "work.txt" }],
    });
  } finally {
    await moved.close();
  }
});
