import { createHmac, randomBytes, timingSafeEqual, createHash } from "node:crypto";
import { chmod, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { errorCode } from "../error-code.ts";

const tokenFileName = "token";
/** 256 bits: not to be guessed. */
const secretBytes = 32;

/** Compare two secrets without telling by the time it takes how much of them is equal. */
function sameSecret(given: string, expected: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}

/** The bearer token in `<home>/token` (mode 0600), made when there is none. */
export async function loadToken(home: string): Promise<string> {
  const file = path.join(home, tokenFileName);
  const fresh = randomBytes(secretBytes).toString("base64url");
  try {
    // `wx`: two servers at once cannot each write a token of their own.
    await writeFile(file, fresh, { mode: 0o600, flag: "wx" });
    return fresh;
  } catch (error) {
    if (errorCode(error) !== "EEXIST") throw error;
  }
  // The person, or a copy of the folder, may have opened it up.
  await chmod(file, 0o600);
  const token = (await readFile(file, "utf8")).trim();
  if (token !== "") return token;
  await writeFile(file, fresh, { mode: 0o600 });
  return fresh;
}

/**
 * The secrets by which a request is let in: the bearer token of programs, the cookie of browsers (derived
 * from the token, so that it outlives a restart and a new token ends it), and one-time link codes.
 */
export class Secrets {
  readonly #token: string;
  readonly #cookie: string;
  readonly #codes = new Set<string>();

  constructor(token: string) {
    this.#token = token;
    this.#cookie = createHmac("sha256", token).update("browser cookie").digest("base64url");
  }

  /** The bearer token of programs. */
  get token(): string {
    return this.#token;
  }

  /** What a browser's cookie holds once it was let in. */
  get cookie(): string {
    return this.#cookie;
  }

  /** A new code for a link that lets one browser in, once. */
  newLinkCode(): string {
    const code = randomBytes(secretBytes).toString("base64url");
    this.#codes.add(code);
    return code;
  }

  /** Whether `given` lets a browser in: an unused link code (used up by this), or the token itself. */
  unlocks(given: string): boolean {
    return this.#codes.delete(given) || this.isToken(given);
  }

  isToken(given: string): boolean {
    return sameSecret(given, this.#token);
  }

  isCookie(given: string): boolean {
    return sameSecret(given, this.#cookie);
  }
}
