import { mkdir, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { runGit } from "@signalbox/host/git";
import {
  fingerprint,
  leaveMark,
  makeTrapPlaces,
  oddNames,
  outsideSecret,
  personGit,
  plantHooks,
  plantInRepository,
  plantInWorktree,
} from "@signalbox/host/testing";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Answer } from "../testing/create-test-api.ts";
import { createTestApi, makeRepository, testAgent, type TestApi } from "../testing/index.ts";
import { appRouter } from "../trpc/router.ts";

let api: TestApi;

beforeEach(async () => {
  api = await createTestApi();
  await api.client.settings.update.mutate({ agents: [testAgent("three-iterations")] });
});
afterEach(() => api.close());

/** A session in a repository in which, and in whose worktree, everything is planted that an agent could plant. */
async function openTrap() {
  const repository = await makeRepository(api.scratch);
  await personGit(repository, "config", "user.name", "P");
  await personGit(repository, "config", "user.email", "p@example.org");
  const remote = path.join(api.scratch, "remote.git");
  await personGit(api.scratch, "init", "-q", "--bare", remote);
  await personGit(repository, "remote", "add", "origin", remote);
  const { id: repositoryId } = await api.client.repositories.add.mutate({ path: repository });
  const agent = "three-iterations";
  const session = await api.client.sessions.create.mutate({ repositoryId, agent });
  const places = await makeTrapPlaces(api.scratch);
  await plantInRepository(repository, places);
  await plantHooks(path.join(remote, "hooks"), places.evidence);
  await plantInWorktree(session.worktreePath, places);
  // Objects of another repository, which stand open to git from here on.
  const other = path.join(places.outside, "repository");
  await makeRepository(places.outside);
  await writeFile(path.join(other, "secret.txt"), `${outsideSecret}\n`);
  await personGit(other, "add", "-A");
  await personGit(
    other,
    "-c",
    "user.name=O",
    "-c",
    "user.email=o@b",
    "commit",
    "-qm",
    outsideSecret,
  );
  await writeFile(
    path.join(repository, ".git", "objects", "info", "alternates"),
    `${path.join(other, ".git", "objects")}\n`,
  );
  return { repository, repositoryId, session, places, remote };
}

/** The procedures that are called by GET. */
const queries = new Set([
  "archives.list",
  "archives.patch",
  "git.branches",
  "git.diff",
  "git.log",
  "git.remotes",
  "git.status",
  "repositories.branches",
  "repositories.details",
  "repositories.get",
]);

/** Calls procedures and keeps what they said; a defect, or something started or shown, fails the test. */
function createCaller(evidence: string) {
  const called = new Set<string>();
  const call = async (procedure: string, input: unknown): Promise<Answer> => {
    called.add(procedure);
    const isQuery = queries.has(procedure);
    const answer = await (isQuery ? api.query(procedure, input) : api.mutate(procedure, input));
    expect(answer.status, `${procedure}: ${JSON.stringify(answer.body)}`).not.toBe(500);
    expect(JSON.stringify(answer.body), procedure).not.toContain(outsideSecret);
    expect(await readdir(evidence), procedure).toEqual([]);
    return answer;
  };
  /** One that has to work. */
  // oxlint-disable-next-line typescript/no-explicit-any -- what came over the wire
  const ask = async (procedure: string, input: unknown): Promise<any> => {
    const { status, body } = await call(procedure, input);
    expect(status, `${procedure}: ${JSON.stringify(body)}`).toBe(200);
    return body.result.data;
  };
  return { called, call, ask };
}

/** Hundreds of processes of git, on a machine that may be busy. */
const timeout = 300_000;

