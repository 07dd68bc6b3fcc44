import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { steerRun } from "./control.ts";
import { endUnstarted } from "./end-unstarted.ts";
import { readIdentity } from "./liveness.ts";
import { settleLost } from "./settle-lost.ts";
import { readRunSpec } from "./spec.ts";
import { endOf, eventsOf, killRunner, newTestRun } from "./testing/test-run.ts";

const promise = "<promise>COMPLETE</promise>";
/** Keeps its prompts, and does not end its first turn before `../go` is there. */
const waiting = `cat > ../prompt-$SIGNALBOX_ITERATION; echo $SIGNALBOX_ITERATION > work; echo ready
while [ $SIGNALBOX_ITERATION = 1 ] && ! test -e ../go; do sleep 0.05; done
echo '${promise}'`;

test("guidance for a run that goes on reaches the next iteration, and done work goes on for it", async () => {
  const run = await newTestRun({ agent: waiting });
  await run.start();
  await run.until((event) => event.type === "output");
  const text = `Also the docs.\n${"é".repeat(19_000)}`;
  await steerRun(run.folder, text);
  const guidance = await run.until((event) => event.type === "guidance");
  expect(guidance).toMatchObject({ iteration: 1, text, delivery: "next_iteration" });
  await run.write("../go", "");
  const events = await run.end();
  expect(endOf(events)).toMatchObject({ reason: "completed" });
  expect(eventsOf(events, "iteration.ended").map((ended) => ended.promise)).toEqual([true, true]);
  const prompt = (iteration: number) =>
    readFile(join(run.worktree, `../prompt-${iteration}`), "utf8");
  expect(await prompt(1)).not.toContain("Also the docs.");
  expect(await prompt(2)).toContain("> Also the docs.");
});

test("guidance from before the runner was up is in the first prompt", async () => {
  const run = await newTestRun({ agent: waiting });
  await run.write("../go", "");
  await steerRun(run.folder, "Use tabs.");
  await run.start();
  const events = await run.end();
  expect(events.map((event) => event.type).slice(0, 3)).toEqual([
    "run.started",
    "guidance",
    "iteration.started",
  ]);
  expect(endOf(events).reason).toBe("completed");
  expect(await readFile(join(run.worktree, "../prompt-1"), "utf8")).toContain("> Use tabs.");
});

test("guidance until the very end is in the journal, once, or refused", async () => {
  const run = await newTestRun({
    agent: `echo ready; echo '${promise}'`,
    budget: { maxIterations: 2 },
  });
  await run.start();
  await run.until((event) => event.type === "output");
  const taken: string[] = [];
  for (let count = 0; ; count += 1) {
    const text = `Words ${count}`;
    if (!(await steerRun(run.folder, text))) break;
    taken.push(text);
  }
  const events = await run.end();
  const recorded = eventsOf(events, "guidance").map(({ text }) => text);
  // The one that was refused may have come just in time.
  expect(recorded.slice(0, taken.length)).toEqual(taken);
  expect(recorded.length).toBeLessThanOrEqual(taken.length + 1);
  expect(eventsOf(events, "notice").at(-1)?.message).toContain("before an agent could act on");
});

test("guidance for a run that never got a runner is in its journal", async () => {
  const run = await newTestRun({ agent: "true" });
  await steerRun(run.folder, "Use tabs.");
  const { folder } = run;
  await endUnstarted(folder, await readRunSpec(folder), {
    reason: "stopped",
    message: "Stopped in the queue.",
  });
  const events = await run.end();
  expect(events.map(({ type }) => type)).toEqual([
    "run.started",
    "guidance",
    "notice",
    "run.ended",
  ]);
  expect(await steerRun(folder, "Too late.")).toBe(false);
});

test("guidance that a lost runner had not read is in the journal, and what it had read is so once", async () => {
  const run = await newTestRun({ agent: waiting });
  await run.start();
  await run.until((event) => event.type === "output");
  await steerRun(run.folder, "Read.");
  await run.until((event) => event.type === "guidance");
  const runner = await readIdentity(run.folder);
  if (runner !== null) await killRunner(runner);
  await steerRun(run.folder, "Not read.");
  await settleLost(run.folder, run);
  const events = await run.end();
  expect(endOf(events).reason).toBe("runner_lost");
  expect(eventsOf(events, "guidance").map(({ text }) => text)).toEqual(["Read.", "Not read."]);
  expect(await steerRun(run.folder, "Too late.")).toBe(false);
});

test("an agent that can be told gets guidance into the turn that is going on", async () => {
  const recording = join(import.meta.dirname, "../../agents/recordings/native/claude/chat.jsonl");
  const run = await newTestRun({
    agent: "true",
    spec: (root) => ({
      agent: "claude",
      agentDefinitions: [],
      agentOptions: { program: join(root, "claude") },
    }),
    async prepare(root) {
      const script = `#!/bin/sh
IFS= read -r prompt; head -n 2 ${recording}
IFS= read -r guidance; printf '%s' "$guidance" > ../guidance
tail -n +3 ${recording}; exec cat > /dev/null\n`;
      await writeFile(join(root, "claude"), script, { mode: 0o755 });
    },
  });
  await run.start();
  await run.until((event) => event.type === "agent.message");
  await steerRun(run.folder, "Use tabs.");
  const events = await run.end();
  expect(endOf(events).reason).toBe("completed");
  expect(eventsOf(events, "guidance")).toMatchObject([
    { iteration: 1, text: "Use tabs.", delivery: "turn" },
  ]);
  expect(eventsOf(events, "iteration.started")).toHaveLength(1);
  expect(await readFile(join(run.worktree, "../guidance"), "utf8")).toContain("Use tabs.");
});
