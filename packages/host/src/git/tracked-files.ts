import { isBareRepository } from "./inspect.ts";
import { openGit } from "./run-git.ts";

/** More paths than fit are left out, and that is told. 4 MiB. */
const maxListBytes = 4_194_304;

/**
 * The paths that git tracks and that `pathspecs` match, relative to the repository's top folder, which `path` is; none in a bare
 * repository. The content of no file is looked at. @throws GitError
 */
export async function trackedFiles(
  path: string,
  pathspecs: readonly string[],
): Promise<{ paths: string[]; truncated: boolean }> {
  const git = await openGit(path);
  if (await isBareRepository(git)) return { paths: [], truncated: false };
  const list = ["ls-files", "-z", "--cached", "--", ...pathspecs];
  const { bytes, truncated } = await git.head(list, maxListBytes);
  // What follows the last NUL is nothing, or half a path.
  const paths = bytes.toString("utf8").split("\0").slice(0, -1);
  return { paths: [...new Set(paths)], truncated };
}
