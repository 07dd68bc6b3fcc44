import { listOrchestrators, orchestratorStatus } from "@signalbox/orchestrators";
import { DomainError, type Orchestrator, type OrchestratorStatus } from "@signalbox/shared";

/** Which orchestrators this release and this host can drive. */
export class OrchestratorsService {
  readonly #env: Readonly<Record<string, string | undefined>>;

  constructor(options: { agentEnv: Readonly<Record<string, string | undefined>> }) {
    this.#env = options.agentEnv;
  }

  /** All of them, in the order ralph, gsd, gastown. */
  list(): Promise<OrchestratorStatus[]> {
    return listOrchestrators({ env: this.#env });
  }

  /** @throws DomainError ORCHESTRATOR_UNAVAILABLE */
  async assertAvailable(id: Orchestrator): Promise<void> {
    const status = await orchestratorStatus(id, { env: this.#env });
    if (status.available) return;
    throw new DomainError(
      "ORCHESTRATOR_UNAVAILABLE",
      `${status.name} cannot be used: ${status.reason}`,
      { help: status.help, details: { orchestrator: id, reason: status.reason } },
    );
  }
}
