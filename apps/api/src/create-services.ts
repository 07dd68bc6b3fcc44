import path from "node:path";
import type { PrismaClient } from "@signalbox/db";
import type { Logger } from "pino";
import { AgentsService } from "./domains/agents/agents-service.ts";
import { GitService } from "./domains/git/git-service.ts";
import { KeyedMutex } from "./domains/mutex.ts";
import { OrchestratorsService } from "./domains/orchestrators/orchestrators-service.ts";
import { RepositoriesService } from "./domains/repositories/repositories-service.ts";
import { Retention } from "./domains/retention/retention.ts";
import { Journals } from "./domains/runs/journals.ts";
import { Projections } from "./domains/runs/projections.ts";
import { QueuePositions } from "./domains/runs/queue-positions.ts";
import { RunEventsService } from "./domains/runs/run-events-service.ts";
import { RunFolders } from "./domains/runs/run-folders.ts";
import { RunStore } from "./domains/runs/run-store.ts";
import { RunWatcher } from "./domains/runs/run-watcher.ts";
import { RunsService } from "./domains/runs/runs-service.ts";
import { Scheduler } from "./domains/runs/scheduler.ts";
import { removeOrphans } from "./domains/sessions/orphans.ts";
import { SessionChanges } from "./domains/sessions/session-changes.ts";
import { SessionsService } from "./domains/sessions/sessions-service.ts";
import { SettingsService } from "./domains/settings/settings-service.ts";
import { SystemService } from "./domains/system/system-service.ts";
import type { Services } from "./services.ts";

interface ServicesOptions {
  client: PrismaClient;
  home: string;
  personHome: string;
  agentEnv: Readonly<Record<string, string | undefined>>;
  version: string;
  log: Logger;
}

/** Wire the services together. `recover` takes up what an earlier server left, `begin`, once it serves, lets the queue go and puts right what is not urgent, `close` leaves the runs going. */
export function createServices(options: ServicesOptions): {
  services: Services;
  recover: () => Promise<void>;
  begin: () => void;
  close: () => Promise<void>;
} {
  const { client, home, agentEnv, log } = options;
  const settings: SettingsService = new SettingsService({
    client,
    log,
    // More may run at once now, and less be kept.
    onUpdate: () => {
      scheduler.wake();
      retention.wake();
    },
  });
  const agents = new AgentsService({ settings, agentEnv });
  const orchestrators = new OrchestratorsService({ agentEnv });
  const repositories = new RepositoriesService({ client, home, personHome: options.personHome });

  const runFolders = new RunFolders({ home });
  const journals = new Journals({ runFolders });
  const queue = new QueuePositions();
  const changes = new SessionChanges({ client, queue });
  const store = new RunStore({ client, changes });
  const watcher: RunWatcher = new RunWatcher({
    store,
    journals,
    runFolders,
    log,
    onEnded: (runId) => {
      scheduler.wake();
      void runFolders.measure(runId).then(() => retention.onRunEnded());
    },
  });
  const retention = new Retention({ client, settings, runFolders, log });
  const projections = new Projections({ store, journals, runFolders, watcher, log });
  const scheduler: Scheduler = new Scheduler({
    store,
    watcher,
    queue,
    settings,
    agents,
    runFolders,
    journals,
    agentEnv,
    log,
  });

  const sessionLock = new KeyedMutex();
  const shared = {
    client,
    home,
    repositories,
    orchestrators,
    agents,
    runFolders,
    sessionLock,
    queue,
  };
  const sessions = new SessionsService({ ...shared, changes });
  const services: Services = {
    settings,
    agents,
    orchestrators,
    repositories,
    sessions,
    runs: new RunsService({ ...shared, store, scheduler, sessions }),
    runEvents: new RunEventsService({ store, journals, watcher, projections }),
    git: new GitService({ sessions, repositories }),
    system: new SystemService({
      ...options,
      startedAt: new Date(),
      orchestrators,
      agents,
      runFolders,
      watcher,
    }),
  };
  let comparing = Promise.resolve();
  return {
    services,
    recover: async () => {
      await removeOrphans({ client, worktrees: path.join(home, "worktrees"), log });
      await scheduler.recover();
    },
    begin: () => {
      scheduler.wake();
      retention.wake();
      comparing = projections.compareLatest();
    },
    close: async () => {
      await sessions.idle();
      await scheduler.close();
      await comparing;
      await retention.idle();
      await watcher.close();
    },
  };
}
