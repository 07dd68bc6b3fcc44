import { chmod, mkdir, readdir, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { fingerprint, personGit } from "@signalbox/host/testing";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createTestApi, testAgent, type TestApi } from "../testing/create-test-api.ts";
import { makeRepository, refsOf } from "../testing/repositories.ts";

const author = ["-c", "user.name=Agent", "-c", "user.email=agent@example.invalid"];

let api: TestApi;
let repository: string;
let repositoryId: string;

beforeEach(async () => {
  api = await createTestApi();
  repository = await makeRepository(api.scratch);
  ({ id: repositoryId } = await api.client.repositories.add.mutate({ path: repository }));
});

afterEach(() => api.close());

const create = (name: string, more: { agentOptions?: { env: Record<string, string> } } = {}) =>
  api.client.sessions.create.mutate({ repositoryId, name, ...more });
const archives = async () => (await api.client.archives.list.query({ repositoryId })).items;
const restore = (ref: string, name?: string) =>
  api.client.archives.restore.mutate({ repositoryId, ref, ...(name !== undefined && { name }) });

async function write(worktree: string, files: Record<string, string>) {
  for (const [name, text] of Object.entries(files))
    await writeFile(path.join(worktree, name), text);
}

const stateOf = async (worktree: string) => ({
  content: await fingerprint(worktree, (file) => file === ".git"),
  status: await personGit(worktree, "status", "--porcelain", "-z", "-uall"),
  head: await personGit(worktree, "rev-parse", "HEAD"),
});

test("a deleted session comes back as it was: name, agent, commits and what was in no commit", async () => {
  const agentOptions = { env: { PLAIN: "shown", MY_TOKEN: "hidden-value" } };
  const { id, worktreePath, branch } = await create("Böse 🚀 work", { agentOptions });
  await write(worktreePath, { "done.txt": "done\n" });
  await api.client.git.commit.mutate({ sessionId: id, message: "done" });
  await write(worktreePath, { "README.md": "staged\n", "run.sh": "#!/bin/sh\n" });
  await chmod(path.join(worktreePath, "run.sh"), 0o755);
  await personGit(worktreePath, "add", "README.md");
  await write(worktreePath, { "README.md": "and changed\n", "odd\nname": "\0binary" });
  await symlink("README.md", path.join(worktreePath, "link"));
  const before = await stateOf(worktreePath);
  const { archivedRef } = await api.client.sessions.delete.mutate({ id, discardWork: true });
  const [archive] = await archives();
  expect(archive).toMatchObject({
    ref: archivedRef,
    kind: "session",
    subject: "done",
    uncommittedFiles: 4,
    session: {
      id,
      name: "Böse 🚀 work",
      branch,
      baseBranch: "main",
      orchestrator: "ralph",
      agent: "demo",
    },
  });
  const patchPath = archive?.patchPath ?? "";
  expect((await stat(patchPath)).mode & 0o777).toBe(0o600);
  const { patch, truncated } = await api.client.archives.patch.query({
    repositoryId,
    ref: archivedRef ?? "",
  });
  expect({ patch, truncated }).toEqual({
    patch: await readFile(patchPath, "utf8"),
    truncated: false,
  });

  // Also by the next server.
  await api.restart();
  const restored = await restore(archivedRef ?? "");
  expect(restored).toMatchObject({
    name: "Böse 🚀 work",
    orchestrator: "ralph",
    agent: "demo",
    agentOptions: { env: { PLAIN: "shown" } },
    baseBranch: "main",
    status: "idle",
    branch,
  });
  expect(restored.notes).toEqual([expect.stringContaining("MY_TOKEN")]);
  expect(restored.id).not.toBe(id);
  expect(await stateOf(restored.worktreePath)).toEqual(before);
  const files = await readdir(path.join(api.home, "archives"), { recursive: true });
  for (const file of files.filter((name) => name.endsWith(".json"))) {
    const text = await readFile(path.join(api.home, "archives", file), "utf8");
    expect(text).not.toContain("hidden-value");
  }
  // The archive stays, and gives another session with a branch of its own.
  const again = await restore(archivedRef ?? "", "Again");
  expect(again).toMatchObject({ name: "Again", branch: "signalbox/again" });
  expect(await stateOf(again.worktreePath)).toEqual(before);
  expect(await archives()).toHaveLength(1);
});

