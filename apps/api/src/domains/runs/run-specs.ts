import type { RunSpec } from "@signalbox/runner";
import { orchestratorSchema } from "@signalbox/shared";
import { effectiveOptions } from "../agents/agent-options.ts";
import { setupOf } from "../repositories/repository-rows.ts";
import { hasSecrets } from "../secrets/secret-env.ts";
import type { SecretStore } from "../secrets/secret-store.ts";
import { agentOptionsOf } from "../sessions/session-rows.ts";
import type { SettingsService } from "../settings/settings-service.ts";
import type { QueuePositions } from "./queue-positions.ts";
import { conversationOf, toRun, type RunRowWithSession } from "./run-rows.ts";

interface RunSpecsOptions {
  settings: SettingsService;
  secrets: SecretStore;
  queue: QueuePositions;
}

/** Puts together what a runner must know of its run, from its row and the settings as they are now. */
export class RunSpecs {
  readonly #options: RunSpecsOptions;

  constructor(options: RunSpecsOptions) {
    this.#options = options;
  }

  /** No secret is in it: only where they are. */
  async of(row: RunRowWithSession): Promise<RunSpec> {
    const { settings, secrets, queue } = this.#options;
    const { session } = row;
    const { id: runId, sessionId, number, prompt, budget, checks } = toRun(row, queue);
    const { agents, prices, turnMaxDurationMs, turnMaxSilenceMs, ...all } = await settings.get();
    const agentDefinitions = agents.filter((agent) => agent.id === session.agent);
    const agentOptions = effectiveOptions(all, session.agent, agentOptionsOf(session));
    const envs = [agentOptions.env, ...agentDefinitions.map((agent) => agent.env)];
    return {
      version: 1,
      runId,
      sessionId,
      number,
      prompt,
      budget,
      checks,
      orchestrator: orchestratorSchema.parse(session.orchestrator),
      agent: session.agent,
      agentDefinitions,
      agentOptions,
      prices,
      turnLimits: { maxDurationMs: turnMaxDurationMs, maxSilenceMs: turnMaxSilenceMs },
      resume: row.conversation === "resume" ? conversationOf(row) : null,
      secrets: envs.some(hasSecrets) ? { file: secrets.file } : null,
      setupCommand: setupOf(session.repository).command,
      worktreePath: session.worktreePath,
      branch: session.branch,
      baseCommit: session.baseCommit,
    };
  }
}
