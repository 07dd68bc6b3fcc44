import { CloneError } from "@signalbox/host/git";
import {
  DomainError,
  type CloneFailure,
  type CloneSource,
  type GitUrlRefused,
} from "@signalbox/shared";
import { errorCode } from "../../error-code.ts";
import { authenticationNeeded } from "./clone-auth-errors.ts";

type Explained = readonly [message: string, ...help: string[]];

const again = "Try again: nothing of this attempt was kept.";

/** What a person is told of each failure, and can do about it. */
function explain(failure: CloneFailure, source: CloneSource): Explained {
  const host = source.host ?? "the host";
  const ssh = sshWords(source, host);
  switch (failure) {
    case "host_not_found":
      return [
        `There is no host ${host}.`,
        "Check the spelling of the URL.",
        "Is this computer connected to the network, and to the VPN that the host may need?",
      ];
    case "host_unreachable":
      return [
        `${host} does not answer.`,
        "Is this computer connected to the network, and to the VPN that the host may need?",
        "A firewall may let HTTPS through where it stops SSH: try the https:// URL.",
      ];
    case "proxy":
      return [
        "The proxy of this computer does not lead to the host.",
        "Look at what git is told to use: git config --get http.proxy, and the variable HTTPS_PROXY.",
      ];
    case "connection_lost":
      return [
        `The connection to ${host} broke off.`,
        again,
        "A partial clone transfers less: choose it for huge repositories.",
      ];
    case "stalled":
      return [
        `Nothing came from ${host} any more.`,
        again,
        "A partial clone transfers less: choose it for huge repositories.",
      ];
    case "tls":
      return [
        `The connection to ${host} could not be made secure.`,
        "Read what git says: the certificate may have run out, or be for another name.",
        "For a host with a certificate of your own: git config --global http.https://<host>/.sslCAInfo <file>",
      ];
    case "host_key_unknown":
      return [
        `This computer does not know the SSH host key of ${host} yet.`,
        "Compare the fingerprint with the one that the host publishes, and clone again with it as the trusted one.",
        `Or on the command line: \`${ssh.login}\`, and answer yes.`,
      ];
    case "host_key_changed":
      return [
        `The SSH host key of ${host} is not the one that this computer knows.`,
        "Ask those who run the host whether it has a new key: somebody else may be answering in its place.",
        `When it is right: \`ssh-keygen -R ${ssh.knownAs}\`, and clone again.`,
      ];
    case "no_access":
      return [
        `${host} does not let this account read the repository.`,
        "Ask its owner for access, or use another account.",
        "A token must be allowed to read repositories (GitHub: contents, read; and be authorised for the organisation).",
      ];
    case "not_found":
      return [
        "There is no such repository, or this account may not see it.",
        "Check the spelling of the URL.",
        "Hosts do not tell of private repositories: give credentials of an account that may read it.",
      ];
    case "not_a_repository":
      return [
        "There is no git repository at this address.",
        "Use the clone URL, not the address of a page: hosts show it beside the repository.",
      ];
    case "empty":
      return [
        "The repository has no commit yet.",
        "Make a first commit, push it, and clone again.",
        "Check that the URL is the clone URL: some web pages look to git like an empty repository.",
      ];
    case "owner_not_trusted":
      return [
        "The repository belongs to another user of this computer, and git does not trust it.",
        "When you do: git config --global --add safe.directory <its path>",
      ];
    case "disk_full":
      return [
        "The disk is full.",
        "Free some space, or choose a folder on another disk.",
        "A partial clone needs less space: choose it for huge repositories.",
      ];
    case "folder_not_writable":
      return ["The folder cannot be written to.", "Choose another folder, or allow writing to it."];
    case "checkout":
      return [
        "The repository was transferred, but its files could not be written.",
        "Read what git says: a name may be too long, or Git LFS may lack its credentials.",
        "By hand: git clone --no-checkout, then add the folder by its path.",
      ];
    case "cancelled":
      return ["The clone was cancelled; nothing of it was kept."];
    case "server_stopped":
      return ["The server was stopped; nothing of the clone was kept.", "Clone again."];
    case "git_missing":
      return ["Git was not found.", "Install git, or start Signalbox with a PATH that has it."];
    case "ssh_missing":
      return ["The program ssh was not found.", "Install OpenSSH, or use the https:// URL."];
    case "authentication":
    case "other":
      return ["Git could not clone.", "Read what git says, mend it, and clone again."];
  }
}

/** How ssh is told to log in to the host of a source, and under which name it knows the host's key. */
function sshWords({ url, credentials }: CloneSource, host: string) {
  const port = /^ssh:\/\/[^/]*:(\d+)\//.exec(url)?.[1];
  const bare = host.replace(/^\[(.*)\]$/, "$1");
  const account = `${credentials.username ?? "git"}@${bare}`;
  return port === undefined
    ? { login: `ssh ${account}`, knownAs: bare }
    : { login: `ssh -p ${port} ${account}`, knownAs: `'[${bare}]:${port}'` };
}

/** A failed clone as an expected failure. */
export function cloneFailed(
  failure: CloneFailure,
  source: CloneSource,
  facts: { words?: string; hostKey?: CloneError["hostKey"]; cause?: unknown } = {},
): DomainError {
  const [message, ...help] = explain(failure, source);
  const { words = "", hostKey = null, cause } = facts;
  return new DomainError("CLONE_FAILED", message, {
    help,
    details: { failure, url: source.url, host: source.host, stderr: words, hostKey },
    cause,
  });
}

/** What a clone threw, as an expected failure; what is none is given back as it is. */
export function translateCloneError(error: unknown, source: CloneSource): unknown {
  if (error instanceof CloneError) {
    const { failure, authKind } = error;
    if (authKind !== null) return authenticationNeeded(error, authKind, source);
    return cloneFailed(failure, source, {
      words: error.words,
      hostKey: error.hostKey,
      cause: error,
    });
  }
  switch (errorCode(error)) {
    case "ENOSPC":
    case "EDQUOT":
      return cloneFailed("disk_full", source, { cause: error });
    case "EACCES":
    case "EPERM":
    case "EROFS":
    case "ENOTDIR":
    case "ENAMETOOLONG":
      return cloneFailed("folder_not_writable", source, { cause: error });
    default:
      return error;
  }
}

/** A URL that is not given to git. The URL is not quoted: it may hold a password. */
export function urlRefused(refused: GitUrlRefused): DomainError {
  return new DomainError("GIT_URL_REFUSED", refused.message, {
    help: refused.help,
    details: {},
    cause: refused,
  });
}

export function cloneNotFound(cloneId: string): DomainError {
  return new DomainError("CLONE_NOT_FOUND", "There is no such clone.", {
    help: [
      "The server forgets ended clones after a while, and all when it is started anew.",
      "Look at the list of repositories: the clone may be done.",
    ],
    details: { cloneId },
  });
}
