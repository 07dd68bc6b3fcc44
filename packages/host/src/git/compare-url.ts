import type { PullRequestTool } from "@signalbox/shared";

/** Where a repository is kept, as the URL of a remote says it. */
export interface HostedRepository {
  /** With the port of an HTTP URL, when it has one. */
  host: string;
  /** `owner/name`, with more folders above on some hosts. */
  path: string;
}

type Page = (base: string, branch: string) => string;

const pageOfGithub: Page = (base, branch) => `compare/${base}...${branch}?expand=1`;
const pageOfGitlab: Page = (base, branch) =>
  `-/merge_requests/new?merge_request%5Bsource_branch%5D=${branch}&merge_request%5Btarget_branch%5D=${base}`;

/** The pages of the well-known hosts, by how their names begin or end. */
const pages: readonly { host: RegExp; page: Page }[] = [
  { host: /^github\./, page: pageOfGithub },
  { host: /^gitlab\./, page: pageOfGitlab },
  {
    host: /^bitbucket\.org$/,
    page: (base, branch) => `pull-requests/new?source=${branch}&dest=${base}`,
  },
  {
    host: /^(codeberg\.org$|gitea\.|forgejo\.)/,
    page: (base, branch) => `compare/${base}...${branch}`,
  },
];
const pageOfTool: Record<PullRequestTool, Page> = { gh: pageOfGithub, glab: pageOfGitlab };

/** Hosts that are only another way by SSH to one whose pages are elsewhere. */
const sshOnly: Readonly<Record<string, string>> = {
  "ssh.github.com": "github.com",
  "altssh.gitlab.com": "gitlab.com",
  "altssh.bitbucket.org": "bitbucket.org",
};

/** Takes the URL of a remote apart; null for a folder of this computer, and for what is no URL of a repository. */
export function hostedRepository(remoteUrl: string): HostedRepository | null {
  const match =
    /^(https?:\/\/)(?:[^/@]*@)?([^/:]+(?::\d+)?)\/(.+?)(?:\.git)?\/?$/.exec(remoteUrl) ??
    /^(ssh:\/\/)(?:[^/@]*@)?([^/:]+)(?::\d+)?\/(.+?)(?:\.git)?\/?$/.exec(remoteUrl) ??
    /^((?:[^/@:]*@)?)([^/@:]+):([^/].*?)(?:\.git)?\/?$/.exec(remoteUrl);
  const [, , host = "", path = ""] = match ?? [];
  if (match === null || !/^[a-z0-9.:_-]+$/i.test(host)) return null;
  return { host: sshOnly[host.toLowerCase()] ?? host.toLowerCase(), path };
}

/**
 * Where a person opens a pull request from one branch into another; null when the remote's host has no known page for it. `tool` is
 * the program for pull requests that knows the host.
 */
export function compareUrlOf(
  remoteUrl: string,
  base: string,
  branch: string,
  tool: PullRequestTool | null = null,
): string | null {
  const repository = hostedRepository(remoteUrl);
  if (repository === null) return null;
  const { host, path } = repository;
  const page =
    pages.find((entry) => entry.host.test(host))?.page ?? (tool === null ? null : pageOfTool[tool]);
  if (page === null) return null;
  const place = `https://${host}/${path.split("/").map(encodeURIComponent).join("/")}`;
  return `${place}/${page(encodeURIComponent(base), encodeURIComponent(branch))}`;
}