test(
  "no call of the API starts what is planted in a worktree or its repository, or shows what lies outside",
  { timeout },
  async () => {
    const { repository, repositoryId, session, places, remote } = await openTrap();
    const { id: sessionId, worktreePath, baseCommit } = session;
    const { called, call, ask } = createCaller(places.evidence);
    const outsideBefore = await fingerprint(places.outside);

    const status = await ask("git.status", { sessionId });
    expect(status.uncommitted.map((entry: { path: string }) => entry.path)).toEqual(
      expect.arrayContaining(oddNames),
    );
    await ask("git.diff", { sessionId });
    for (const name of [...oddNames, "link-folder", "link-file", "b.bin", "inner"]) {
      await ask("git.diff", { sessionId, path: name, ignoreWhitespace: true });
    }
    for (const name of ["link-folder/secret.txt", "../outside/secret.txt", "/etc/hostname"]) {
      await call("git.diff", { sessionId, path: name });
      await call("git.discard", { sessionId, paths: [name] });
      await call("git.commit", { sessionId, message: "Out", paths: [name] });
    }
    const part = await ask("git.commit", { sessionId, message: "Odd names", paths: oddNames });
    expect(part.filesChanged).toBe(oddNames.length);
    await ask("git.discard", { sessionId, paths: ["new.txt"] });
    const { patch } = await ask("git.diff", { sessionId, path: "new.included" });
    await ask("git.discard", { sessionId, patch });
    const all = await ask("git.commit", { sessionId, message: "The rest" });
    await ask("git.checkout", { sessionId, from: "main", paths: ["new.info", "link-folder"] });
    await ask("git.reset", { sessionId, confirm: true });
    await ask("git.rewind", { sessionId, to: part.commit });
    await ask("git.rewind", { sessionId, to: all.commit });
    await ask("git.log", { sessionId, scope: "all", stats: true });
    await ask("git.branches", { sessionId, remotes: true });
    await ask("git.diff", { sessionId, from: baseCommit, to: all.commit });

    await ask("git.push", { sessionId });
    await ask("git.remotes", { sessionId });
    await ask("git.pullRequest", { sessionId });
    for (const strategy of ["ff_only", "rebase", "merge"]) {
      await ask("git.pull", { sessionId, strategy });
    }
    for (const [name, value] of [
      ["remote.trap.url", `ext::${leaveMark(places.evidence, "ext")}`],
      ["remote.rewritten.url", "trap:x"],
      [`url.ext::${leaveMark(places.evidence, "instead-of")} .insteadOf`, "trap:"],
      ["remote.helper.url", "https://127.0.0.1:9/x"],
      ["remote.helper.vcs", "trap"],
      ["remote.ssh.url", "ssh://127.0.0.1:9/x"],
      ["remote.ssh.uploadpack", leaveMark(places.evidence, "uploadpack")],
      ["remote.ssh.receivepack", leaveMark(places.evidence, "receivepack")],
      ["remote.option.url", "ssh://-oProxyCommand=touch x/y"],
      ["remote.plain.url", "git://127.0.0.1:9/x"],
      ["remote.file.url", path.join(places.outside, "secret.txt")],
    ]) {
      await personGit(repository, "config", name ?? "", value ?? "");
    }
    for (const trap of [
      "trap",
      "rewritten",
      "helper",
      "ssh",
      "option",
      "plain",
      "file",
      "--exec=x",
    ]) {
      for (const procedure of ["git.push", "git.pull", "git.pullRequest"]) {
        const { status: refused } = await call(procedure, { sessionId, remote: trap });
        expect(refused).not.toBe(200);
      }
    }
    const remotes = await ask("git.remotes", { sessionId });
    expect(remotes.map((known: { name: string }) => known.name)).not.toContain("trap");

    // The base branch goes on, in conflict with the session: there is something to merge with the drivers of the trap.
    await writeFile(path.join(worktreePath, "README.md"), "session\n");
    await ask("git.commit", { sessionId, message: "Mine" });
    const tree = `100644 blob ${await blobOf(repository, "base\n")}\tREADME.md\n`;
    const made = await runGit(["mktree"], { cwd: repository, input: tree });
    const commit = ["commit-tree", made.stdout.trim(), "-p", "main", "-m", "base", "--no-gpg-sign"];
    const base = await runGit(commit, { cwd: repository });
    await runGit(["update-ref", "refs/heads/main", base.stdout.trim()], { cwd: repository });
    await runGit(["reset", "--hard", "--quiet"], { cwd: repository });
    for (const strategy of ["merge", "squash", "rebase", "fast_forward"]) {
      await ask("git.land", { sessionId, strategy, dryRun: true });
      expect((await call("git.land", { sessionId, strategy })).status).toBe(409);
    }
    await call("git.pull", { sessionId, source: "base", strategy: "merge" });
    // Without its agent no run starts: all is merged, looked at and taken back.
    await api.client.settings.update.mutate({ agents: [] });
    const unsolved = await call("git.solveConflicts", { sessionId });
    expect(unsolved.body.error.data.domain.code).toBe("AGENT_UNAVAILABLE");
    await ask("git.pull", { sessionId, source: "base", strategy: "merge", leaveConflicts: true });
    await writeFile(path.join(worktreePath, "README.md"), "both\n");
    await ask("git.commit", { sessionId, message: "Solved" });
    expect(await ask("git.solveConflicts", { sessionId })).toMatchObject({ run: null });
    await ask("git.land", { sessionId, strategy: "merge" });

    await ask("repositories.details", { id: repositoryId });
    await ask("repositories.branches", { id: repositoryId });
    await ask("repositories.get", { id: repositoryId });
    expect(await readdir(worktreePath)).not.toContain("ran");
    await rm(worktreePath, { recursive: true });
    await call("git.status", { sessionId });
    await ask("sessions.recover", { id: sessionId });
    await writeFile(path.join(worktreePath, "left.txt"), "left\n");
    await ask("sessions.delete", { id: sessionId, discardWork: true });
    const { items } = await ask("archives.list", { repositoryId });
    expect(items.length).toBeGreaterThan(0);
    for (const { ref } of items) await ask("archives.patch", { repositoryId, ref });
    await ask("archives.restore", { repositoryId, ref: items[0].ref });

    const wanted = [
      ...Object.keys(appRouter.git).map((name) => `git.${name}`),
      ...Object.keys(appRouter.archives).map((name) => `archives.${name}`),
    ];
    expect(wanted).toContain("git.status");
    expect([...called]).toEqual(expect.arrayContaining(wanted));
    expect(await fingerprint(places.outside)).toEqual(outsideBefore);
    expect(
      await personGit(remote, "grep", "-c", outsideSecret, session.branch).catch(() => "no"),
    ).toBe("no");
    expect(await readdir(places.evidence)).toEqual([]);
  },
);

