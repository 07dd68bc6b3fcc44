import { chmod, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { runGit } from "@signalbox/host/git";
import { findProgram } from "@signalbox/host/process";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createTestApi, makeRepository, type TestApi } from "../testing/index.ts";

let api: TestApi;

beforeAll(async () => {
  api = await createTestApi();
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await api.close();
});

test("an old git says which one can merge, and what works with it", async () => {
  const repository = await makeRepository(api.scratch);
  const { id: repositoryId } = await api.client.repositories.add.mutate({ path: repository });
  const { id: sessionId, worktreePath } = await api.client.sessions.create.mutate({ repositoryId });
  const bin = path.join(api.scratch, "old");
  await makeOldGit(bin);
  vi.stubEnv("PATH", `${bin}:${process.env.PATH}`);
  await writeFile(path.join(worktreePath, "a.txt"), "a\n");
  await api.client.git.commit.mutate({ sessionId, message: "Work" });
  // Only one side has something new.
  const { landed } = await api.client.git.land.mutate({ sessionId });
  expect(landed).not.toBeNull();
  await writeFile(path.join(worktreePath, "a.txt"), "b\n");
  await api.client.git.commit.mutate({ sessionId, message: "More work" });
  await writeFile(path.join(repository, "README.md"), "person\n");
  const person = ["-c", "user.name=P", "-c", "user.email=p@example.org"];
  await runGit([...person, "commit", "-qam", "Theirs"], { cwd: repository });
  for (const [procedure, input] of [
    ["git.land", {}],
    ["git.land", { dryRun: true }],
    ["git.pull", { source: "base", strategy: "merge" }],
    ["git.solveConflicts", {}],
  ] as const) {
    const { status, body } = await api.mutate(procedure, { sessionId, ...input });
    expect(status).toBe(422);
    expect(body.error.message).toContain("git 2.34.1 cannot merge without a checkout");
    expect(body.error.data.domain).toMatchObject({
      code: "GIT_FAILED",
      help: [
        expect.stringContaining("2.38 or newer"),
        expect.stringContaining("only one side"),
        expect.stringContaining("git merge"),
      ],
    });
  }
});

test("sessions are deleted, restored and recovered with an old git", async () => {
  const repository = await makeRepository(api.scratch, "another");
  const { id: repositoryId } = await api.client.repositories.add.mutate({ path: repository });
  const { id, worktreePath } = await api.client.sessions.create.mutate({ repositoryId });
  await writeFile(path.join(worktreePath, "a.txt"), "a\n");
  const { archivedRef } = await api.client.sessions.delete.mutate({ id, discardWork: true });
  const ref = archivedRef ?? "";
  const restored = await api.client.archives.restore.mutate({ repositoryId, ref });
  expect(await readFile(path.join(restored.worktreePath, "a.txt"), "utf8")).toBe("a\n");
  await rm(restored.worktreePath, { recursive: true });
  const recovered = await api.client.sessions.recover.mutate({ id: restored.id });
  expect(recovered.notes).toHaveLength(1);
});

/** A git that calls itself 2.34 and knows no more than that one of `merge-tree` and `worktree list`. */
async function makeOldGit(folder: string): Promise<void> {
  const real = (await findProgram("git", { PATH: process.env.PATH })) ?? "";
  await mkdir(folder);
  const script = [
    "#!/bin/sh",
    'case "$1" in',
    "  version) echo git version 2.34.1; exit 0 ;;",
    "  merge-tree) echo 'usage: git merge-tree' >&2; exit 129 ;;",
    "esac",
    'case " $* " in',
    "  ' worktree list '*' -z '*) echo 'usage: git worktree list' >&2; exit 129 ;;",
    "esac",
    `exec '${real}' "$@"`,
  ];
  await writeFile(path.join(folder, "git"), `${script.join("\n")}\n`);
  await chmod(path.join(folder, "git"), 0o755);
}