test("what was taken back in a session is listed, and restored as a session, also when that one is deleted", async () => {
  const { id, worktreePath, baseCommit } = await create("Back");
  await write(worktreePath, { "a.txt": "a\n", "b.txt": "b\n" });
  const before = await stateOf(worktreePath);
  const { archivedRef } = await api.client.git.discard.mutate({ sessionId: id, paths: ["a.txt"] });
  await write(worktreePath, { "c.txt": "c\n" });
  await api.client.git.commit.mutate({ sessionId: id, message: "c" });
  await api.client.git.reset.mutate({ sessionId: id, to: baseCommit, confirm: true });
  expect(await archives()).toMatchObject([
    { kind: "taken_back", subject: "c", uncommittedFiles: 0, session: { id }, patchPath: null },
    { kind: "taken_back", ref: archivedRef, uncommittedFiles: 2, session: { id, name: "Back" } },
  ]);
  const restored = await restore(archivedRef);
  expect(await stateOf(restored.worktreePath)).toEqual(before);
  // Nothing is left in it, so it is deleted without a word, and the archives still know it.
  expect(await api.client.sessions.delete.mutate({ id })).toMatchObject({ archivedRef: null });
  expect(await archives()).toMatchObject([{ session: { id } }, { session: { id, name: "Back" } }]);
  expect(await restore(archivedRef)).toMatchObject({ name: "Back" });
});

test("a commit that an agent made beside its branch is listed with its session, and gone back to", async () => {
  const { id, worktreePath } = await create("Left");
  await write(worktreePath, { "left.txt": "left\n" });
  const { commit } = await api.client.git.commit.mutate({ sessionId: id, message: "left" });
  await personGit(worktreePath, "checkout", "--quiet", "--detach", "HEAD~1");
  await write(worktreePath, { "left.txt": "beside\n" });
  await personGit(worktreePath, "add", "left.txt");
  await personGit(worktreePath, ...author, "commit", "--quiet", "-m", "beside");
  const beside = await personGit(worktreePath, "rev-parse", "HEAD");
  await write(worktreePath, { "more.txt": "more\n" });
  await api.client.git.rewind.mutate({ sessionId: id, to: commit });
  expect(await archives()).toMatchObject([{ commit: beside, session: { id, name: "Left" } }]);
  await api.client.git.rewind.mutate({ sessionId: id, to: beside });
  expect(await readFile(path.join(worktreePath, "left.txt"), "utf8")).toBe("beside\n");
});

test("what a squash left behind is restored on the commit that it began from", async () => {
  const { id, worktreePath, baseCommit } = await create("Squash");
  await write(worktreePath, { "a.txt": "a\n" });
  await api.client.git.commit.mutate({ sessionId: id, message: "a" });
  const { landed } = await api.client.git.land.mutate({ sessionId: id, strategy: "squash" });
  const restored = await restore(landed?.archivedRef ?? "");
  expect(restored).toMatchObject({ name: "Squash", baseCommit, baseBranch: "main" });
  const { files } = await api.client.git.diff.query({ sessionId: restored.id });
  expect(files).toMatchObject([{ path: "a.txt", status: "added" }]);
});

