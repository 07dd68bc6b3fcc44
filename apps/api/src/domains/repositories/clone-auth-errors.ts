import type { CloneError } from "@signalbox/host/git";
import { DomainError, type CloneAuthKind, type CloneSource } from "@signalbox/shared";

const usedOnce = "It is used for this clone alone, and not stored.";

/** What to give, and how to set the same up on the command line for good. */
const helpOf: Record<CloneAuthKind, (host: string) => string[]> = {
  github_token: () => [
    `Give a GitHub token that may read the repository: github.com/settings/tokens. ${usedOnce}`,
    "Or set it up once on the command line: `gh auth login`, and `gh auth setup-git`.",
  ],
  password: (host) => [
    `Give user and password for ${host}, or a token that may read the repository. ${usedOnce}`,
    "Or set it up once on the command line: `git config --global credential.helper store` (or your system's), then `git ls-remote` with the URL.",
  ],
  ssh_key: (host) => [
    `Tell ${host} your public key: it is in ~/.ssh, in a file that ends in .pub. Make a key with \`ssh-keygen -t ed25519\`.`,
    "Or name the file of the key to use, with its passphrase if it has one.",
    "Or use the https:// URL with a token.",
  ],
  ssh_passphrase: () => [
    `Give the passphrase of your SSH key. ${usedOnce}`,
    "Or open the key once on the command line, before Signalbox is started: `ssh-add`",
  ],
  ssh_password: (host) => [
    `Give the password of the account on ${host}. ${usedOnce}`,
    `Or set up a key once on the command line: \`ssh-copy-id ${host}\``,
  ],
};

const wordOf: Record<CloneAuthKind, string> = {
  github_token: "a token",
  password: "user and password, or a token",
  ssh_key: "an SSH key that it knows",
  ssh_passphrase: "the passphrase of your SSH key",
  ssh_password: "the password of the account",
};

/** The host, or the key, wants to know who clones. */
export function authenticationNeeded(
  { rejected, words, cause }: CloneError,
  authKind: CloneAuthKind,
  { host, url }: CloneSource,
): DomainError {
  const place = host ?? "the host";
  const wanted = wordOf[authKind];
  const message = rejected
    ? `What was given was not accepted. ${place} wants ${wanted}.`
    : `To clone from ${place}, ${wanted} is needed.`;
  return new DomainError("CLONE_AUTH_REQUIRED", message, {
    help: helpOf[authKind](place),
    details: { authKind, rejected, host, url, stderr: words },
    cause,
  });
}
