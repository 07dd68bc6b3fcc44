import { access, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createNativeAdapter, testAgent } from "@signalbox/agent-kit";
import { expect, test } from "vitest";
import { createCommandAdapter } from "./protocols/command/adapter.ts";
import { parrotAgent } from "./testing/agents/parrot/index.ts";
import { fixture, isRunning, noOptions, temporaryFolder } from "./testing/turns.ts";

async function tried(command: string[], given: { timeoutMs?: number; signal?: AbortSignal } = {}) {
  const cwd = await temporaryFolder();
  const adapter = createCommandAdapter({ id: "own", name: "Own", protocol: "command", command });
  const report = await testAgent(adapter, {
    cwd,
    env: { PATH: process.env.PATH },
    options: noOptions,
    timeoutMs: given.timeoutMs ?? 20_000,
    signal: given.signal ?? new AbortController().signal,
  });
  return { report, cwd };
}

test("an agent that works answers the tiny task", async () => {
  const { report } = await tried(["sh", "-c", "cat > task; echo thinking; echo ready"]);
  expect(report).toEqual({
    ok: true,
    durationMs: expect.any(Number),
    exitCode: 0,
    answer: "thinking\nready",
    output: "thinking\nready",
    problem: null,
  });
});

test("it works in the folder that it is given, with a task that needs no tool", async () => {
  const { cwd } = await tried(["sh", "-c", "cat > task"]);
  expect(await readFile(join(cwd, "task"), "utf8")).toContain("ready");
});

test("what went wrong is told with what the program printed last", async () => {
  const { report } = await tried(["sh", "-c", "seq 1 1000; echo no such model >&2; exit 3"]);
  expect(report).toMatchObject({
    ok: false,
    exitCode: 3,
    problem: { category: "crash", message: "The agent ended with exit code 3." },
  });
  expect(report.output.split("\n")).toHaveLength(40);
  expect(report.output).toContain("no such model");
});

test("a missing program is told in words", async () => {
  const { report } = await tried(["signalbox-no-such-agent"]);
  expect(report).toMatchObject({
    ok: false,
    exitCode: null,
    problem: { message: "The program signalbox-no-such-agent was not found." },
  });
});

test("an agent that does not end is stopped after its time, and nothing of it is left", async () => {
  const { report } = await tried(["sh", "-c", "setsid sleep 600 & echo $!; exec sleep 600"], {
    timeoutMs: 500,
  });
  expect(report).toMatchObject({
    ok: false,
    problem: { category: "no_output", message: "It did not end within 0.5 s." },
  });
  expect(await isRunning(Number(report.output))).toBe(false);
});

test("of an adapter that breaks nothing is left either", async () => {
  const adapter = createCommandAdapter({
    id: "own",
    name: "Own",
    protocol: "command",
    command: [],
  });
  let pid = 0;
  const broken = testAgent(
    {
      ...adapter,
      async runTurn(turn) {
        const { cwd, env } = turn;
        ({ pid } = await turn.spawn({ command: ["sleep", "600"], cwd, env }));
        throw new Error("broken");
      },
    },
    {
      cwd: await temporaryFolder(),
      env: { PATH: process.env.PATH },
      options: noOptions,
      timeoutMs: 20_000,
      signal: new AbortController().signal,
    },
  );
  await expect(broken).rejects.toThrow("broken");
  expect(await isRunning(pid)).toBe(false);
});

test("what it was trying again for is told when its time is up", async () => {
  const [program = "", ...args] = fixture("native-agent");
  const agent = { ...parrotAgent, args: () => args };
  const retrying =
    '{"type":"retrying","problem":{"message":"no","status":500},"attempt":1,"delayMs":1000}';
  const report = await testAgent(
    createNativeAdapter({ ...agent, encodeMessage: () => `send ${retrying}; hang\n` }),
    {
      cwd: await temporaryFolder(),
      env: { PATH: process.env.PATH },
      options: { ...noOptions, program },
      timeoutMs: 1_500,
      signal: new AbortController().signal,
    },
  );
  expect(report.problem).toEqual({
    category: "network",
    message:
      "It did not end within 1.5 s. The model's service answered 500; the agent tries again (try 1) in 1 s.",
    help: [expect.any(String)],
  });
});

test("the person can give a test up", async () => {
  const controller = new AbortController();
  const folder = await temporaryFolder();
  const [program = "", script = ""] = fixture("forever");
  const started = join(folder, "started");
  await writeFile(join(folder, "run.sh"), `touch ${started}; exec ${program} ${script}`);
  const trying = tried(["sh", join(folder, "run.sh")], { signal: controller.signal });
  await expect
    .poll(() =>
      access(started).then(
        () => true,
        () => false,
      ),
    )
    .toBe(true);
  controller.abort();
  const { report } = await trying;
  expect(report).toMatchObject({ ok: false, problem: { message: "The agent was stopped." } });
});
