import { t } from "@lingui/core/macro";
import { GitUrlRefused, parseCloneSource, type CloneSource } from "@signalbox/shared";

/** What is known of a typed URL before anything is asked of its host. */
export type SourceView =
  | { kind: "empty" }
  | { kind: "refused"; message: string; help: string[] }
  | {
      kind: "fine";
      source: CloneSource;
      /** What will happen, a sentence each. */
      words: string[];
      /** What a person should know before they go on; null when there is nothing. */
      warning: string | null;
      /** The repository's URL when what was typed is the address of one of its pages. */
      instead: string | null;
    };

/** What people copy from a page with the URL in it. */
const gitCloneWords = /^\s*git\s+clone\s+(?=\S)/;

/** A pasted `git clone <url>` without its first words. */
export function urlOfPasted(text: string): string {
  return text.replace(gitCloneWords, "");
}

/** Say in plain words what cloning from `text` means, by the server's own rules. */
export function viewOfSource(text: string): SourceView {
  if (text.trim() === "") return { kind: "empty" };
  try {
    // The person's home folder is the server's to know: `~` stays as it is.
    const source = parseCloneSource(text, "~");
    return {
      kind: "fine",
      source,
      words: wordsFor(source),
      warning: warningFor(source),
      instead: repositoryOfPage(source),
    };
  } catch (error) {
    if (!(error instanceof GitUrlRefused)) throw error;
    return { kind: "refused", message: error.message, help: error.help };
  }
}

function wordsFor(source: CloneSource): string[] {
  const { kind, credentials } = source;
  const host = source.host ?? "";
  const isGiven =
    credentials.password !== null || (kind !== "ssh" && credentials.username !== null);
  const given = isGiven
    ? [t`What the URL says about who you are is used for this clone alone, and not stored.`]
    : [];
  switch (kind) {
    case "https":
      return [
        t`Over HTTPS from ${host}.`,
        ...(isGiven
          ? []
          : [t`If the repository is private, you are asked for a token or a password.`]),
        ...given,
      ];
    case "http":
      return [t`Over HTTP from ${host}.`, ...given];
    case "ssh":
      return [
        credentials.username
          ? t`Over SSH from ${host} as ${credentials.username}, with your own SSH keys.`
          : t`Over SSH from ${host}, with your own SSH keys.`,
        ...given,
      ];
    case "local":
      return [t`From a folder of this computer. The folder itself stays as it is.`];
  }
}

const loopback = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/;

function warningFor({ kind, host, credentials }: CloneSource): string | null {
  if (kind !== "http" || loopback.test(host ?? "")) return null;
  return credentials.password === null
    ? t`Nothing protects http:// on the way: others can read and change what comes. Use https:// if the host has it.`
    : t`Over http:// everybody on the way could read the password: it is refused. Use the https:// URL.`;
}

/** Pages of a repository, by the host's way to write them: the part that names the repository comes first. */
const pagePaths: Record<string, RegExp> = {
  "github.com":
    /^(\/[^/]+\/[^/]+)\/(?:tree|blob|commits?|pulls?|issues|actions|wiki|releases|tags|branches)(?:\/|$)/,
  "gitlab.com": /^(\/.+?)\/-(?:\/|$)/,
  "bitbucket.org": /^(\/[^/]+\/[^/]+)\/(?:src|commits|branches|pull-requests)(?:\/|$)/,
  "codeberg.org": /^(\/[^/]+\/[^/]+)\/(?:src|commits|branches|pulls|issues)(?:\/|$)/,
};

function repositoryOfPage({ kind, host, url }: CloneSource): string | null {
  const page = host === null || kind !== "https" ? undefined : pagePaths[host];
  const repository = page?.exec(new URL(url).pathname)?.[1];
  return repository === undefined ? null : `https://${host}${repository}.git`;
}
