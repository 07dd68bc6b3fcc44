import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { startAgentRun } from "../harness/agent-run.ts";
import { endOf, eventsOf } from "../harness/facts.ts";
import { expectServedTokens } from "../harness/tokens.ts";
import type { AgentSetup } from "../setups/setup.ts";
import { shellThenDone } from "./scripts.ts";

const guidance = "GUIDANCE: leave the public names as they are.";

/** What a person says while the agent works. */
export function testGuidance(setup: AgentSetup): void {
  test("guidance reaches the turn where the agent hears it, else the next iteration", async (context) => {
    const run = await startAgentRun(context, setup, {
      script: shellThenDone("touch at-work; until [ -e go ]; do sleep 0.1; done"),
    });
    const calls = (event: { type: string }) => event.type === "agent.tool";
    await run.until(calls);
    await run.steer(guidance);
    const heard = await run.until((event) => event.type === "guidance");
    await writeFile(join(run.worktree, "go"), "");
    const events = await run.end();

    const hears = setup.hearsGuidance === true;
    expect(heard).toMatchObject({ text: guidance, delivery: hears ? "turn" : "next_iteration" });
    // Guidance that nobody has heard yet keeps a run going, however done the agent says it is.
    expect(endOf(events)).toMatchObject({ reason: "completed", iterations: hears ? 1 : 2 });
    expect(eventsOf(events, "guidance")).toHaveLength(1);
    const told = run.server.served.filter(
      ({ request }) =>
        !request.auxiliary && request.items.some(({ text }) => text.includes(guidance)),
    );
    expect(told.map(({ request }) => request.step)).toContain(hears ? 1 : 0);
    expectServedTokens(setup, events, run.server.served);
  });
}
