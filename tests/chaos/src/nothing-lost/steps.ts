import { rm, writeFile } from "node:fs/promises";
import path from "node:path";
import * as fc from "fast-check";
import { personEnv, tryGit } from "./git.ts";
import type { Play } from "./play.ts";
import { act, files, ownScript, promptOf, workScript, type Script } from "./script.ts";

/** One step of a sequence: what is done, and the numbers and scripts by which it is chosen what with. */
export interface Step {
  name: string;
  work: Script;
  own: Script;
  picks: number[];
}

/** What a step does. Resolves to the branch that it landed into, if it did. */
type Doing = (play: Play, step: Step & Chooser) => Promise<unknown>;

export interface Chooser {
  /** The next choice among these; undefined among none. */
  pick: <Item>(items: readonly Item[]) => Item | undefined;
}

/** By hand in the repository's own checkout: what is the person's is as they like it. */
const byPerson: Record<string, Doing> = {
  edits: (play, { own }) => act(play.repository, own, personEnv),
  stashes: (play) => tryGit(play.repository, "stash", "push", "-q", "--include-untracked"),
  unstashes: (play) => tryGit(play.repository, "stash", "apply", "-q"),
  switches: (play, { pick }) =>
    tryGit(play.repository, "checkout", "-q", pick(["main", "other", "--detach"]) ?? "main"),
  tags: (play, { picks }) => tryGit(play.repository, "tag", `tag-${picks[0]}`),
  configures: async (play, { pick }) => {
    const value = pick(["true", "false"]) ?? "true";
    await tryGit(play.repository, "config", pick(["merge.ff", "diff.renames"]) ?? "", value);
    await writeFile(path.join(play.repository, ".git/hooks/pre-push"), `#!/bin/sh\n# ${value}\n`);
  },
};

/** By hand in the worktree of a session: what is done away with there is done away with. */
const byHand: Record<string, Doing> = {
  worksInWorktree: (play, { work }) => play.inWorktree((folder) => act(folder, work, personEnv)),
  deletesWorktree: (play) =>
    play.inWorktree((folder) => rm(folder, { recursive: true, force: true })),
};

/** By Signalbox: nothing is lost, and nothing of the person's is touched but what is landed into. */
const bySignalbox: Record<string, Doing> = {
  create: (play, { pick }) => play.create(pick(["main", "other"])),
  run: (play, { work }) => play.run(promptOf(work)),
  rewind: (play, { pick }) =>
    play.inSession(async ({ sessionId }) =>
      play.client.git.rewind.mutate({ sessionId, to: pick(await play.commits(sessionId)) ?? "" }),
    ),
  commit: (play) =>
    play.inSession((at) => play.client.git.commit.mutate({ ...at, message: "All of it" })),
  commitFiles: (play, { pick }) =>
    play.inSession(async (at) => {
      const paths = [pick(await play.changed(at.sessionId)) ?? "a.txt"];
      return play.client.git.commit.mutate({ ...at, message: "Some of it", paths });
    }),
  discard: (play, { pick }) =>
    play.inSession(async (at) => {
      const paths = [pick(await play.changed(at.sessionId)) ?? "a.txt"];
      return play.client.git.discard.mutate({ ...at, paths });
    }),
  discardHunk: (play) =>
    play.inSession(async (at) => {
      const { head } = await play.client.git.status.query(at);
      const { patch } = await play.client.git.diff.query({ ...at, from: head });
      return play.client.git.discard.mutate({ ...at, patch: patch || "nothing" });
    }),
  checkout: (play, { pick }) =>
    play.inSession((at) =>
      play.client.git.checkout.mutate({
        ...at,
        from: pick(["main", "other"]) ?? "main",
        paths: [pick(files) ?? "a.txt"],
      }),
    ),
  reset: (play, { pick }) =>
    play.inSession(async (at) =>
      play.client.git.reset.mutate({
        ...at,
        confirm: true,
        to: pick([undefined, ...(await play.commits(at.sessionId))]),
      }),
    ),
  pull: (play, { pick }) =>
    play.inSession((at) =>
      play.client.git.pull.mutate({
        ...at,
        source: "base",
        strategy: pick(["merge", "rebase", "ff_only"] as const) ?? "merge",
        leaveConflicts: pick([true, false]) ?? true,
      }),
    ),
  takesThePullBack: (play) =>
    play.inSession(async (at) => {
      const pull = { ...at, source: "base", strategy: "merge", leaveConflicts: true } as const;
      const { previousHead: to } = await play.client.git.pull.mutate(pull);
      return play.client.git.reset.mutate({ ...at, confirm: true, to });
    }),
  solve: (play, { work }) => play.solve(promptOf(work)),
  land: (play, { pick }) => play.land(pick(strategies) ?? "merge", pick(["main", "other"])),
  dryRun: (play, { pick }) =>
    play.inSession((at) =>
      play.client.git.land.mutate({ ...at, dryRun: true, strategy: pick(strategies) ?? "merge" }),
    ),
  looks: (play) =>
    play.inSession(async (at) => {
      await play.client.git.diff.query(at);
      await play.client.git.log.query({ ...at, scope: "all" });
      return play.client.git.branches.query(at);
    }),
  delete: (play) => play.remove(false),
  deleteWithWork: (play) => play.remove(true),
  recover: (play) =>
    play.inSession(({ sessionId }) => play.client.sessions.recover.mutate({ id: sessionId })),
  restore: (play, { pick }) => play.restore(pick),
  restart: (play) => play.restart(),
};

const strategies = ["merge", "squash", "rebase", "fast_forward"] as const;

export const kinds = { person: byPerson, hand: byHand, signalbox: bySignalbox };

/** Sequences of this many steps; work is done more often than any of the others. */
export function sequences(length: number): fc.Arbitrary<Step[]> {
  const others = Object.values(kinds).flatMap((kind) => Object.keys(kind));
  const step = fc.record({
    name: fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom("run", "worksInWorktree", "edits") },
      { weight: 2, arbitrary: fc.constantFrom("land", "pull", "rewind", "reset", "discard") },
      { weight: 5, arbitrary: fc.constantFrom(...others) },
    ),
    work: workScript,
    own: ownScript,
    picks: fc.array(fc.nat({ max: 1_000 }), { minLength: 4, maxLength: 4 }),
  });
  return fc.array(step, { minLength: length, maxLength: length });
}
