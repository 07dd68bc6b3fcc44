import path from "node:path";
import type { PrismaClient } from "@signalbox/db";
import type { Logger } from "pino";
import { AgentHosts } from "./domains/agents/agent-hosts.ts";
import { AgentStatuses } from "./domains/agents/agent-statuses.ts";
import { AgentTests } from "./domains/agents/agent-tests.ts";
import { AgentsService } from "./domains/agents/agents-service.ts";
import { ArchiveRecords } from "./domains/archives/archive-records.ts";
import { ArchivesService } from "./domains/archives/archives-service.ts";
import { ConflictsService } from "./domains/git/conflicts-service.ts";
import { GitService } from "./domains/git/git-service.ts";
import { GitWorkService } from "./domains/git/git-work-service.ts";
import { LandService } from "./domains/git/land-service.ts";
import { PullRequestTools } from "./domains/git/pull-request-tools.ts";
import { PullRequestsService } from "./domains/git/pull-requests-service.ts";
import { RemotesService } from "./domains/git/remotes-service.ts";
import { SessionWorktrees } from "./domains/git/session-worktrees.ts";
import { KeyedMutex } from "./domains/mutex.ts";
import { OrchestratorsService } from "./domains/orchestrators/orchestrators-service.ts";
import { ClonesService } from "./domains/repositories/clones-service.ts";
import { FileManager } from "./domains/repositories/file-manager.ts";
import { HintsService } from "./domains/repositories/hints/hints-service.ts";
import { RepositoriesService } from "./domains/repositories/repositories-service.ts";
import { RepositoryDetailsService } from "./domains/repositories/repository-details-service.ts";
import { ScansService } from "./domains/repositories/scans-service.ts";
import { Retention } from "./domains/retention/retention.ts";
import { Journals } from "./domains/runs/journals.ts";
import { Projections } from "./domains/runs/projections.ts";
import { QueuePositions } from "./domains/runs/queue-positions.ts";
import { RunEventsService } from "./domains/runs/run-events-service.ts";
import { RunFolders } from "./domains/runs/run-folders.ts";
import { RunLookupsService } from "./domains/runs/run-lookups-service.ts";
import { RunSpecs } from "./domains/runs/run-specs.ts";
import { RunStore } from "./domains/runs/run-store.ts";
import { RunWatcher } from "./domains/runs/run-watcher.ts";
import { RunsService } from "./domains/runs/runs-service.ts";
import { Scheduler } from "./domains/runs/scheduler.ts";
import { SecretStore } from "./domains/secrets/secret-store.ts";
import { MakingRecords } from "./domains/sessions/making-records.ts";
import { removeOrphans } from "./domains/sessions/orphans.ts";
import { RecoveryService } from "./domains/sessions/recovery-service.ts";
import { SessionChanges } from "./domains/sessions/session-changes.ts";
import { SessionLists } from "./domains/sessions/session-lists.ts";
import { SessionMaker } from "./domains/sessions/session-maker.ts";
import { SessionOptions } from "./domains/sessions/session-options.ts";
import { SessionsService } from "./domains/sessions/sessions-service.ts";
import { WorktreeRecovery } from "./domains/sessions/worktree-recovery.ts";
import { SettingsService } from "./domains/settings/settings-service.ts";
import { StatsService } from "./domains/stats/stats-service.ts";
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
  const secrets = new SecretStore({ home });
  const settings: SettingsService = new SettingsService({
    client,
    secrets,
    log,
    // More may run at once now, and less be kept.
    onUpdate: () => {
      statuses.forget();
      scheduler.wake();
      retention.wake();
    },
  });
  const hosts = new AgentHosts({ agentEnv, secrets });
  const statuses: AgentStatuses = new AgentStatuses({ hosts });
  const agents = new AgentsService({ settings, hosts, statuses, log });
  const agentTests = new AgentTests({ settings, hosts });
  const orchestrators = new OrchestratorsService({ agentEnv });
  const repositories = new RepositoriesService({ client, home, personHome: options.personHome });
  const clones = new ClonesService({ ...options, repositories, settings, environment: agentEnv });

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
    specs: new RunSpecs({ settings, secrets, queue }),
    runFolders,
    journals,
    agentEnv,
    log,
  });

  const sessionLock = new KeyedMutex();
  const sessionOptions = new SessionOptions({ client, settings, secrets, log });
  const records = new ArchiveRecords({ home });
  const makes = { client, home, repositories, changes, log };
  const makingRecords = new MakingRecords({ home });
  const maker = new SessionMaker({ ...makes, options: sessionOptions, makingRecords });
  const worktreeRecovery = new WorktreeRecovery({ ...makes, journals });
  const shared = {
    client,
    repositories,
    orchestrators,
    agents,
    worktreeRecovery,
    records,
    maker,
    runFolders,
    sessionLock,
    queue,
  };
  const sessions = new SessionsService({ ...shared, options: sessionOptions, changes });
  const worktrees = new SessionWorktrees({ sessions, repositories, sessionLock });
  const runs = new RunsService({ ...shared, store, scheduler, sessions });
  const tools = new PullRequestTools({ agentEnv });
  const services: Services = {
    settings,
    agents,
    agentTests,
    orchestrators,
    repositories,
    repositoryDetails: new RepositoryDetailsService({ client, repositories }),
    hints: new HintsService({ repositories }),
    fileManager: new FileManager({ repositories, environment: agentEnv }),
    clones,
    scans: new ScansService({ ...options, settings }),
    sessions,
    sessionLists: new SessionLists({ client, queue }),
    recovery: new RecoveryService({ sessions, worktreeRecovery, sessionLock }),
    archives: new ArchivesService(shared),
    runs,
    runEvents: new RunEventsService({ store, journals, watcher, projections }),
    runLookups: new RunLookupsService({ store, journals, projections }),
    git: new GitService({ worktrees }),
    gitWork: new GitWorkService({ worktrees, sessions }),
    landing: new LandService({ worktrees, sessions }),
    remotes: new RemotesService({ worktrees, sessions, tools }),
    pullRequests: new PullRequestsService({ worktrees, sessions, runs, tools, agentEnv }),
    conflicts: new ConflictsService({ worktrees, sessions, runs }),
    stats: new StatsService({ client }),
    system: new SystemService({
      ...options,
      startedAt: new Date(),
      orchestrators,
      agents,
      runFolders,
      watcher,
    }),
  };
  const closing = new AbortController();
  let tidying: Promise<unknown> = Promise.resolve();
  return {
    services,
    recover: async () => {
      await settings.moveSecrets();
      await clones.recover();
      await records.clearRemains();
      await makingRecords.clearRemains({ client, log });
      await removeOrphans({ client, worktrees: path.join(home, "worktrees"), log });
      await scheduler.recover();
    },
    begin: () => {
      scheduler.wake();
      retention.wake();
      // Nobody waits for it at the end: a program that hangs may take long.
      void agents.askAhead(closing.signal);
      tidying = Promise.all([projections.compareLatest(), sessionOptions.forgetGone()]);
    },
    close: async () => {
      closing.abort();
      await agentTests.close();
      await clones.close();
      await sessions.idle();
      await secrets.idle();
      await scheduler.close();
      await tidying;
      await retention.idle();
      await watcher.close();
    },
  };
}
