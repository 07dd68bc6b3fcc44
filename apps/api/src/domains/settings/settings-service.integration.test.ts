import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { openDatabase } from "@signalbox/db";
import { pino } from "pino";
import { expect, onTestFinished, test } from "vitest";
import { SecretStore } from "../secrets/secret-store.ts";
import { SettingsService } from "./settings-service.ts";

test("a setting that cannot be read has its default, is told of once, and can be set again", async () => {
  const home = await mkdtemp(path.join(os.tmpdir(), "signalbox-settings-"));
  onTestFinished(() => rm(home, { recursive: true }));
  const database = await openDatabase({ home });
  onTestFinished(() => database.close());
  const { client } = database;
  const told: string[] = [];
  const settings = new SettingsService({
    client,
    secrets: new SecretStore({ home }),
    log: pino({}, { write: (line) => told.push(line) }),
  });
  const rows = {
    agents: "[{broken",
    maxConcurrentRuns: '"many"',
    maxConcurrentRunsPerRepository: "3",
  };
  await client.setting.createMany({
    data: Object.entries({ ...rows, fromTheFuture: "1" }).map(([key, value]) => ({ key, value })),
  });

  expect(await settings.get()).toEqual({
    defaultAgent: null,
    defaultOrchestrator: "ralph",
    promptTemplates: [],
    agents: [],
    maxConcurrentRuns: 4,
    maxConcurrentRunsPerRepository: 3,
    journalKeepDays: null,
    journalMaxBytes: null,
    agentOptions: {},
    prices: {},
    turnMaxDurationMs: 7_200_000,
    turnMaxSilenceMs: 1_800_000,
    scanDirectories: ["~"],
    scanDepth: 4,
    cloneDirectory: "~/repositories",
  });
  await settings.get();
  expect(told.length).toBe(2);
  expect(await settings.update({ maxConcurrentRuns: 6 })).toMatchObject({ maxConcurrentRuns: 6 });
});
