import { describe, expect, test } from "vitest";
import { runMarkerName, startAgentRun } from "../harness/agent-run.ts";
import { endOf, eventsOf, markedProcesses } from "../harness/facts.ts";
import { isInstalled } from "../harness/programs.ts";
import { expectServedTokens } from "../harness/tokens.ts";
import type { AgentSetup } from "../setups/setup.ts";
import { testFailures } from "./failures.ts";
import { answerCheck, answerComplaint, threeIterations } from "./scripts.ts";
import { testConversations } from "./conversations.ts";
import { testGuidance } from "./guidance.ts";
import { testStops } from "./stops.ts";

/** The main job, every way to fail and every way to be ended, with one real agent. `ownTests` are those of no other agent. */
export function describeAgent(setup: AgentSetup, ownTests: () => void = () => {}): void {
  describe.skipIf(!isInstalled(setup)).concurrent(`with the real ${setup.name}`, () => {
    // First what takes longest, since several run at once.
    testFailures(setup);
    testMainJob(setup);
    testStops(setup);
    testConversations(setup);
    testGuidance(setup);
    ownTests();
  });
}

/** A run of three iterations with a check, right to the token. */
function testMainJob(setup: AgentSetup): void {
  test("three iterations with a check complete a run, with the tokens that were served", async (context) => {
    const { server, ...run } = await startAgentRun(context, setup, {
      script: threeIterations,
      checks: [answerCheck],
    });
    const events = await run.end();
    expect(endOf(events)).toMatchObject({ reason: "completed", iterations: 3 });

    const ends = eventsOf(events, "iteration.ended");
    expect(ends.map(({ outcome }) => outcome)).toEqual(Array(3).fill("succeeded"));
    expect(ends.map(({ promise }) => promise)).toEqual([false, true, true]);
    for (const { request } of server.served.filter(({ request }) => !request.auxiliary)) {
      expect(request.prompt.includes(answerComplaint)).toBe(request.iteration === 3);
    }

    const tools = eventsOf(events, "agent.tool");
    const idOf = (tool: (typeof tools)[number]) => `${tool.iteration} ${tool.toolCallId}`;
    const ids = [...new Set(tools.map(idOf))];
    const lasts = ids.map((id) => tools.findLast((tool) => idOf(tool) === id && tool.status));
    expect(lasts.map((tool) => tool?.status)).toEqual(Array(6).fill("completed"));
    const said = eventsOf(events, "agent.message").map(({ text }) => text);
    expect(said.join("")).toContain("I write a draft.");
    expect(said.join("")).toContain("The answer is repaired.");

    expectServedTokens(setup, events, server.served);
    expect(await markedProcesses(runMarkerName, run.runId)).toEqual([]);
  });
}
