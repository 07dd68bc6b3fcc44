import { expect, test } from "vitest";
import { startAgentRun } from "../harness/agent-run.ts";
import { endOf, eventsOf, peakMemoryBytes } from "../harness/facts.ts";
import { expectServedTokens } from "../harness/tokens.ts";
import { pi } from "../setups/pi.ts";
import { describeAgent } from "./every-agent.ts";

/** A message of 200 kB in a thousand pieces: pi prints 100 MB for it, since it repeats the message with each piece. */
const longText = "A line of a very long message, again and again.\n".repeat(4_200);
const pieceLength = 200;

const maxRunnerBytes = 120_000_000;

describeAgent(pi, () => {
  test("a message of 200 kB that is repeated a thousand times costs the runner little memory", async (context) => {
    const run = await startAgentRun(context, pi, {
      script: () => ({ text: longText, pieceLength }),
      maxIterations: 1,
    });
    await run.until((event) => event.type === "agent.usage");
    const peakBytes = await peakMemoryBytes(run.runnerPid);
    const events = await run.end();
    expect(endOf(events)).toMatchObject({ reason: "max_iterations" });
    const text = eventsOf(events, "agent.message").map((event) => event.text);
    expect(text.join("").length).toBeGreaterThan(longText.length / 2);
    expect(peakBytes).toBeLessThan(maxRunnerBytes);
    expectServedTokens(pi, events, run.server.served);
  });
});
