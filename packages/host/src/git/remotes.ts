import { dirname } from "node:path";
import { hostedRepository } from "./compare-url.ts";
import type { ConfigEntry } from "./environment.ts";
import { GitError, refuse } from "./git-error.ts";
import { openGit, type Git } from "./run-git.ts";
import { Semaphore } from "./semaphore.ts";

/** A push or fetch of much over a slow line. */
export const networkTimeoutMs = 600_000;

/** They may take minutes each, and must not keep what is local waiting. */
const networkProcesses = new Semaphore(4);

/** More remotes than this are no person's. */
const maxRemotes = 50;

/** The transports that git may use. No other helper is started, whatever a remote of the repository names. */
const transports = "https:http:ssh:git:file";

/**
 * git for work with a remote: the person's own credential helpers are back, those of the repository are not, and no proxy program of it is
 * started. Prompts stay off.
 */
export async function openNetworkGit(
  worktree: string,
  extra: Readonly<Record<string, string | undefined>> = {},
): Promise<Git> {
  const ceiling = { GIT_CEILING_DIRECTORIES: dirname(worktree) };
  const plain = await openGit(worktree, ceiling);
  const { stdout } = await plain(
    ["config", "--null", "--show-scope", "--get-regexp", "^credential\\."],
    // 1: no such setting.
    { okExitCodes: [0, 1] },
  );
  const environment = {
    ...ceiling,
    GIT_ALLOW_PROTOCOL: transports,
    GIT_PROXY_COMMAND: "",
    GCM_INTERACTIVE: "never",
    ...extra,
  };
  return openGit(worktree, environment, personsOwn(stdout), networkProcesses);
}

/**
 * git that checks out files. In a partial clone it may fetch what is missing there, from the repository's own remotes and as safely as
 * `openNetworkGit`.
 */
export async function openCheckoutGit(repository: string): Promise<Git> {
  const plain = await openGit(repository);
  if (!plain.isPartialClone) return plain;
  return openNetworkGit(repository, { GIT_NO_LAZY_FETCH: undefined });
}

/** The settings of the person's own files, in their order. */
function personsOwn(listing: string): ConfigEntry[] {
  const fields = listing.split("\0");
  const settings: ConfigEntry[] = [];
  for (let index = 0; index + 1 < fields.length; index += 2) {
    const [name = "", ...value] = (fields[index + 1] ?? "").split("\n");
    if (fields[index] === "global" || fields[index] === "system") {
      settings.push([name, value.join("\n")]);
    }
  }
  return settings;
}

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
  const git = await openGit(worktree, { GIT_CEILING_DIRECTORIES: dirname(worktree) });
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
    const { exitCode, args } = error;
    const stderr = withoutCredentials(error.stderr);
    throw new GitError(withoutCredentials(error.message), { exitCode, stderr, args });
  }
}