test("without its record, with its base branch or agent gone, work is restored all the same, and it is said", async () => {
  await personGit(repository, "branch", "short-lived");
  await api.client.settings.update.mutate({
    agents: [{ id: "mine", name: "Mine", protocol: "command", command: [process.execPath, "-v"] }],
  });
  const { id, worktreePath } = await api.client.sessions.create.mutate({
    repositoryId,
    agent: "mine",
    baseBranch: "short-lived",
    name: "Alone",
  });
  await write(worktreePath, { "a.txt": "a\n" });
  const before = await stateOf(worktreePath);
  const { archivedRef } = await api.client.sessions.delete.mutate({ id, discardWork: true });
  await personGit(repository, "branch", "-D", "short-lived");
  await api.client.settings.update.mutate({ agents: [] });
  const restored = await restore(archivedRef ?? "");
  expect(restored).toMatchObject({ name: "Alone", agent: "demo", baseBranch: "main" });
  expect(restored.notes).toHaveLength(2);
  expect(await stateOf(restored.worktreePath)).toEqual(before);
  await rm(path.join(api.home, "archives"), { recursive: true });
  expect(await archives()).toMatchObject([{ session: null, patchPath: null, uncommittedFiles: 1 }]);
  const bare = await restore(archivedRef ?? "");
  expect(bare).toMatchObject({ agent: "demo", baseBranch: "main", notes: [] });
  expect(await stateOf(bare.worktreePath)).toEqual(before);
});

test("refs that are no archives are not found, whatever they name", async () => {
  const { id, branch } = await create("Refs");
  for (const ref of [
    `refs/heads/${branch}`,
    "main",
    "refs/signalbox/archive/../../heads/main",
    "--all",
    "refs/signalbox/archive-notes/x",
    "refs/signalbox/archive/nothing",
  ]) {
    for (const [kind, procedure] of [
      ["query", "archives.patch"],
      ["mutate", "archives.restore"],
    ] as const) {
      const { status, body } = await api[kind](procedure, { repositoryId, ref });
      expect([status, body.error.data.domain.code]).toEqual([404, "ARCHIVE_NOT_FOUND"]);
    }
  }
  expect(await archives()).toEqual([]);
  expect((await api.client.sessions.list.query({})).items.map((session) => session.id)).toEqual([
    id,
  ]);
});

test("a delete whose record cannot be kept is refused and archives nothing; halves of files go at the next start", async () => {
  const { id, worktreePath } = await create("Refused");
  await write(worktreePath, { "new.txt": "new\n" });
  const before = await refsOf(repository);
  const folder = path.join(api.home, "archives");
  await writeFile(folder, "");
  const refused = await api.mutate("sessions.delete", { id, discardWork: true });
  expect(refused.body.error.data.domain.code).toBe("GIT_FAILED");
  expect(await refsOf(repository)).toEqual(before);
  await rm(folder);
  await api.client.sessions.delete.mutate({ id, discardWork: true });
  const ofRepository = path.join(folder, repositoryId);
  const kept = await readdir(ofRepository);
  expect(kept).toHaveLength(2);
  await writeFile(path.join(ofRepository, "half.patch.new"), "diff");
  await api.restart();
  expect(await readdir(ofRepository)).toEqual(kept);
});

test("archives come in pages, newest first", async () => {
  const refs: string[] = [];
  for (let count = 0; count < 3; count += 1) {
    const { id, worktreePath } = await create(`Page ${count}`);
    await write(worktreePath, { "a.txt": `${count}\n` });
    refs.unshift(
      (await api.client.sessions.delete.mutate({ id, discardWork: true })).archivedRef ?? "",
    );
  }
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const page: { items: { ref: string }[]; nextCursor: string | null } =
      await api.client.archives.list.query({ repositoryId, limit: 2, ...(cursor && { cursor }) });
    seen.push(...page.items.map((item) => item.ref));
    cursor = page.nextCursor;
  } while (cursor !== null);
  expect(seen).toEqual(refs);
});

