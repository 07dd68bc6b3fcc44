import type { PrismaClient } from "@signalbox/db";
import type { Activity, activityInputSchema } from "@signalbox/shared";
import type { z } from "zod";

/** What the runs did, over time. */
export class StatsService {
  readonly #client: PrismaClient;

  constructor(options: { client: PrismaClient }) {
    this.#client = options.client;
  }

  async activity(_input: z.output<typeof activityInputSchema>): Promise<Activity> {
    await this.#client.$connect();
    throw new Error("not built yet");
  }
}
