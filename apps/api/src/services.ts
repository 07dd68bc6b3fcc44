import type { AgentTests } from "./domains/agents/agent-tests.ts";
import type { AgentsService } from "./domains/agents/agents-service.ts";
import type { ArchivesService } from "./domains/archives/archives-service.ts";
import type { ConflictsService } from "./domains/git/conflicts-service.ts";
import type { GitService } from "./domains/git/git-service.ts";
import type { GitWorkService } from "./domains/git/git-work-service.ts";
import type { LandService } from "./domains/git/land-service.ts";
import type { PullRequestsService } from "./domains/git/pull-requests-service.ts";
import type { RemotesService } from "./domains/git/remotes-service.ts";
import type { OrchestratorsService } from "./domains/orchestrators/orchestrators-service.ts";
import type { ClonesService } from "./domains/repositories/clones-service.ts";
import type { FileManager } from "./domains/repositories/file-manager.ts";
import type { RepositoriesService } from "./domains/repositories/repositories-service.ts";
import type { RepositoryDetailsService } from "./domains/repositories/repository-details-service.ts";
import type { ScansService } from "./domains/repositories/scans-service.ts";
import type { RunEventsService } from "./domains/runs/run-events-service.ts";
import type { RunsService } from "./domains/runs/runs-service.ts";
import type { RecoveryService } from "./domains/sessions/recovery-service.ts";
import type { SessionsService } from "./domains/sessions/sessions-service.ts";
import type { SettingsService } from "./domains/settings/settings-service.ts";
import type { SystemService } from "./domains/system/system-service.ts";

/** What the procedures call. */
export interface Services {
  system: SystemService;
  orchestrators: OrchestratorsService;
  agents: AgentsService;
  agentTests: AgentTests;
  repositories: RepositoriesService;
  repositoryDetails: RepositoryDetailsService;
  fileManager: FileManager;
  clones: ClonesService;
  scans: ScansService;
  sessions: SessionsService;
  recovery: RecoveryService;
  archives: ArchivesService;
  runs: RunsService;
  runEvents: RunEventsService;
  git: GitService;
  gitWork: GitWorkService;
  landing: LandService;
  remotes: RemotesService;
  pullRequests: PullRequestsService;
  conflicts: ConflictsService;
  settings: SettingsService;
}
