import { isToken, type CloneCredentials, type CloneSource } from "@signalbox/shared";

/** The user's name beside a token: GitHub, GitLab, Gitea and Bitbucket look at the token alone, but want a name. */
const tokenUser = "x-access-token";

/** What is given to git and ssh when they ask. */
export interface Answers {
  /** Over HTTP. */
  username: string | null;
  /** Over HTTP, or of an account that SSH reaches. */
  password: string | null;
  passphrase: string | null;
  keyPath: string | null;
}

/**
 * The answers for one clone, from what the person gave and what stood in the URL. What was given goes before the URL.
 * Null when the credentials are of a kind that this source has no use for.
 */
export function answersFor(
  source: CloneSource,
  credentials: CloneCredentials | null,
): Answers | null {
  const none: Answers = { username: null, password: null, passphrase: null, keyPath: null };
  const { username, password } = source.credentials;
  const isHttp = source.origin !== null;
  switch (credentials?.kind) {
    case undefined:
      if (username !== null && password === null && isHttp && isToken(username)) {
        return { ...none, username: tokenUser, password: username };
      }
      return { ...none, username, password };
    case "token": {
      const given = username !== null && !isToken(username) ? username : tokenUser;
      return isHttp
        ? { ...none, username: credentials.username ?? given, password: credentials.token }
        : null;
    }
    case "password":
      return source.kind === "local"
        ? null
        : { ...none, username: credentials.username, password: credentials.password };
    case "sshPassphrase":
      return source.kind === "ssh"
        ? {
            ...none,
            passphrase: credentials.passphrase ?? null,
            keyPath: credentials.keyPath ?? null,
          }
        : null;
  }
}

// oxlint-disable-next-line no-control-regex -- control characters, but for line ends, are what is taken out
const controlCharacters = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g;

/** Every form in which a program may say a secret again. */
export function secretForms({ username, password, passphrase }: Answers): string[] {
  const secrets = [password, passphrase].filter((secret) => secret !== null);
  const pair = Buffer.from(`${username ?? ""}:${password ?? ""}`).toString("base64");
  return [
    ...(password === null ? [] : [pair]),
    ...secrets.flatMap((secret) => [
      secret,
      // git takes what an HTTP host says for Latin-1.
      Buffer.from(secret).toString("latin1").replaceAll(controlCharacters, ""),
      encodeURIComponent(secret),
      Buffer.from(secret).toString("base64"),
    ]),
  ];
}

/** `words` without any of the secrets, and without control characters but line ends: they come from a host that nobody knows. */
export function clean(words: string, secrets: readonly string[]): string {
  const plain = words
    // oxlint-disable-next-line no-control-regex -- escape sequences are what is taken out
    .replaceAll(/\u001b\[[0-9;?]*[A-Za-z]/g, "")
    .replaceAll(controlCharacters, "");
  return secrets.reduce((text, secret) => text.replaceAll(secret, "•••"), plain);
}
