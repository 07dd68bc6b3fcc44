import type { PrismaClient, Setting } from "@signalbox/db";
import { settingsSchema, type Settings, type settingsUpdateInputSchema } from "@signalbox/shared";
import type { Logger } from "pino";
import type { z } from "zod";
import { KeyedMutex } from "../mutex.ts";
import type { SecretStore } from "../secrets/secret-store.ts";
import { planChange, planMove, shownSettings } from "./settings-changes.ts";

type Changes = z.infer<typeof settingsUpdateInputSchema>;

/** The person's settings: one row a key, absent keys have their default. Secrets are elsewhere: they are null here. */
export class SettingsService {
  readonly #client: PrismaClient;
  readonly #secrets: SecretStore;
  readonly #log: Logger;
  readonly #onUpdate: () => void;
  readonly #updating = new KeyedMutex();
  /** What was told of already: settings are read with nearly every request. */
  readonly #reported = new Set<string>();

  /** `onUpdate` is called after each change. */
  constructor(options: {
    client: PrismaClient;
    secrets: SecretStore;
    log: Logger;
    onUpdate?: () => void;
  }) {
    this.#client = options.client;
    this.#secrets = options.secrets;
    this.#log = options.log;
    this.#onUpdate = options.onUpdate ?? (() => {});
  }

  /** All settings, defaults filled in; also for a row that cannot be read, so that the settings can still be changed. */
  async get(): Promise<Settings> {
    return shownSettings(await this.#stored());
  }

  async #stored(): Promise<Settings> {
    const rows = await this.#client.setting.findMany();
    return settingsSchema.parse(Object.fromEntries(rows.flatMap((row) => this.#entry(row))));
  }

  /** A row as key and value; nothing when the value is not one that this release can use. */
  #entry({ key, value }: Setting): [string, unknown][] {
    try {
      const read: unknown = JSON.parse(value);
      settingsSchema.parse({ [key]: read });
      return [[key, read]];
    } catch {
      // The error is not logged: it may quote the value, and earlier releases kept secrets in it.
      if (!this.#reported.has(key)) this.#log.warn({ key }, "a setting is not readable");
      this.#reported.add(key);
      return [];
    }
  }

  /**
   * Change the keys that are given, all or none; gives all settings as they are then.
   * @throws DomainError INVALID_INPUT, SECRETS_UNREADABLE
   */
  update(changes: Changes): Promise<Settings> {
    return this.#updating.run("", async () => {
      const { rows, secrets } = planChange(await this.get(), changes);
      await (secrets === null
        ? this.#write(rows)
        : this.#secrets.change(secrets, () => this.#write(rows)));
      this.#onUpdate();
      return this.get();
    });
  }

  /** Move secrets that an earlier release kept in the database to their file, and leave no trace of them there. Never rejects. */
  async moveSecrets(): Promise<void> {
    try {
      const plan = planMove(await this.#stored());
      if (plan === null) return;
      await this.#secrets.change(plan.secrets, () => this.#write(plan.rows));
      // What a row held before is in the file until it is written anew.
      await this.#client.$executeRaw`VACUUM`;
      await this.#client.$queryRaw`PRAGMA wal_checkpoint(TRUNCATE)`;
      this.#log.info("the agents' secrets were moved from the database to their own file");
    } catch (error) {
      this.#log.error({ err: error }, "the agents' secrets could not be moved out of the database");
    }
  }

  async #write(rows: Changes): Promise<void> {
    const writes = Object.entries(rows)
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => {
        const text = JSON.stringify(value);
        return this.#client.setting.upsert({
          where: { key },
          create: { key, value: text },
          update: { value: text },
        });
      });
    await this.#client.$transaction(writes);
  }
}
