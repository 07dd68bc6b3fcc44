import { access } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { createAcpAdapter, unusable, usable, type AgentAdapter } from "@signalbox/agent-kit";
import { demoAgentId } from "@signalbox/shared";

/** Resolved by package name, from this package, so that it is found from another package's bundle too; it need not be built. */
function demoProgram(): string {
  const here = createRequire(import.meta.url).resolve("@signalbox/agents/package.json");
  const there = createRequire(here).resolve("@signalbox/demo-agent/package.json");
  return join(dirname(there), "dist", "demo-agent.js");
}

/** The agent that is always there: a script that works honestly on the bundled sample, without a model. */
export const demoAdapter: AgentAdapter = {
  ...createAcpAdapter({
    id: demoAgentId,
    name: "Demo agent",
    description:
      "Scripted, no model: shows how a run goes on the bundled sample repository, and makes one small harmless change an iteration anywhere else.",
    command: [process.execPath, demoProgram()],
    cost: "unknown",
  }),
  async detect() {
    const path = demoProgram();
    return access(path).then(
      () => ({ ...usable, login: "yes" as const, path }),
      () => unusable("The demo agent's program has not been built.", "Run `pnpm build`."),
    );
  },
};
