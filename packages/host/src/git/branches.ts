import type { GitBranch } from "@signalbox/shared";
import { refuse } from "./git-error.ts";
import { timeOf } from "./log.ts";
import { openGit } from "./run-git.ts";

const fields = ["%(refname)", "%(objectname)", "%(committerdate:unix)", "%(worktreepath)"];
// Last, so that a line end after it belongs to no other field.
const subject = "%(contents:subject)";

/**
 * One page of a repository's branches, the one with the newest commit first, with those of its remotes when `remotes`; the
 * cursor is how many came before.
 * @throws GitError also when the cursor is no number
 */
export async function describeBranches(
  cwd: string,
  options: {
    base: string;
    session: string;
    remotes: boolean;
    cursor?: string | undefined;
    limit: number;
  },
): Promise<{ items: GitBranch[]; nextCursor: string | null }> {
  if (!/^\d{1,9}$/.test(options.cursor ?? "0")) {
    throw refuse("The cursor is none of a page before.", ["for-each-ref"]);
  }
  const before = Number(options.cursor ?? 0);
  const git = await openGit(cwd);
  const { stdout } = await git([
    "for-each-ref",
    "--sort=-committerdate",
    `--count=${before + options.limit + 1}`,
    `--format=${[...fields, subject].join("%00")}%00`,
    "refs/heads",
    ...(options.remotes ? ["refs/remotes"] : []),
  ]);
  const parts = stdout.split("\0");
  const branches: GitBranch[] = [];
  for (let first = 0; first + fields.length < parts.length; first += fields.length + 1) {
    const [ref = "", commit = "", seconds, path = "", words = ""] = parts.slice(first, first + 5);
    const { name, isRemote } = nameOf(ref.trim());
    branches.push({
      name,
      isRemote,
      isBase: name === options.base,
      isSession: !isRemote && name === options.session,
      commit,
      committedAt: timeOf(seconds),
      subject: words,
      checkedOutAt: path === "" ? null : path,
    });
  }
  const items = branches.slice(before, before + options.limit);
  return {
    items,
    nextCursor: branches.length > before + options.limit ? String(before + items.length) : null,
  };
}

function nameOf(ref: string): { name: string; isRemote: boolean } {
  const isRemote = ref.startsWith("refs/remotes/");
  return { name: ref.slice((isRemote ? "refs/remotes/" : "refs/heads/").length), isRemote };
}
