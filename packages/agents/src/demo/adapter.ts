import { access } from "node:fs/promises";
import { createRequire } from "node:module";
import { demoAgentId } from "@signalbox/shared";
import type { AgentAdapter, AgentTurn } from "../contract.ts";
import { unusable, usable } from "../detect.ts";
import { createAcpAdapter } from "../protocols/acp/adapter.ts";

/** Sets the demo agent's pause between two pieces of work, in milliseconds: tests do not want to watch it. */
const demoPaceVariable = "SIGNALBOX_DEMO_PACE_MS";

/** Resolved by package name, from this package, so that it is found from another package's bundle too. */
function demoProgram(): string {
  const here = createRequire(import.meta.url).resolve("@signalbox/agents/package.json");
  return createRequire(here).resolve("@signalbox/demo-agent/program");
}

function demoCommand(env: AgentTurn["env"]): readonly string[] {
  const paceMs = env[demoPaceVariable];
  return [
    process.execPath,
    demoProgram(),
    ...(paceMs !== undefined && /^\d+$/.test(paceMs) ? ["--pace-ms", paceMs] : []),
  ];
}

/** The agent that is always there: a script that works honestly on the bundled sample, without a model. */
export const demoAdapter: AgentAdapter = {
  ...createAcpAdapter({
    id: demoAgentId,
    name: "Demo agent",
    description:
      "Scripted, no model: shows how a run goes on the bundled sample repository, and makes one small harmless change an iteration anywhere else.",
    command: demoCommand,
    env: {},
  }),
  async detect() {
    const path = demoProgram();
    return access(path).then(
      () => ({ ...usable, login: "yes" as const, path }),
      () => unusable("The demo agent's program has not been built.", "Run `pnpm build`."),
    );
  },
};
