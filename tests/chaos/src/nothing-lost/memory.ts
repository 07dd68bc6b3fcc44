import path from "node:path";
import { blobOf, fieldsOf, plainGit, tryGit } from "./git.ts";

/** A memory of every commit, and every file of a worktree, that there was at the end of a step. Files that git ignores are not in it. */
export class Memory {
  readonly #repository: string;
  /** By its id, where it was. */
  readonly #known = new Map<string, string>();

  constructor(repository: string) {
    this.#repository = repository;
  }

  /** Remembers all that is there now: the commits of all branches and heads, and the files of these worktrees. */
  async remember(worktrees: readonly string[]): Promise<void> {
    for (const commit of await this.#tips(worktrees)) this.#known.set(commit, "a commit");
    for (const [blob, place] of await filesIn(worktrees)) this.#known.set(blob, place);
  }

  /** What is neither reachable from a ref or a head, nor in a file of these worktrees any more. */
  async lost(worktrees: readonly string[]): Promise<string[]> {
    const there = await this.#there(worktrees);
    return [...this.#known].filter(([id]) => !there.has(id)).map((entry) => entry.join(" "));
  }

  /** Forgets what is not there any more: its owner did away with it by hand. */
  async forgetLost(worktrees: readonly string[]): Promise<void> {
    const there = await this.#there(worktrees);
    for (const id of this.#known.keys()) if (!there.has(id)) this.#known.delete(id);
  }

  async #there(worktrees: readonly string[]): Promise<Set<string>> {
    const tips = await this.#tips(worktrees);
    const objects = await plainGit(this.#repository, "rev-list", "--objects", "--all", ...tips);
    const there = new Set(objects.split("\n").map((line) => line.split(" ")[0] ?? ""));
    for (const blob of (await filesIn(worktrees)).keys()) there.add(blob);
    return there;
  }

  async #tips(worktrees: readonly string[]): Promise<string[]> {
    const refs = ["for-each-ref", "--format=%(objectname)", "refs/heads", "refs/tags"];
    const tips = (await plainGit(this.#repository, ...refs)).split("\n");
    for (const folder of [this.#repository, ...worktrees]) {
      tips.push((await tryGit(folder, "rev-parse", "--verify", "-q", "HEAD")) ?? "");
    }
    return [...new Set(tips.map((tip) => tip.trim()))].filter((tip) => tip !== "");
  }
}

/** The blobs of all files that git does not ignore, and where each is. */
async function filesIn(worktrees: readonly string[]): Promise<Map<string, string>> {
  const blobs = new Map<string, string>();
  for (const worktree of worktrees) {
    const list = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
    for (const name of new Set(fieldsOf(await tryGit(worktree, ...list)))) {
      const blob = await blobOf(path.join(worktree, name));
      if (blob !== null) blobs.set(blob, `${path.basename(worktree)}/${name}`);
    }
  }
  return blobs;
}
