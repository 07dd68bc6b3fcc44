import type { SystemInfo } from "@signalbox/shared";
import type { AgentsService } from "../agents/agents-service.ts";
import type { OrchestratorsService } from "../orchestrators/orchestrators-service.ts";
import type { RunFolders } from "../runs/run-folders.ts";
import type { RunWatcher } from "../runs/run-watcher.ts";
import { homeSizes } from "./home-sizes.ts";

interface SystemOptions {
  version: string;
  home: string;
  startedAt: Date;
  orchestrators: OrchestratorsService;
  agents: AgentsService;
  runFolders: RunFolders;
  watcher: RunWatcher;
}

/** What this server is and what it can drive. */
export class SystemService {
  readonly #options: SystemOptions;

  constructor(options: SystemOptions) {
    this.#options = options;
  }

  /** The version, the data folder, and the state of every orchestrator and agent, the sizes. */
  async info(): Promise<SystemInfo> {
    const { version, home, startedAt, orchestrators, agents, runFolders, watcher } = this.#options;
    return {
      version,
      home,
      startedAt: startedAt.toISOString(),
      orchestrators: await orchestrators.list(),
      agents: await agents.known(),
      sizes: await homeSizes(home, runFolders, watcher.watched()),
    };
  }
}
