/** The pages of the well-known hosts, by how their names begin or end. */
const pages: readonly { host: RegExp; page: (base: string, branch: string) => string }[] = [
  { host: /^github\./, page: (base, branch) => `compare/${base}...${branch}?expand=1` },
  {
    host: /^gitlab\./,
    page: (base, branch) =>
      `-/merge_requests/new?merge_request%5Bsource_branch%5D=${branch}&merge_request%5Btarget_branch%5D=${base}`,
  },
  {
    host: /^bitbucket\.org$/,
    page: (base, branch) => `pull-requests/new?source=${branch}&dest=${base}`,
  },
  {
    host: /^(codeberg\.org$|gitea\.|forgejo\.)/,
    page: (base, branch) => `compare/${base}...${branch}`,
  },
];

/** Where a person opens a pull request from one branch into another; null when the remote's host has no known page for it. */
export function compareUrlOf(remoteUrl: string, base: string, branch: string): string | null {
  const match =
    /^(?:https?|ssh):\/\/(?:[^/@]*@)?([^/:]+)(?::\d+)?\/(.+?)(?:\.git)?\/?$/.exec(remoteUrl) ??
    /^(?:[^/@:]*@)?([^/@:]+):([^/].*?)(?:\.git)?\/?$/.exec(remoteUrl);
  const [, host = "", path = ""] = match ?? [];
  const found = pages.find((entry) => entry.host.test(host));
  if (found === undefined) return null;
  const page = found.page(encodeURIComponent(base), encodeURIComponent(branch));
  return `https://${host}/${path.split("/").map(encodeURIComponent).join("/")}/${page}`;
}
