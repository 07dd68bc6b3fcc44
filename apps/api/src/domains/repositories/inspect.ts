import { stat } from "node:fs/promises";
import { inspectRepository, type RepositoryInspection } from "@signalbox/host/git";
import { DomainError } from "@signalbox/shared";
import { translatingGitErrors } from "../git/git-errors.ts";
import { wholePath } from "./folders.ts";

/** Whether a folder is at `path`, and may be looked at. */
export function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

/**
 * Look at the folder that a person wants to add: the top level of the repository it lies in (links
 * resolved) and the branch that new sessions begin from. `~` stands for `personHome`.
 * @throws DomainError INVALID_INPUT, REPOSITORY_PATH_MISSING, NOT_A_GIT_REPOSITORY, REPOSITORY_HAS_NO_COMMITS, GIT_FAILED
 */
export async function inspectForAdding(
  given: string,
  personHome: string,
): Promise<{ path: string; defaultBranch: string }> {
  const folder = wholePath(given, personHome, "path");
  const found = await translatingGitErrors("look at this folder", () => inspectRepository(folder));
  if (found.kind !== "repository") throw notARepository(folder, found.kind);
  if (found.headCommit === null) {
    throw new DomainError("REPOSITORY_HAS_NO_COMMITS", "This repository has no commit yet.", {
      help: [
        `Make a first commit: git -C ${found.topLevel} commit --allow-empty -m "First commit"`,
      ],
      details: { path: found.topLevel },
    });
  }
  return { path: found.topLevel, defaultBranch: found.defaultBranch };
}

/** The error for a folder that is no repository that can be worked in. */
export function notARepository(
  folder: string,
  kind: Exclude<RepositoryInspection["kind"], "repository">,
): DomainError {
  const details = { path: folder };
  switch (kind) {
    case "path_missing":
      return new DomainError("REPOSITORY_PATH_MISSING", `There is no folder ${folder}.`, {
        help: ["Check the spelling.", "Is the drive that holds it connected?"],
        details,
      });
    case "not_a_directory":
      return new DomainError("NOT_A_GIT_REPOSITORY", `${folder} is a file, not a folder.`, {
        help: ["Give the folder that holds the git repository."],
        details,
      });
    case "not_a_repository":
      return new DomainError("NOT_A_GIT_REPOSITORY", `${folder} is not a git repository.`, {
        help: [
          "Choose a folder that holds a git repository.",
          `Or make it one: git init ${folder}`,
        ],
        details,
      });
  }
}
