import { takeCredentials, type UrlCredentials } from "./url-credentials.ts";

/** Where a clone comes from. `url` is what git is given and what it stores: never with a password or a token in it. */
export interface CloneSource {
  kind: "https" | "http" | "ssh" | "local";
  url: string;
  /** Lower case, without the port; null for a local folder. */
  host: string | null;
  /** The origin whose questions for a user and password are answered; null for all but HTTP. */
  origin: string | null;
  /** What the URL said about who asks. */
  credentials: UrlCredentials;
  /** A name for the folder. */
  name: string;
}

/** A URL that git is not given. `message` says why, `help` what to give instead; neither quotes the URL. */
export class GitUrlRefused extends Error {
  override readonly name = "GitUrlRefused";
  readonly help: string[];

  constructor(message: string, help: string[]) {
    super(message);
    this.help = help;
  }
}

const examples =
  "Give a URL such as https://host/owner/name.git, ssh://git@host/owner/name.git or git@host:owner/name.git, or the whole path of a folder.";
const hostPattern = /^(?:[a-z0-9_](?:[a-z0-9._-]*[a-z0-9_.])?|\[[0-9a-f:.]+\])$/i;
const userPattern = /^[A-Za-z0-9_.+@][A-Za-z0-9_.+@-]*$/;
// oxlint-disable-next-line no-control-regex -- control characters are what is refused
const controlCharacters = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;

/**
 * Takes apart where a person wants to clone from; `~` stands for `personHome`. User and password of the URL are taken out.
 * @throws GitUrlRefused for what would start a program, reach a host unprotected, or mean something else than it seems
 */
export function parseCloneSource(given: string, personHome: string): CloneSource {
  const text = given.replace(/^ +| +$/g, "");
  if (controlCharacters.test(text)) {
    throw new GitUrlRefused("The URL has control characters in it.", [
      "Copy the URL again: it must be one line of plain characters.",
    ]);
  }
  if (text.startsWith("-")) {
    throw new GitUrlRefused("The URL begins with a dash, as an option of git does.", [examples]);
  }
  if (/^[a-z0-9+.-]*::/i.test(text)) {
    throw new GitUrlRefused("The URL names a helper program (transport::address).", [
      "Such URLs start programs on this computer, and are not used here.",
      examples,
    ]);
  }
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(text)?.[1]?.toLowerCase();
  if (scheme !== undefined) return parseUrl(text, scheme);
  if (text.startsWith("/")) return localSource(text);
  if (text === "~" || text.startsWith("~/")) return localSource(personHome + text.slice(1));
  return parseScpLike(text);
}

function parseUrl(text: string, scheme: string): CloneSource {
  switch (scheme) {
    case "https":
    case "http":
      return httpSource(text, scheme);
    case "ssh":
      return sshSource(text);
    case "file":
      return fileSource(text);
    case "git":
      throw new GitUrlRefused("git:// transfers without any protection.", [
        "Use the https:// or the ssh:// URL of the repository.",
      ]);
    default:
      throw new GitUrlRefused("This kind of URL is not one that can be cloned from.", [examples]);
  }
}

function httpSource(text: string, kind: "http" | "https"): CloneSource {
  const url = parsed(text);
  if (url.search !== "" || url.hash !== "") {
    throw new GitUrlRefused("The URL has a part after ? or #, which no repository's URL has.", [
      "Leave that part away. A token that stood in it can be given as a credential.",
    ]);
  }
  const credentials = takeCredentials(url);
  const { href, hostname, origin } = url;
  return { kind, url: href, host: hostname, origin, credentials, name: nameOf(url.pathname) };
}

function sshSource(text: string): CloneSource {
  const url = parsed(text);
  const { username, password } = takeCredentials(url);
  const user = username ?? "";
  assertUser(user);
  if (url.search !== "" || url.hash !== "" || url.pathname.length < 2) {
    throw new GitUrlRefused("The URL does not name a repository on the host.", [examples]);
  }
  // The user is who ssh logs in as, no secret.
  const address = `ssh://${user === "" ? "" : `${user}@`}${url.host}${url.pathname}`;
  const credentials = { username: username ?? null, password };
  const { hostname: host } = url;
  return { kind: "ssh", url: address, host, origin: null, credentials, name: nameOf(url.pathname) };
}

/** `user@host:path`, as git and scp write it. */
function parseScpLike(text: string): CloneSource {
  const match = /^(?:([^@/:]*)@)?(\[[^\]/]*\]|[^:/@]*):(.+)$/.exec(text);
  const [, user = "", host = "", repository = ""] = match ?? [];
  if (match === null) {
    throw new GitUrlRefused("This is neither a URL nor the whole path of a folder.", [examples]);
  }
  assertUser(user);
  if (!hostPattern.test(host) || repository.startsWith("-") || /\s/.test(text)) {
    throw new GitUrlRefused("The host or the path in this address is not one.", [examples]);
  }
  const credentials = { username: user === "" ? null : user, password: null };
  const name = nameOf(repository);
  return { kind: "ssh", url: text, host: host.toLowerCase(), origin: null, credentials, name };
}

function fileSource(text: string): CloneSource {
  const folder = /^file:\/\/(?:localhost)?(\/.*)$/i.exec(text)?.[1];
  if (folder === undefined) {
    throw new GitUrlRefused("A file:// URL names a folder of this computer.", [
      "Give it as file:///whole/path, or the path alone.",
    ]);
  }
  return { ...localSource(folder), url: `file://${folder}`, name: nameOf(folder) };
}

function localSource(folder: string): CloneSource {
  const url = normalized(folder);
  const credentials = { username: null, password: null };
  return { kind: "local", url, host: null, origin: null, credentials, name: nameOf(url) };
}

/** A whole path without `.`, `..` and doubled slashes in it. */
function normalized(folder: string): string {
  const parts: string[] = [];
  for (const part of folder.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  const end = folder.endsWith("/") && parts.length > 0 ? "/" : "";
  return `/${parts.join("/")}${end}`;
}

function parsed(text: string): URL {
  // The parser would mend these in silence, and git would not.
  const url =
    /^[a-z]+:\/\/[^\s\\/][^\s\\]*$/i.test(text) && URL.canParse(text) ? new URL(text) : null;
  if (url === null || !hostPattern.test(url.hostname)) {
    throw new GitUrlRefused("This is not a complete URL.", [examples]);
  }
  return url;
}

function assertUser(user: string): void {
  if (user === "" || userPattern.test(user)) return;
  throw new GitUrlRefused("The user in the URL is not one that ssh can be given.", [examples]);
}

/** Bytes that every file system takes as a name, with room for a number. */
const maxNameLength = 80;

/** The last part of a path that says something, as a folder's name that needs no quoting anywhere. */
function nameOf(pathname: string): string {
  const parts = decoded(pathname)
    .split(/[/:]/)
    .map((part) => part.replace(/\.git$/i, ""))
    .filter((part) => part !== "");
  const plain = (parts.at(-1) ?? "")
    .replaceAll(/[^\p{L}\p{N}._-]+/gu, "-")
    .replace(/^[.-]+/, "")
    .slice(0, maxNameLength)
    .replace(/[.-]+$/, "");
  return plain === "" ? "repository" : plain;
}

function decoded(pathname: string): string {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return pathname;
  }
}
