import type { PrismaClient } from "@signalbox/db";
import { settingsSchema, type Settings, type settingsUpdateInputSchema } from "@signalbox/shared";
import type { z } from "zod";

/** The person's settings: one row a key, absent keys have their default. */
export class SettingsService {
  readonly #client: PrismaClient;

  constructor(options: { client: PrismaClient }) {
    this.#client = options.client;
  }

  /** All settings, defaults filled in. */
  async get(): Promise<Settings> {
    const rows = await this.#client.setting.findMany();
    return settingsSchema.parse(
      Object.fromEntries(rows.map(({ key, value }) => [key, JSON.parse(value)])),
    );
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
    return this.get();
  }
}