async function blobOf(cwd: string, text: string): Promise<string> {
  const { stdout } = await runGit(["hash-object", "-w", "--stdin"], { cwd, input: text });
  return stdout.trim();
}

test(
  "a worktree whose .git leads elsewhere is refused by every call, and what it leads to stays as it is",
  { timeout },
  async () => {
    const repository = await makeRepository(api.scratch);
    const { id: repositoryId } = await api.client.repositories.add.mutate({ path: repository });
    const session = await api.client.sessions.create.mutate({ repositoryId });
    const places = await makeTrapPlaces(api.scratch);
    const other = await makeRepository(places.outside);
    await writeFile(path.join(other, "secret.txt"), `${outsideSecret}\n`);
    await plantInRepository(other, places);
    const { id: sessionId, worktreePath, baseCommit: to } = session;
    const { call } = createCaller(places.evidence);
    const gitFile = path.join(worktreePath, ".git");
    const own = await readFile(gitFile, "utf8");
    const plants: (() => Promise<unknown>)[] = [
      () => writeFile(gitFile, `gitdir: ${path.join(other, ".git")}\n`),
      () => symlink(path.join(other, ".git"), gitFile),
      () => symlink(path.join(places.outside, "secret.txt"), gitFile),
      () => writeFile(gitFile, `gitdir: ${path.join(repository, ".git")}\n`),
      () => mkdir(gitFile),
      async () => {
        await writeFile(gitFile, own);
        const folder = own.replace("gitdir: ", "").trim();
        await personGit(repository, "config", "extensions.worktreeConfig", "true");
        await writeFile(path.join(folder, "config.worktree"), `[core]\n\tworktree = ${other}\n`);
      },
    ];
    for (const plant of plants) {
      await rm(gitFile, { recursive: true, force: true });
      await plant();
      const before = await fingerprint(places.outside);
      for (const [procedure, input] of Object.entries({
        "git.status": {},
        "git.log": {},
        "git.branches": {},
        "git.diff": {},
        "git.remotes": {},
        "git.rewind": { to },
        "git.land": { dryRun: true },
        "git.commit": { message: "Elsewhere" },
        "git.discard": { paths: ["README.md"] },
        "git.checkout": { from: "main", paths: ["README.md"] },
        "git.reset": { confirm: true },
        "git.push": {},
        "git.pull": {},
        "git.pullRequest": {},
        "git.solveConflicts": {},
      })) {
        const answer = await call(procedure, { sessionId, ...input });
        expect(answer.status, `${procedure}: ${JSON.stringify(answer.body)}`).toBe(422);
        expect(answer.body.error.data.domain.code).toBe("GIT_FAILED");
      }
      // Back under its own repository, or refused: in no case is the other one touched.
      await call("sessions.recover", { id: sessionId });
      expect(await fingerprint(places.outside)).toEqual(before);
    }
  },
);
