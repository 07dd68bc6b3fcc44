import type { PrismaClient, Setting } from "@signalbox/db";
import { settingsSchema, type Settings, type settingsUpdateInputSchema } from "@signalbox/shared";
import type { Logger } from "pino";
import type { z } from "zod";

/** The person's settings: one row a key, absent keys have their default. */
export class SettingsService {
  readonly #client: PrismaClient;
  readonly #log: Logger;
  readonly #onUpdate: () => void;
  /** What was told of already: settings are read with nearly every request. */
  readonly #reported = new Set<string>();

  /** `onUpdate` is called after each change. */
  constructor(options: { client: PrismaClient; log: Logger; onUpdate?: () => void }) {
    this.#client = options.client;
    this.#log = options.log;
    this.#onUpdate = options.onUpdate ?? (() => {});
  }

  /** All settings, defaults filled in; also for a row that cannot be read, so that the settings can still be changed. */
  async get(): Promise<Settings> {
    const rows = await this.#client.setting.findMany();
    return settingsSchema.parse(Object.fromEntries(rows.flatMap((row) => this.#entry(row))));
  }

  /** A row as key and value; nothing when the value is not one that this release can use. */
  #entry({ key, value }: Setting): [string, unknown][] {
    try {
      const read: unknown = JSON.parse(value);
      settingsSchema.parse({ [key]: read });
      return [[key, read]];
    } catch (error) {
      if (!this.#reported.has(key))
        this.#log.warn({ err: error, key }, "a setting is not readable");
      this.#reported.add(key);
      return [];
    }
  }

  /** Change the keys that are given, all or none; gives all settings as they are then. */
  async update(changes: z.infer<typeof settingsUpdateInputSchema>): Promise<Settings> {
    const writes = Object.entries(changes)
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
    this.#onUpdate();
    return this.get();
  }
}
