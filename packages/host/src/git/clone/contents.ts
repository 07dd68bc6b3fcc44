import type { CloneContents } from "@signalbox/shared";
import { openGit, type Git } from "../run-git.ts";

/** More submodules than anybody reads of. */
const maxSubmodules = 200;

/**
 * What the fresh clone at `folder` has beside its own files, from its HEAD; null when it has no commit. `environment` is the person's,
 * which says whether Git LFS is set up.
 * @throws GitError
 */
export async function readContents(
  folder: string,
  options: { partial: boolean; environment: Readonly<Record<string, string | undefined>> },
): Promise<CloneContents | null> {
  const git = await openGit(folder, options.environment);
  const head = await git(["rev-parse", "--verify", "--quiet", "HEAD^{commit}"], {
    okExitCodes: [0, 1],
  });
  if (head.exitCode !== 0) return null;
  return {
    submodules: await readSubmodules(git),
    largeFiles: await readLargeFiles(git),
    partial: options.partial,
  };
}

/** The submodules that HEAD names; none where it names none, or cannot be read. @throws GitError */
export async function readSubmodules(git: Git): Promise<CloneContents["submodules"]> {
  const { stdout } = await git(
    [
      "config",
      "--null",
      "--blob",
      "HEAD:.gitmodules",
      "--get-regexp",
      String.raw`^submodule\..*\.(path|url)$`,
    ],
    // 1: no such setting; 128: no such file, or one that cannot be read.
    { okExitCodes: [0, 1, 128] },
  );
  const found = new Map<string, { path: string; url: string }>();
  for (const entry of stdout.split("\0").filter((part) => part.includes("\n"))) {
    const [key = "", value = ""] = entry.split(/\n([^]*)/);
    const name = key.slice("submodule.".length, key.lastIndexOf("."));
    const submodule = found.get(name) ?? { path: name, url: "" };
    found.set(name, { ...submodule, [key.endsWith(".url") ? "url" : "path"]: value });
  }
  return [...found.values()].slice(0, maxSubmodules);
}

async function readLargeFiles(git: Git): Promise<CloneContents["largeFiles"]> {
  const { exitCode } = await git(
    [
      "grep",
      "--quiet",
      "-I",
      "-E",
      "filter=lfs",
      "HEAD",
      "--",
      ".gitattributes",
      "**/.gitattributes",
    ],
    { okExitCodes: [0, 1] },
  );
  if (exitCode !== 0) return "none";
  const filter = await git(["config", "--get", "filter.lfs.process"], { okExitCodes: [0, 1] });
  return filter.exitCode === 0 ? "fetched" : "not_fetched";
}
