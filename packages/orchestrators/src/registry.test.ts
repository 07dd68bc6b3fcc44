import { defaultOrchestrator, orchestratorCatalog, orchestratorSchema } from "@signalbox/shared";
import { expect, test } from "vitest";
import { findDriver, listOrchestrators, orchestratorStatus } from "./registry.ts";

const host = { env: {} };

test("the orchestrators are listed in their order, and only those with a driver are available", async () => {
  const statuses = await listOrchestrators(host);
  expect(statuses.map(({ id, available }) => [id, available])).toEqual([
    ["ralph", true],
    ["gsd", false],
    ["gastown", false],
  ]);
});

test("an unavailable orchestrator says why and what to do", async () => {
  const status = await orchestratorStatus("gsd", host);
  expect(status.reason).toBe(orchestratorCatalog.gsd.reason);
  expect(status.help.length).toBeGreaterThan(0);
});

test("the release promises exactly the drivers that it has", () => {
  const promised = orchestratorSchema.options.filter((id) => orchestratorCatalog[id].available);
  expect(promised).toEqual(orchestratorSchema.options.filter((id) => findDriver(id) !== null));
  expect(promised).toContain(defaultOrchestrator);
});
