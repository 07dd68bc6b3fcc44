import path from "node:path";
import { readSecrets, writeWhole, type SecretsFile } from "@signalbox/runner";
import { DomainError, type InputIssue } from "@signalbox/shared";
import { KeyedMutex } from "../mutex.ts";
import { invalidSecrets, type SecretWish } from "./secret-env.ts";

type Values = SecretsFile["values"];

/** What a change does to the secrets of some scopes, those of the wishes among them: what is not wished for there is removed. */
export interface SecretChange {
  scopes: readonly string[];
  wishes: readonly SecretWish[];
}

/**
 * The secret variables of agents and sessions, in `<home>/secrets.json` (0600): never in the database, never shown. Only this
 * server writes the file, whole and one change after the other; runners read it.
 */
export class SecretStore {
  readonly file: string;
  readonly #changing = new KeyedMutex();

  constructor(options: { home: string }) {
    this.file = path.join(options.home, "secrets.json");
  }

  /** Resolves when no change is going on. */
  idle(): Promise<void> {
    return this.#changing.idle();
  }

  /** The secrets of these scopes by name, those of a later scope before those of an earlier one. @throws DomainError SECRETS_UNREADABLE */
  async valuesOf(scopes: readonly string[]): Promise<Record<string, string>> {
    const values = await this.#read();
    return Object.assign({}, ...scopes.map((scope) => values[scope] ?? {}));
  }

  /**
   * Stores what `change` wishes, and then, with `commit`, what names the secrets. When `commit` rejects, the secrets are what
   * they were before; when the server is killed in between, there is more in the file than is named, and nothing less.
   * @throws DomainError INVALID_INPUT (a secret to keep that is not there), SECRETS_UNREADABLE; and what `commit` throws
   */
  change<Result>(change: SecretChange, commit: () => Promise<Result>): Promise<Result> {
    return this.#changing.run("", async () => {
      const before = await this.#read();
      const after = wished(before, change);
      const withBoth = merge(before, after);
      await this.#writeIfNew(before, withBoth);
      const result = await commit().catch(async (error: unknown) => {
        await this.#writeIfNew(withBoth, before);
        throw error;
      });
      await this.#writeIfNew(withBoth, after);
      return result;
    });
  }

  /** Removes the scopes that `choose` gives of all that there are; no change goes on meanwhile. @throws DomainError SECRETS_UNREADABLE */
  removeScopes(choose: (scopes: string[]) => Promise<string[]>): Promise<void> {
    return this.#changing.run("", async () => {
      const before = await this.#read();
      const gone = new Set(await choose(Object.keys(before)));
      const kept = Object.entries(before).filter(([scope]) => !gone.has(scope));
      await this.#writeIfNew(before, Object.fromEntries(kept));
    });
  }

  async #read(): Promise<Values> {
    try {
      return (await readSecrets(this.file)).values;
    } catch {
      // What a parser says of a text may quote it: it goes nowhere.
      throw unreadable(this.file);
    }
  }

  async #writeIfNew(before: Values, after: Values): Promise<void> {
    const text = JSON.stringify(after);
    if (text === JSON.stringify(before)) return;
    await writeWhole(this.file, `{"version":1,"values":${text}}\n`);
  }
}

/** The values as `change` wishes them, other scopes as they are. @throws DomainError INVALID_INPUT */
function wished(before: Values, { scopes, wishes }: SecretChange): Values {
  const after = { ...before };
  for (const scope of scopes) delete after[scope];
  const issues: InputIssue[] = [];
  // Values first: what an options record gives, its agent's definition may wish to keep.
  for (const wish of wishes.toSorted(
    (a, b) => Number(a.value === null) - Number(b.value === null),
  )) {
    const { scope, name, path: place } = wish;
    const chosen = after[scope]?.[name];
    const value = wish.value ?? chosen ?? before[scope]?.[name];
    if (chosen !== undefined && chosen !== value) {
      issues.push({ path: place ?? name, message: "it has another value elsewhere in the input" });
    } else if (value !== undefined) {
      (after[scope] ??= {})[name] = value;
    } else if (place !== null) {
      issues.push({ path: place, message: "there is no stored value to keep: give one" });
    }
  }
  if (issues.length > 0) throw invalidSecrets(issues);
  return after;
}

/** All of both, values of `second` before those of `first`. */
function merge(first: Values, second: Values): Values {
  const both = { ...first };
  for (const [scope, values] of Object.entries(second)) both[scope] = { ...both[scope], ...values };
  return both;
}

function unreadable(file: string): DomainError {
  return new DomainError(
    "SECRETS_UNREADABLE",
    "Signalbox's file of secrets cannot be read, so it was left as it is.",
    {
      help: [
        `Look at ${file}: it must be JSON of the form {"version":1,"values":{…}} and belong to you.`,
        "Or move it away and set the agents' secrets once more.",
      ],
      details: { file },
    },
  );
}
