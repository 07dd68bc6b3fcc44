import {
  orchestratorCatalog,
  orchestratorSchema,
  type Orchestrator,
  type OrchestratorStatus,
} from "@signalbox/shared";
import type { OrchestratorDriver, OrchestratorHost } from "./contract.ts";
import { ralphDriver } from "./ralph/ralph.ts";

/**
 * The drivers of this release. To add one: a folder beside this file with a record of type `OrchestratorDriver`, a line
 * here, and `available: true` in the catalog of packages/shared. Nothing else asks which orchestrator it is.
 */
const drivers: readonly OrchestratorDriver[] = [ralphDriver];

/** The driver of an orchestrator; null when this release has none. */
export function findDriver(id: Orchestrator): OrchestratorDriver | null {
  return drivers.find((driver) => driver.id === id) ?? null;
}

/** All orchestrators in the order of the enum, with what the release and the host say about each. */
export async function listOrchestrators(host: OrchestratorHost): Promise<OrchestratorStatus[]> {
  return Promise.all(orchestratorSchema.options.map((id) => orchestratorStatus(id, host)));
}

/**
 * Whether an orchestrator can drive a session here. The release is asked first, then the host; a driver whose detection
 * fails is unavailable, with the reason. Never rejects.
 */
export async function orchestratorStatus(
  id: Orchestrator,
  host: OrchestratorHost,
): Promise<OrchestratorStatus> {
  const { available, reason, help, ...words } = orchestratorCatalog[id];
  if (!available) return { id, ...words, available, reason, help };
  const driver = findDriver(id);
  if (driver === null) return { id, ...words, ...missingDriver };
  const detection = await driver.detect(host).catch((error: unknown) => ({
    available: false,
    reason: `It could not be found out whether this host can run it: ${error instanceof Error ? error.message : String(error)}`,
    help: [],
  }));
  return { id, ...words, ...detection };
}

const missingDriver = {
  available: false,
  reason: "This build of Signalbox has no driver for it.",
  help: ["Choose another orchestrator."],
};
