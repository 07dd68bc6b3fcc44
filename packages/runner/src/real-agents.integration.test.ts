import { chmod, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { killMarked } from "@signalbox/host/process";
import { expect, test } from "vitest";
import { runMarkerName } from "./marker.ts";
import type { RunSpecInput } from "./spec.ts";
import { endOf, eventsOf, newTestRun, runToEnd, type TestRun } from "./testing/test-run.ts";

const recordings = join(import.meta.dirname, "../../agents/recordings/native/pi");

/** A run with pi, in whose place a script does `before` and prints what pi printed for a recording. */
function newPiRun(
  recording: string,
  { before = "", spec = {} }: { before?: string; spec?: Partial<RunSpecInput> } = {},
): Promise<TestRun> {
  const programIn = (root: string) => join(root, "pi");
  return newTestRun({
    agent: "true",
    spec: (root) => ({
      agent: "pi",
      agentDefinitions: [],
      ...spec,
      agentOptions: { program: programIn(root), ...spec.agentOptions },
    }),
    async prepare(root) {
      const script = `#!/bin/sh\ncat > /dev/null\n${before}\ncat ${recordings}/${recording}.jsonl\n`;
      await writeFile(programIn(root), script);
      await chmod(programIn(root), 0o755);
    },
  });
}

async function endedEvents(run: TestRun) {
  await run.start();
  return run.end();
}

test("a refused login ends the run at once, with category and help", async () => {
  const events = await endedEvents(await newPiRun("error-401"));
  expect(endOf(events).reason).toBe("agent_failed");
  const [ended] = eventsOf(events, "iteration.ended");
  expect(ended).toMatchObject({ outcome: "failed", category: "auth" });
  expect(ended?.help?.length).toBeGreaterThan(0);
  const { category, help } = ended ?? {};
  expect(events.at(-1)).toMatchObject({ iterations: 1, category, help });
});

test("a service that is away is a failure with pauses, and then the end", async () => {
  const limits = { retryWaits: { networkMs: 20 } };
  const run = await newPiRun("error-api-500", { spec: { limits } });
  const events = await endedEvents(run);
  expect(events.at(-1)).toMatchObject({ reason: "agent_failed", category: "network" });
  const waits = eventsOf(events, "notice").filter((notice) => notice.until !== undefined);
  expect(waits.map((wait) => wait.category)).toEqual(["network", "network"]);
});

test("the options reach the program, and only the first iteration continues the conversation", async () => {
  const conversation = { id: "earlier", inputTokens: 1, cachedInputTokens: 0, outputTokens: 1 };
  const run = await newPiRun("success", {
    before: 'echo "$@" >> ../argv; date +%s%N > work',
    spec: {
      resume: conversation,
      agentOptions: { model: "good-model", effort: "high", args: ["--verbose", "a b"] },
      checks: [{ name: "twice", command: "test $(wc -l < ../argv) = 2" }],
    },
  });
  const events = await endedEvents(run);
  expect(endOf(events).reason).toBe("completed");
  const argv = await readFile(join(run.worktree, "../argv"), "utf8");
  const options = "--print --mode json --model good-model --thinking high";
  expect(argv).toBe(`${options} --session earlier --verbose a b\n${options} --verbose a b\n`);
  expect(eventsOf(events, "iteration.started").map(({ resumed }) => resumed)).toEqual([
    true,
    undefined,
  ]);
  const [first, second] = eventsOf(events, "iteration.ended");
  expect(first?.conversation?.id).toMatch(/^[0-9a-f-]{36}$/);
  expect(second?.conversation?.id).toBe(first?.conversation?.id);
});

test.each(["nohup sleep 607 > /dev/null 2>&1 &", "setsid sleep 607 > /dev/null 2>&1 &"])(
  "what a tool of an agent left running (%s) is ended with its turn",
  async (leave) => {
    const run = await newPiRun("success", { before: leave });
    const events = await endedEvents(run);
    expect(endOf(events).reason).toBe("completed");
    const sweep = await killMarked({ name: runMarkerName, value: run.runId });
    expect([...sweep.killed, ...sweep.survivors]).toEqual([]);
  },
);

test("a silent agent is ended with all it started, and three times in a row end the run", async () => {
  const { events, runId } = await runToEnd({
    agent: "cat > /dev/null; setsid sleep 608 & exec sleep 608",
    spec: { turnLimits: { maxSilenceMs: 200 } },
  });
  expect(events.at(-1)).toMatchObject({ reason: "agent_failed", category: "no_output" });
  expect(eventsOf(events, "iteration.started")[0]?.turnLimits).toEqual({
    maxDurationMs: 7_200_000,
    maxSilenceMs: 200,
  });
  expect(eventsOf(events, "iteration.ended")).toHaveLength(3);
  const sweep = await killMarked({ name: runMarkerName, value: runId });
  expect([...sweep.killed, ...sweep.survivors]).toEqual([]);
});

test("an agent that prints all the time reaches only the limit of time", async () => {
  const { events } = await runToEnd({
    agent: "cat > /dev/null; while :; do echo x; sleep 0.05; done",
    budget: { maxIterations: 1 },
    spec: { turnLimits: { maxDurationMs: 1500, maxSilenceMs: 1000 } },
  });
  expect(eventsOf(events, "iteration.ended")).toMatchObject([
    { outcome: "failed", category: "other", problem: expect.stringContaining("longer than 2 s") },
  ]);
});
