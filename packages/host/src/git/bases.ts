import type { RepositoryBase } from "@signalbox/shared";
import { timeOf } from "./log.ts";
import { openGit } from "./run-git.ts";

const kinds = [
  { kind: "branch", prefix: "refs/heads/" },
  { kind: "remote", prefix: "refs/remotes/" },
  { kind: "tag", prefix: "refs/tags/" },
] as const;

/**
 * What a branch can begin from: local branches, the branches of remotes as this repository saw them last, and tags; the newest of
 * each kind first, at most `limit` of each. With `search` those whose name contains it, whatever the case. `truncated` says whether
 * some were left out for the limit.
 * @throws GitError
 */
export async function listBases(
  cwd: string,
  options: { search?: string | undefined; limit: number },
): Promise<{ bases: RepositoryBase[]; truncated: boolean }> {
  const git = await openGit(cwd);
  const { stdout } = await git([
    "for-each-ref",
    "--sort=-creatordate",
    "--format=%(refname)%00%(creatordate:unix)%00%(symref)",
    ...kinds.map(({ prefix }) => prefix),
  ]);
  const refs = stdout.split("\n").filter((line) => line !== "");
  const all = refs.flatMap((line) => baseOf(line) ?? []);
  const local = new Set(all.filter(({ kind }) => kind === "branch").map(({ name }) => name));
  const wanted = options.search?.toLowerCase() ?? "";
  const found = all.filter(
    ({ kind, name }) =>
      name.toLowerCase().includes(wanted) &&
      // A name means the local branch before anything else.
      (kind === "branch" || !local.has(name)),
  );
  const bases = kinds.flatMap(({ kind }) =>
    found.filter((base) => base.kind === kind).slice(0, options.limit),
  );
  return { bases, truncated: bases.length < found.length };
}

/** Null for a name that only stands for another: `origin/HEAD`. */
function baseOf(line: string): RepositoryBase | null {
  const [ref = "", seconds, target] = line.split("\0");
  const found = kinds.find(({ prefix }) => ref.startsWith(prefix));
  if (!found || target) return null;
  return { kind: found.kind, name: ref.slice(found.prefix.length), changedAt: timeOf(seconds) };
}
