import type { RepositoryDetails } from "@signalbox/shared";
import { archivePrefix } from "./archive-ref.ts";
import { readSubmodules } from "./clone/contents.ts";
import { folderSize } from "./folder-size.ts";
import { GitError } from "./git-error.ts";
import type { RepositoryFacts } from "./inspect.ts";
import { withoutCredentials } from "./remotes.ts";
import { openGit, type Git } from "./run-git.ts";
import { linkedKind } from "./scan.ts";

/** A person waits for it: what takes longer is left out, or fails. */
const gitTimeoutMs = 10_000;
/** How much of a folder is counted: a large checkout has some hundred thousand files. */
const maxEntries = 300_000;
/** For how long it is counted. */
const folderTimeoutMs = 3000;
/** More remotes than anybody reads of. */
const maxRemotes = 100;

/** A partial clone would fetch, over the network, what it lacks; an older git only heeds the second. */
const nothingFetched = { GIT_NO_LAZY_FETCH: "1", GIT_ALLOW_PROTOCOL: "" };

/** What a repository's folder says of it. */
export type RepositoryReading = Pick<
  RepositoryDetails,
  "kind" | "shallow" | "partial" | "remotes" | "submodules" | "size" | "archives"
>;

/**
 * Reads what a repository is off its folder, `topLevel` of its inspection. Writes nothing, and takes seconds at most: a size that
 * takes longer to count is given as far as it was counted. `signal` ends the counting.
 * @throws GitError
 */
export async function readDetails(
  { topLevel, isBare }: Pick<RepositoryFacts, "topLevel" | "isBare">,
  signal: AbortSignal | undefined,
): Promise<RepositoryReading> {
  const git = await openGit(topLevel, nothingFetched);
  const [kind, shallow, settings, submodules, archives, gitBytes, folder] = await Promise.all([
    isBare ? ("bare" as const) : linkedKind(topLevel),
    isShallow(git),
    readSettings(git),
    readSubmodules(git),
    countArchives(git),
    objectBytes(git),
    folderSize(topLevel, { maxEntries, signal: within(folderTimeoutMs, signal) }),
  ]);
  return {
    kind: kind ?? "repository",
    shallow,
    ...settings,
    submodules: submodules.length,
    archives,
    size: {
      gitBytes: gitBytes ?? 0,
      folderBytes: folder.bytes,
      complete: folder.complete && gitBytes !== null,
    },
  };
}

function within(timeoutMs: number, signal: AbortSignal | undefined): AbortSignal {
  return AbortSignal.any([AbortSignal.timeout(timeoutMs), ...(signal ? [signal] : [])]);
}

async function isShallow(git: Git): Promise<boolean> {
  const { stdout } = await git(["rev-parse", "--is-shallow-repository"], {
    timeoutMs: gitTimeoutMs,
  });
  return stdout.trim() === "true";
}

/** The remotes as they are configured, and whether one of them still has objects that are fetched when they are needed. */
async function readSettings(git: Git): Promise<Pick<RepositoryReading, "partial" | "remotes">> {
  const pattern = String.raw`^(extensions\.partialclone|remote\..*\.(url|promisor))$`;
  const { stdout } = await git(["config", "--null", "--get-regexp", pattern], {
    // 1: no such setting.
    okExitCodes: [0, 1],
    timeoutMs: gitTimeoutMs,
  });
  const remotes = new Map<string, string>();
  let partial = false;
  for (const entry of stdout.split("\0").filter((part) => part !== "")) {
    // A name without a value is a setting that is switched on.
    const [key = "", value = "true"] = entry.split(/\n([^]*)/);
    const name = key.slice("remote.".length, key.lastIndexOf("."));
    if (key === "extensions.partialclone") partial = true;
    else if (key.endsWith(".promisor")) partial ||= value === "true";
    // The first of several URLs is the one that is fetched from.
    else if (!remotes.has(name)) remotes.set(name, withoutCredentials(value));
  }
  const listed = [...remotes].slice(0, maxRemotes).map(([name, url]) => ({ name, url }));
  return { partial, remotes: listed };
}

async function countArchives(git: Git): Promise<number> {
  const { stdout } = await git(["for-each-ref", "--format=%(objecttype)", archivePrefix], {
    timeoutMs: gitTimeoutMs,
  });
  return stdout.split("\n").filter((type) => type === "commit").length;
}

/** What git's objects take on the disk; null where it takes too long to count. */
async function objectBytes(git: Git): Promise<number | null> {
  try {
    const { stdout } = await git(["count-objects", "--verbose"], { timeoutMs: gitTimeoutMs });
    // In KiB; loose ones, packed ones, and what a broken transfer left.
    const sizes = stdout.matchAll(/^size(?:-pack|-garbage)?: (\d+)$/gm);
    return [...sizes].reduce((sum, [, kibibytes]) => sum + Number(kibibytes) * 1024, 0);
  } catch (error) {
    if (error instanceof GitError && error.exitCode === null) return null;
    throw error;
  }
}