test.each(["worktree", "link", "branch", "both"])(
  "a session whose %s a person broke is recovered, twice the same, and deleted with nothing lost",
  async (broken) => {
    const { id, worktreePath, branch } = await create("Broken");
    await write(worktreePath, { "done.txt": "done\n" });
    await api.client.git.commit.mutate({ sessionId: id, message: "done" });
    await write(worktreePath, { "left.txt": "left\n" });
    const before = await stateOf(worktreePath);
    const breakIt = async () => {
      if (broken === "worktree") await rm(worktreePath, { recursive: true });
      if (broken === "link" || broken === "both")
        await writeFile(path.join(worktreePath, ".git"), "");
      if (broken === "branch" || broken === "both") {
        await personGit(repository, "update-ref", "-d", `refs/heads/${branch}`);
      }
    };
    await breakIt();
    const { notes } = await api.client.sessions.recover.mutate({ id });
    expect(notes.length).toBeGreaterThan(0);
    expect((await api.client.sessions.recover.mutate({ id })).notes).toEqual([]);
    const after = await stateOf(worktreePath);
    expect(after.head).toBe(before.head);
    if (broken === "worktree") return;
    expect(after).toEqual(before);
    await breakIt();
    const { archivedRef } = await api.client.sessions.delete.mutate({ id, discardWork: true });
    const restored = await restore(archivedRef ?? "");
    expect(await stateOf(restored.worktreePath)).toEqual(before);
  },
);

test("a branch and worktree that are gone are made again at the run's last checkpoint", async () => {
  const { id, worktreePath, branch } = await create("Run");
  const run = await api.client.runs.start.mutate({ sessionId: id, prompt: "Make the tests pass" });
  await expect
    .poll(async () => (await api.client.runs.get.query({ id: run.id })).endedAt)
    .not.toBeNull();
  const before = await stateOf(worktreePath);
  await rm(worktreePath, { recursive: true });
  await personGit(repository, "worktree", "prune");
  await personGit(repository, "branch", "-D", branch);
  const { notes } = await api.client.sessions.recover.mutate({ id });
  expect(notes).toContainEqual(expect.stringContaining(before.head));
  expect((await stateOf(worktreePath)).head).toBe(before.head);
});

test("a run that is started in a broken worktree finds it right", async () => {
  const { id, worktreePath } = await create("Run");
  await write(worktreePath, { "left.txt": "left\n" });
  await writeFile(path.join(worktreePath, ".git"), "broken");
  const run = await api.client.runs.start.mutate({ sessionId: id, prompt: "go" });
  await expect
    .poll(async () => (await api.client.runs.get.query({ id: run.id })).endedAt)
    .not.toBeNull();
  expect(
    await personGit(worktreePath, "log", "--format=%s", "main..HEAD", "--", "left.txt"),
  ).not.toBe("");
});

test("a repository that an agent made inside the worktree is never removed with it", async () => {
  const { id, worktreePath } = await create("Inside");
  const inside = path.join(worktreePath, "app");
  await mkdir(inside);
  await personGit(inside, "init", "--quiet");
  await write(inside, { "app.txt": "app\n" });
  await personGit(inside, "add", "-A");
  const identity = ["-c", "user.name=Test", "-c", "user.email=test@example.invalid"];
  await personGit(inside, ...identity, "commit", "--quiet", "-m", "app");
  // Git keeps no more of it than the id of its commit.
  await api.client.git.commit.mutate({ sessionId: id, message: "all" });
  await api.client.git.land.mutate({ sessionId: id });
  const { body } = await api.mutate("sessions.delete", { id });
  expect(body.error.data.domain).toMatchObject({
    code: "SESSION_HAS_UNLANDED_WORK",
    details: { unmergedCommits: 0, uncommittedFiles: 0, embedded: ["app"] },
  });
  const { notes } = await api.client.sessions.delete.mutate({ id, discardWork: true });
  const kept = notes?.[0]?.replace(/^.* kept in /, "") ?? "";
  expect(await readFile(path.join(kept, "app.txt"), "utf8")).toBe("app\n");
  expect(await personGit(kept, "log", "--format=%s")).toBe("app");
});

test("a session with a run going on is not recovered", async () => {
  await api.client.settings.update.mutate({ agents: [testAgent("until-told")] });
  const { id } = await api.client.sessions.create.mutate({ repositoryId, agent: "until-told" });
  const run = await api.client.runs.start.mutate({ sessionId: id, prompt: "go" });
  const { body } = await api.mutate("sessions.recover", { id });
  expect(body.error.data.domain.code).toBe("SESSION_BUSY");
  await api.client.runs.stop.mutate({ runId: run.id, force: true });
});
