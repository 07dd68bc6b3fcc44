import type { PrismaClient } from "@signalbox/db";
import { sessionSecretsScope } from "@signalbox/runner";
import type { SessionAgentOptions } from "@signalbox/shared";
import type { Logger } from "pino";
import { assertOptions } from "../agents/agent-options.ts";
import { hasSecrets, invalidSecrets, secretWishes, withShownEnv } from "../secrets/secret-env.ts";
import type { SecretStore } from "../secrets/secret-store.ts";
import type { SettingsService } from "../settings/settings-service.ts";

const path = "agentOptions";

interface SessionOptionsOptions {
  client: PrismaClient;
  settings: SettingsService;
  secrets: SecretStore;
  log: Logger;
}

/** What sessions set differently for their agents: checked, and stored with their secrets apart. */
export class SessionOptions {
  readonly #options: SessionOptionsOptions;

  constructor(options: SessionOptionsOptions) {
    this.#options = options;
  }

  /** @throws DomainError INVALID_INPUT when the agent refuses one of them */
  async assertPossible(agentId: string, options: SessionAgentOptions): Promise<void> {
    const { agents, agentOptions } = await this.#options.settings.get();
    assertOptions([{ agentId, options, path, driving: agentOptions[agentId]?.driving }], agents);
  }

  /** A session that is not there yet has no stored secrets to keep. @throws DomainError INVALID_INPUT */
  assertNew(options: SessionAgentOptions): void {
    const empty = secretWishes("", options.env, `${path}.env`).filter(
      (wish) => wish.value === null,
    );
    if (empty.length === 0) return;
    throw invalidSecrets(
      empty.map(({ path: place, name }) => {
        return { path: place ?? name, message: "a new session has no stored value: give one" };
      }),
    );
  }

  /**
   * Stores a session's options: secrets in their own file, and with `commit` the JSON text that its row gets. `before` are the
   * options as they were.
   * @throws DomainError INVALID_INPUT, SECRETS_UNREADABLE; and what `commit` throws
   */
  store<Result>(
    session: { id: string; before: SessionAgentOptions; agentOptions: SessionAgentOptions },
    commit: (stored: string) => Promise<Result>,
  ): Promise<Result> {
    const { id, before, agentOptions } = session;
    const stored = JSON.stringify(withShownEnv(agentOptions));
    const scope = sessionSecretsScope(id);
    const wishes = secretWishes(scope, agentOptions.env, `${path}.env`);
    if (wishes.length === 0 && !hasSecrets(before.env)) return commit(stored);
    return this.#options.secrets.change({ scopes: [scope], wishes }, () => commit(stored));
  }

  /** Remove the secrets of a session that was deleted. Never rejects: the session is gone already. */
  async forget(session: { id: string; agentOptions: SessionAgentOptions }): Promise<void> {
    if (hasSecrets(session.agentOptions.env))
      await this.#forgetGone([sessionSecretsScope(session.id)]);
  }

  /** Remove the secrets of sessions that are no more: a server may be killed before it does so. Never rejects. */
  async forgetGone(): Promise<void> {
    await this.#forgetGone(null);
  }

  /** Looks at these scopes, or at all. */
  async #forgetGone(scopes: readonly string[] | null): Promise<void> {
    const { client, secrets, log } = this.#options;
    const anySession = sessionSecretsScope("");
    try {
      await secrets.removeScopes(async (stored) => {
        const looked = stored.filter(
          (scope) => scopes?.includes(scope) ?? scope.startsWith(anySession),
        );
        const ids = looked.map((scope) => scope.slice(anySession.length));
        const rows = await client.session.findMany({
          where: { id: { in: ids } },
          select: { id: true },
        });
        const kept = new Set(rows.map(({ id }) => sessionSecretsScope(id)));
        return looked.filter((scope) => !kept.has(scope));
      });
    } catch (error) {
      log.error({ err: error }, "the secrets of deleted sessions could not be removed");
    }
  }
}
