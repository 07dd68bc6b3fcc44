import type { RepositoryDetails } from "@signalbox/shared";
import { formatBytes, plural } from "../../../lib/format.ts";

const kinds: Record<RepositoryDetails["kind"], string> = {
  repository: "Repository with its files",
  bare: "Bare repository, without files of its own",
  worktree: "Worktree of another repository",
  submodule: "Submodule of another repository",
};

/** What a repository is: `Repository with its files, shallow: only the latest part of its history is here`. */
export function kindWords({
  kind,
  shallow,
  partial,
}: Pick<RepositoryDetails, "kind" | "shallow" | "partial">): string {
  return [
    kinds[kind],
    ...(shallow ? ["shallow: only the latest part of its history is here"] : []),
    ...(partial ? ["partial: git fetches old contents when they are needed"] : []),
  ].join("; ");
}

/** How much room it takes. What was not counted to the end is said to be more. */
export function sizeWords(
  { gitBytes, folderBytes, complete }: RepositoryDetails["size"],
  kind: RepositoryDetails["kind"],
): string {
  const git = `${formatBytes(gitBytes)} of git's objects`;
  // Git counts the blocks of the disk: many small objects take more of them than they have bytes.
  if (kind === "bare" || folderBytes < gitBytes) return git;
  return `${complete ? "" : "more than "}${formatBytes(folderBytes)} in all, ${git}`;
}

export function submoduleWords(count: number): string {
  return count === 0
    ? "None"
    : `${plural(count, "submodule")}; new worktrees come without their contents`;
}
