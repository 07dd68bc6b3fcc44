import { i18n, type MessageDescriptor } from "@lingui/core";
import { msg, plural, t } from "@lingui/core/macro";
import type { RepositoryDetails } from "@signalbox/shared";
import { formatBytes } from "../../../lib/format.ts";

const kinds: Record<RepositoryDetails["kind"], MessageDescriptor> = {
  repository: msg`Repository with its files`,
  bare: msg`Bare repository, without files of its own`,
  worktree: msg`Worktree of another repository`,
  submodule: msg`Submodule of another repository`,
};

/** What a repository is: `Repository with its files, shallow: only the latest part of its history is here`. */
export function kindWords({
  kind,
  shallow,
  partial,
}: Pick<RepositoryDetails, "kind" | "shallow" | "partial">): string {
  return [
    i18n._(kinds[kind]),
    ...(shallow ? [t`shallow: only the latest part of its history is here`] : []),
    ...(partial ? [t`partial: git fetches old contents when they are needed`] : []),
  ].join("; ");
}

/** How much room it takes. What was not counted to the end is said to be more. */
export function sizeWords(
  { gitBytes, folderBytes, complete }: RepositoryDetails["size"],
  kind: RepositoryDetails["kind"],
): string {
  const git = formatBytes(gitBytes);
  // Git counts the blocks of the disk: many small objects take more of them than they have bytes.
  if (kind === "bare" || folderBytes < gitBytes) return t`${git} of git's objects`;
  const all = formatBytes(folderBytes);
  return complete
    ? t`${all} in all, ${git} of git's objects`
    : t`more than ${all} in all, ${git} of git's objects`;
}

export function submoduleWords(count: number): string {
  return count === 0
    ? t`None`
    : plural(count, {
        one: "# submodule; new worktrees come without their contents",
        other: "# submodules; new worktrees come without their contents",
      });
}
