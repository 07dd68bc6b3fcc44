import { hostedRepository } from "./compare-url.ts";
import { GitError, MissingObjectError, refuse } from "./git-error.ts";
import { openGit, type Git } from "./run-git.ts";

/** More remotes than this are no person's. */
const maxRemotes = 50;

/**
 * Makes sure that a repository has a remote of this name, and gives the URL that git would use.
 * @throws GitError when it has none, or the URL would start a program
 */
export async function remoteUrl(git: Git, remote: string, use: "fetch" | "push"): Promise<string> {
  const { stdout: names } = await git(["remote"]);
  if (!names.split("\n").includes(remote) || remote.startsWith("-")) {
    throw refuse(`The repository has no remote "${remote}".`, ["remote"]);
  }
  const flags = use === "push" ? ["--push"] : [];
  const url = (await git(["remote", "get-url", ...flags, "--", remote])).stdout.trim();
  // Without a URL git takes the name for the path of a folder.
  if (url === remote) throw refuse(`The remote "${remote}" has no URL.`, ["remote"]);
  if (url.startsWith("-") || /^[a-z0-9+.-]*::/i.test(url)) {
    throw refuse(`The URL of the remote "${remote}" is not one that Signalbox uses.`, ["remote"]);
  }
  return url;
}

/** Where a remote is: the URL that is pushed to, and the one that names a host, both without user and password. */
export interface RemoteAddress {
  url: string;
  /** That of fetching when the one of pushing names no host. */
  address: string;
}

/** @throws GitError as `remoteUrl` */
export async function remoteAddress(git: Git, remote: string): Promise<RemoteAddress> {
  const url = withoutCredentials(await remoteUrl(git, remote, "push"));
  if (hostedRepository(url) !== null) return { url, address: url };
  return { url, address: withoutCredentials(await remoteUrl(git, remote, "fetch")) };
}

/** The remotes of a worktree's repository that can be pushed to, `origin` first. @throws GitError */
export async function listRemotes(worktree: string): Promise<({ name: string } & RemoteAddress)[]> {
  const git = await openGit(worktree);
  const { stdout } = await git(["remote"]);
  const names = stdout.split("\n").filter((name) => name !== "");
  const sorted = names.toSorted(
    (one, other) => Number(other === "origin") - Number(one === "origin"),
  );
  const remotes: ({ name: string } & RemoteAddress)[] = [];
  for (const name of sorted.slice(0, maxRemotes)) {
    // One without a URL, or with one that is not used, is nowhere to push to.
    const found = await remoteAddress(git, name).catch((error: unknown) => {
      if (error instanceof GitError) return null;
      throw error;
    });
    if (found !== null) remotes.push({ name, ...found });
  }
  return remotes;
}

/** A URL, or words with URLs, without users and passwords. */
export function withoutCredentials(text: string): string {
  return text.replaceAll(/(\b[a-z][a-z0-9+.-]*:\/\/)[^/\s]*@/gi, "$1");
}

/** Words without URLs' users and passwords, and without the tokens of the well-known hosts. */
export function withoutTokens(text: string): string {
  const token = /\b(?:gh[oprsu]_|github_pat_|gl[a-z]{2,6}-|ATBB|ATCTT)[A-Za-z0-9_=.-]{10,}/g;
  return withoutCredentials(text).replaceAll(token, "[redacted]");
}

/** Runs work with a remote; what git says of its failure carries no password. @throws GitError */
export async function speakingSafely<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    const { exitCode } = error;
    // Of the other side's program its kind says enough.
    const args = error.args.map((arg) => arg.replace(/^(--(?:receive|upload)-pack=)[^]*/, "$1…"));
    const stderr = withoutCredentials(error.stderr);
    if (error instanceof MissingObjectError) throw error;
    throw new GitError(withoutCredentials(error.message), { exitCode, stderr, args });
  }
}
