import type { CloneAuthKind, CloneFailure, CloneSource } from "@signalbox/shared";
import type { Asked } from "./questions.ts";

/**
 * git could not clone. `words` are git's own, without secrets; `authKind` says what is needed when `failure` is
 * `authentication`, and `rejected` whether something was given and not accepted.
 */
export class CloneError extends Error {
  override readonly name = "CloneError";
  readonly failure: CloneFailure;
  readonly words: string;
  readonly authKind: CloneAuthKind | null;
  readonly rejected: boolean;
  readonly hostKey: Asked["hostKey"];

  constructor(
    failure: CloneFailure,
    words: string,
    facts: {
      authKind?: CloneAuthKind | null;
      rejected?: boolean;
      hostKey?: Asked["hostKey"];
      cause?: unknown;
    } = {},
  ) {
    super(`clone: ${failure}`, { cause: facts.cause });
    this.failure = failure;
    this.words = words;
    this.authKind = facts.authKind ?? null;
    this.rejected = facts.rejected ?? false;
    this.hostKey = facts.hostKey ?? null;
  }
}

/** What git, ssh and curl say, in the order in which it counts: the first that fits. All in the C locale. */
const sayings: readonly [RegExp, CloneFailure][] = [
  [/No space left on device|Disk quota exceeded|ENOSPC/i, "disk_full"],
  [/REMOTE HOST IDENTIFICATION HAS CHANGED|Offending .* key in /, "host_key_changed"],
  [/Host key verification failed/, "host_key_unknown"],
  [/detected dubious ownership/, "owner_not_trusted"],
  [/resolve proxy|CONNECT tunnel failed|Proxy CONNECT aborted|response 407|error: 407/i, "proxy"],
  [/Could not resolve host|Name or service not known|nodename nor servname/i, "host_not_found"],
  [/Temporary failure in name resolution|No address associated/i, "host_not_found"],
  [/certificate|SSL_|gnutls|TLS|SSL routines|SSL connect|schannel/i, "tls"],
  [/Authentication failed for|could not read (Username|Password)|error: 401/, "authentication"],
  [/HTTP Basic: Access denied|terminal prompts disabled/, "authentication"],
  [/Permission denied \(|Too many authentication failures/, "authentication"],
  [/No supported authentication methods/, "authentication"],
  [/error: 403|access denied|not authori[sz]ed|access rights were/i, "no_access"],
  [/Connection refused|Failed to connect|Couldn't connect|timed out/i, "host_unreachable"],
  [/No route to host|Network is (unreachable|down)|Operation timed out/i, "host_unreachable"],
  [/error: 404|repository '[^\n]*' not found|Repository not found|does not exist/i, "not_found"],
  [/does not appear to be a git repository|project you were looking for/i, "not_found"],
  [/not valid: is this a git repository|not a git repository/i, "not_a_repository"],
  [/Clone succeeded, but checkout failed|unable to checkout working tree/, "checkout"],
  [/could not create (work tree|leading)|Permission denied|Read-only file/i, "folder_not_writable"],
  [/cannot run ssh|ssh: (command )?not found/, "ssh_missing"],
  [/early EOF|RPC failed|disconnect|hung up|Connection (reset|closed)/i, "connection_lost"],
  [/invalid index-pack output|index-pack died|transfer closed|Broken pipe/i, "connection_lost"],
];

/** Names the failure behind what git said and what was asked. `words` are clean already. */
export function explainFailure(
  source: CloneSource,
  words: string,
  asked: Asked,
  cause?: unknown,
): CloneError {
  const failure = nameFailure(source, words);
  const { hostKey } = asked;
  if (failure !== "authentication") return new CloneError(failure, words, { hostKey, cause });
  const authKind = authKindOf(source, asked);
  return new CloneError(failure, words, { authKind, rejected: asked.answered, cause });
}

function nameFailure(source: CloneSource, words: string): CloneFailure {
  // URLs and paths are the person's words, not git's.
  const unquoted = words.replaceAll(/'[^'\n]*'/g, "''");
  // What git adds whenever ssh could not do its work says nothing, and would read as a lack of rights.
  const telling = unquoted
    .replace("Could not read from remote repository.", "")
    .replace(
      /Please make sure you have the correct access rights\s+and the repository exists\./,
      "",
    );
  // What the host says counts only where the programs of this computer say nothing.
  const own = telling.replaceAll(/^remote:.*$/gm, "");
  const named = failureIn(own) ?? failureIn(telling);
  if (named !== null) return named;
  return source.kind === "ssh" && telling !== unquoted ? "connection_lost" : "other";
}

function failureIn(words: string): CloneFailure | null {
  return sayings.find(([pattern]) => pattern.test(words))?.[1] ?? null;
}

function authKindOf(source: CloneSource, asked: Asked): CloneAuthKind {
  if (source.kind !== "ssh") return source.host === "github.com" ? "github_token" : "password";
  if (asked.passphrase) return "ssh_passphrase";
  return asked.sshPassword ? "ssh_password" : "ssh_key";
}
