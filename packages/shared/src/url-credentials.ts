/** User and password, or token, of a URL; null for what it did not have. */
export interface UrlCredentials {
  username: string | null;
  password: string | null;
}

/** Takes user and password out of `url` and gives them, decoded. */
export function takeCredentials(url: URL): UrlCredentials {
  const credentials = { username: text(url.username), password: text(url.password) };
  url.username = "";
  url.password = "";
  return credentials;
}

function text(encoded: string): string | null {
  if (encoded === "") return null;
  try {
    return decodeURIComponent(encoded);
  } catch {
    return encoded;
  }
}

/** How the tokens of the well-known hosts begin. */
const tokenPattern = /^(gh[oprsu]_|github_pat_|glpat-|gldt-|ATBB|ATCTT)/;

/** Whether what stands in the place of a user's name is a token: `https://<token>@host/…` is a common way to write it. */
export function isToken(username: string): boolean {
  return tokenPattern.test(username);
}
