import { expect, test } from "vitest";
import { startAgentRun } from "../harness/agent-run.ts";
import { endOf, eventsOf } from "../harness/facts.ts";
import { expectServedTokens } from "../harness/tokens.ts";
import type { AgentSetup } from "../setups/setup.ts";
import { done, shellThenDone } from "./scripts.ts";

/** An argument of a program may have 128 KiB. */
const longPrompt = `${"All of this must arrive. ".repeat(8_000)}THE-END-OF-A-LONG-PROMPT`;

/** What goes into an agent, and what a later run finds again. */
export function testConversations(setup: AgentSetup): void {
  test("a prompt that is longer than an argument may be arrives whole", async (context) => {
    const run = await startAgentRun(context, setup, {
      script: done,
      prompt: longPrompt,
      maxIterations: 1,
    });
    const { reason } = endOf(await run.end());
    const mayFail = setup.losesUnreadOutput === true;
    expect(mayFail ? ["completed", "max_iterations"] : ["completed"]).toContain(reason);
    const main = run.server.served.find(({ request }) => !request.auxiliary);
    expect(main?.request.prompt.includes(longPrompt)).toBe(true);
  });

  test("a later run continues the conversation, and counts its own tokens alone", async (context) => {
    const first = await startAgentRun(context, setup, {
      script: shellThenDone("echo THE-RESULT-OF-THE-FIRST-RUN"),
      prompt: "The first question.",
    });
    const [ended] = eventsOf(await first.end(), "iteration.ended");
    expect(ended).toMatchObject({ outcome: "succeeded" });
    const resume = ended?.conversation ?? null;
    expect(resume).not.toBeNull();

    const second = await first.again({
      script: shellThenDone("echo second"),
      prompt: "The second question.",
      spec: { resume },
    });
    const events = await second.end();
    expect(eventsOf(events, "iteration.started")).toMatchObject([{ resumed: true }]);
    expect(endOf(events)).toMatchObject({ reason: "completed", iterations: 1 });
    const main = second.server.served.find(({ request }) => !request.auxiliary);
    const said = main?.request.items.map(({ text }) => text).join("\n");
    for (const part of [
      "The first question.",
      "THE-RESULT-OF-THE-FIRST-RUN",
      "The second question.",
    ]) {
      expect(said).toContain(part);
    }
    expectServedTokens(setup, events, second.server.served);
  });
}
