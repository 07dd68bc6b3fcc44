import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createRepository, fingerprint, personGit, writeFiles } from "../testing/repositories.ts";
import * as git from "./index.ts";

const branch = "signalbox/play";
const names = ["a.txt", "b.txt", "folder/c.txt", "folder/d\ne.txt", "new.txt"];

/** Numbers that look random and are the same for the same seed (mulberry32). */
function createRandom(seed: number) {
  let state = seed;
  return (limit: number) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
}

/** A session and a person who both work on one repository, and a memory of all that they ever had. */
async function createPlay(seed: number) {
  const random = createRandom(seed);
  const pick = <Item>(items: readonly Item[]) => items[random(items.length)];
  const { path, root } = await createRepository(
    Object.fromEntries(names.slice(0, 4).map((name) => [name, `${name}\n1\n2\n3\n4\n5\n6\n`])),
  );
  const worktree = join(root, "worktree");
  await git.addWorktree({ repository: path, path: worktree, branch, startPoint: "main" });
  const commits = new Set<string>();
  const blobs = new Map<string, string>();
  let archives = 0;
  const archive = () => `play-${(archives += 1)}`;
  const at = { repository: path, worktree, branch };

  const edit = async (folder: string) => {
    const name = pick(names) ?? "";
    const file = join(folder, name);
    const text = await readFile(file, "utf8").catch(() => null);
    if (text !== null && random(4) === 0) return rm(file);
    const lines = (text ?? "0\n1\n2\n").split("\n");
    lines[random(lines.length)] = `line ${random(1_000)}`;
    await writeFiles(folder, { [name]: lines.join("\n") });
  };
  const ownCommit = async () => {
    const log = await personGit(worktree, "log", "--format=%H", "-n", "8");
    return pick(log.split("\n")) ?? "";
  };
  const session: Record<string, () => Promise<unknown>> = {
    edit: () => edit(worktree),
    editMore: () => edit(worktree),
    stage: () => personGit(worktree, "add", "-A"),
    checkpoint: () => git.checkpoint(worktree, { subject: "checkpoint" }),
    commit: () => git.commitFiles(worktree, { message: "part", paths: [pick(names) ?? ""] }),
    rewind: async () => git.rewind(worktree, { to: await ownCommit(), archives: "play-" }),
    discard: () =>
      git.discardChanges({ ...at, archive: archive(), what: { paths: [pick(names) ?? ""] } }),
    take: () =>
      git.takeFiles({ ...at, archive: archive(), from: "main", paths: [pick(names) ?? ""] }),
    reset: async () => {
      const reset = { archives: "play-", baseBranch: "main", archive: archive() };
      return git.resetWorktree({ ...at, ...reset, to: await ownCommit() });
    },
    pull: () =>
      git.pullBranch({
        ...at,
        baseBranch: "main",
        source: { kind: "base" },
        strategy: pick(["merge", "rebase", "ff_only"] as const) ?? "merge",
        leaveConflicts: random(2) === 0,
        message: "pull",
        archive: archive(),
      }),
    plan: () =>
      git.planLand({ ...at, into: "main", strategy: "rebase", message: "m", resolutions: [] }),
  };
  const land = () =>
    git.land({
      ...at,
      into: "main",
      strategy: pick(["merge", "squash", "rebase", "fast_forward"] as const) ?? "merge",
      message: "land",
      resolutions: [],
      archive: archive(),
    });
  const person: Record<string, () => Promise<unknown>> = {
    edit: () => edit(path),
    commit: async () => {
      await personGit(path, "add", "-A");
      await personGit(path, "commit", "-q", "--allow-empty", "-m", "person");
    },
  };

  /** Everything that a person could miss, should it not be there any more. */
  const remember = async () => {
    for (const folder of [worktree, path])
      commits.add(await personGit(folder, "rev-parse", "HEAD"));
    for (const name of names) {
      const text = await readFile(join(worktree, name), "utf8").catch(() => null);
      if (text === null) continue;
      const { stdout } = await git.runGit(["hash-object", "--stdin"], { cwd: path, input: text });
      blobs.set(stdout.trim(), name);
    }
  };
  const lost = async (): Promise<string[]> => {
    const objects = await personGit(path, "rev-list", "--objects", "--all");
    const reachable = new Set(objects.split("\n").map((line) => line.split(" ")[0]));
    const now = await Promise.all(
      names.map(async (name) => {
        const text = await readFile(join(worktree, name), "utf8").catch(() => null);
        if (text === null) return "";
        return (
          await git.runGit(["hash-object", "--stdin"], { cwd: path, input: text })
        ).stdout.trim();
      }),
    );
    const gone = [...commits, ...blobs.keys()].filter(
      (id) => !reachable.has(id) && !now.includes(id),
    );
    // What only lies in the worktree may be written over by the next edit: that is the writer's own doing.
    for (const id of blobs.keys()) if (!reachable.has(id)) blobs.delete(id);
    return gone;
  };
  return { random, pick, path, worktree, session, person, land, remember, lost };
}

/** The person's files, index, stashes, configuration and hooks. */
const personsOwn = async (path: string) => [
  await fingerprint(path, (name) => name.startsWith(".git/") && !name.startsWith(".git/hooks")),
  await readFile(join(path, ".git/config"), "utf8"),
  await personGit(path, "ls-files", "--stage", "-z"),
  await personGit(path, "stash", "list"),
  await personGit(path, "rev-parse", "HEAD"),
];

test.each([1, 2, 3, 4])(
  "whatever is done (seed %i), nothing that was committed or left in the worktree is lost, and the person's checkout stays",
  async (seed) => {
    const play = await createPlay(seed);
    const { path, session, person, pick, random } = play;
    await writeFile(join(path, "b.txt"), "stashed\n");
    await personGit(path, "stash", "push", "-q");
    const told: string[] = [];
    for (let step = 0; step < 40; step += 1) {
      const [kind, actions] = random(5) === 0 ? ["person", person] : ["session", session];
      const name = random(8) === 0 ? "land" : (pick(Object.keys(actions)) ?? "");
      const isLanding = name === "land";
      const isEdit = name.startsWith("edit");
      if (!isEdit) await play.remember();
      const before = await personsOwn(path);
      const action = isLanding ? play.land : actions[name];
      const outcome = await action?.().catch((error: unknown) => error);
      told.push(`${kind} ${name}`);
      if (outcome instanceof Error && !(outcome instanceof git.GitError)) throw outcome;
      const mayTouch = kind === "person" || isLanding;
      expect(mayTouch ? before : await personsOwn(path), told.join(", ")).toEqual(before);
      if (isEdit) continue;
      expect(await play.lost(), told.join(", ")).toEqual([]);
      expect(await personGit(play.worktree, "symbolic-ref", "--short", "HEAD")).toBe(branch);
    }
  },
  120_000,
);
