import { stat } from "node:fs/promises";
import path from "node:path";
import { createTestApi, makeRepository } from "@signalbox/api/testing";
import type { LandStrategy } from "@signalbox/shared";
import { watch, type Client } from "../client.ts";
import { act, scriptedAgent } from "./script.ts";
import { personEnv, plainGit } from "./git.ts";
import type { Chooser } from "./steps.ts";

/** So many sessions are open at once at most. */
const maxSessions = 2;

type At = { sessionId: string };

/** A person with a repository, a server, and the sessions in it. */
export interface Play {
  readonly client: Client;
  readonly repository: string;
  /** The branch that the last step may have landed into. */
  landedInto: string | null;
  /** The folders of the sessions' worktrees that are there. */
  worktrees(): Promise<string[]>;
  /** Do something in the worktree of the session whose turn it is, if it is there. */
  inWorktree(work: (folder: string) => Promise<unknown>): Promise<unknown>;
  /** Do something with the session whose turn it is; without any, one is made. */
  inSession(work: (at: At) => Promise<unknown>): Promise<unknown>;
  create(baseBranch: string | undefined): Promise<unknown>;
  run(prompt: string): Promise<unknown>;
  land(strategy: LandStrategy, into: string | undefined): Promise<unknown>;
  /** Bring the base branch in, and let a run solve what conflicts. */
  solve(prompt: string): Promise<unknown>;
  remove(discardWork: boolean): Promise<unknown>;
  restore(pick: Chooser["pick"]): Promise<unknown>;
  restart(): Promise<void>;
  commits(sessionId: string): Promise<string[]>;
  changed(sessionId: string): Promise<string[]>;
  /** Which session's turn it is from now on. */
  turn(number: number): Promise<void>;
  close(): Promise<void>;
}

export async function createPlay(): Promise<Play> {
  const api = await createTestApi();
  const repository = await makeRepository(api.scratch);
  const lines = "1\n2\n3\n4\n5\n6\n7\n8\n";
  for (const file of ["a.txt", "b.txt", "folder/c.txt"])
    await act(repository, [{ act: "write", file, text: lines }], personEnv);
  await act(repository, [{ act: "write", file: ".gitignore", text: "ignored/" }], personEnv);
  await plainGit(repository, "add", "-A");
  await plainGit(repository, "commit", "-q", "-m", "second");
  await plainGit(repository, "branch", "other", "HEAD~1");
  await api.client.settings.update.mutate({ agents: [scriptedAgent] });
  const { id: repositoryId } = await api.client.repositories.add.mutate({ path: repository });
  let turn = 0;
  const sessions = async () =>
    (await api.client.sessions.list.query({ repositoryId })).items.toReversed();
  const current = async () => {
    const all = await sessions();
    return all[turn % all.length];
  };
  const play: Play = {
    get client() {
      return api.client;
    },
    repository,
    landedInto: null,
    async worktrees() {
      const folders = (await sessions()).map((session) => session.worktreePath);
      const present = await Promise.all(folders.map(isFolder));
      return folders.filter((_, index) => present[index]);
    },
    async inWorktree(work) {
      const session = await current();
      if (session && (await isFolder(session.worktreePath))) await work(session.worktreePath);
    },
    async inSession(work) {
      const session = await current();
      return session ? work({ sessionId: session.id }) : play.create(undefined);
    },
    async create(baseBranch) {
      if ((await sessions()).length >= maxSessions) return;
      await api.client.sessions.create.mutate({
        repositoryId,
        agent: scriptedAgent.id,
        baseBranch,
      });
    },
    run: (prompt) =>
      play.inSession(async ({ sessionId }) => {
        const budget = { maxIterations: 1 };
        const run = await api.client.runs.start.mutate({ sessionId, prompt, budget });
        await watch(api.client, run.id).ended;
      }),
    land: (strategy, into) =>
      play.inSession(async (at) => {
        const { baseBranch } = await api.client.sessions.get.query({ id: at.sessionId });
        play.landedInto = into ?? baseBranch;
        const { land } = api.client.git;
        const plan = await land.mutate({ ...at, strategy, into, dryRun: true });
        const resolutions = plan.conflicts.map(({ path: file }, index) =>
          index % 2 === 0
            ? { path: file, text: "solved\n" }
            : { path: file, take: "base" as const },
        );
        const solved = resolutions.length > 0 ? { resolutions } : {};
        const expected = { head: plan.head, intoCommit: plan.intoCommit ?? plan.head };
        return land.mutate({ ...at, strategy, into, expected, ...solved });
      }),
    solve: (prompt) =>
      play.inSession(async (at) => {
        const budget = { maxIterations: 1 };
        const { run } = await api.client.git.solveConflicts.mutate({ ...at, prompt, budget });
        if (run) await watch(api.client, run.id).ended;
      }),
    remove: (discardWork) =>
      play.inSession(({ sessionId: id }) => api.client.sessions.delete.mutate({ id, discardWork })),
    async restore(pick) {
      if ((await sessions()).length >= maxSessions) return;
      const archives = await api.client.archives.list.query({ repositoryId });
      const archive = pick(archives.items);
      if (archive) await api.client.archives.restore.mutate({ repositoryId, ref: archive.ref });
    },
    restart: () => api.restart(),
    async commits(sessionId) {
      const { items } = await api.client.git.log.query({ sessionId, scope: "all", limit: 8 });
      return items.map((item) => item.commit);
    },
    async changed(sessionId) {
      const { uncommitted } = await api.client.git.status.query({ sessionId });
      return uncommitted.map((entry) => entry.path.replace(/\/$/, ""));
    },
    async turn(number) {
      turn = number;
    },
    close: () => api.close(),
  };
  await play.create("main");
  return play;
}

function isFolder(folder: string): Promise<boolean> {
  return stat(path.resolve(folder)).then(
    (facts) => facts.isDirectory(),
    () => false,
  );
}
