import { mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createSampleRepository } from "@signalbox/demo-agent";
import { expect, test } from "vitest";
import { resolveAgent } from "../registry.ts";
import { isRunning, run, startTurn, temporaryFolder } from "../testing/turns.ts";

const promise = "<promise>COMPLETE</promise>";
const fast = { SIGNALBOX_DEMO_PACE_MS: "0" };

function demo() {
  const adapter = resolveAgent("demo", []);
  if (adapter === null) {
    throw new Error("there is no demo agent");
  }
  return adapter;
}

async function sample() {
  const { path } = await createSampleRepository(join(await temporaryFolder(), "sums"));
  return { path, test: async () => (await run(path, process.execPath, "--test")).exitCode === 0 };
}

async function iterate(cwd: string, prompt: string) {
  const turn = await startTurn(demo(), { cwd, prompt, env: fast });
  const result = await turn.result;
  expect(result).toMatchObject({ outcome: "succeeded", exitCode: 0, problem: null });
  const ended = result.finalText.trimEnd().split("\n").at(-1) === promise;
  const kinds = turn.events.flatMap((event) => (event.type === "agent.tool" ? [event.kind] : []));
  return { events: turn.events, finalText: result.finalText, ended, kinds };
}

test("the sample is a git repository with one commit and failing tests", async () => {
  const { path, test: passes } = await sample();
  expect((await run(path, "git", "log", "--format=%an %s")).stdout).toBe(
    "Signalbox Begin the sums\n",
  );
  expect((await run(path, "git", "status", "--porcelain", "--branch")).stdout).toBe("## main\n");
  expect(await passes()).toBe(false);
  await expect(createSampleRepository(path)).rejects.toThrow(/is not empty/);
});

test(
  "with checks it takes four iterations: the third claims too early, the fourth repairs",
  { timeout: 60_000 },
  async () => {
    const { path, test: passes } = await sample();
    const task = "Make the tests pass.\n\n## Checks\n\n- tests: npm test\n";
    const ended: boolean[] = [];
    const passed: boolean[] = [];
    for (const prompt of [
      task,
      task,
      task,
      `${task}\nThe check "tests" failed.\n    median sorts by size`,
    ]) {
      const iteration = await iterate(path, prompt);
      ended.push(iteration.ended);
      passed.push(await passes());
      expect(iteration.kinds).toContain("edit");
      expect(iteration.kinds).toContain("execute");
      expect(iteration.events.some((event) => event.type === "agent.plan")).toBe(true);
      expect(iteration.events.some((event) => event.type === "agent.usage")).toBe(false);
    }
    expect(ended).toEqual([false, false, true, true]);
    expect(passed).toEqual([false, false, false, true]);
    expect((await run(path, "git", "diff", "--name-only")).stdout).toBe(
      "src/average.js\nsrc/median.js\nsrc/total.js\n",
    );
  },
);

test(
  "without checks nobody would send hasty work back, so it is right at once",
  { timeout: 60_000 },
  async () => {
    const { path, test: passes } = await sample();
    const ended: boolean[] = [];
    for (let iteration = 0; iteration < 3; iteration += 1) {
      ended.push((await iterate(path, "Make the tests pass, and check them.")).ended);
    }
    expect(ended).toEqual([false, false, true]);
    expect(await passes()).toBe(true);
  },
);

test("anywhere else it says what it is and adds a line an iteration, complete with the third", async () => {
  const cwd = await temporaryFolder();
  const iterations = [];
  for (let iteration = 0; iteration < 3; iteration += 1) {
    iterations.push(await iterate(cwd, "Write a compiler."));
  }
  expect(iterations.map((iteration) => iteration.ended)).toEqual([false, false, true]);
  const words = iterations[0]?.events.flatMap((event) =>
    event.type === "agent.message" ? [event.text] : [],
  );
  expect(words?.join("")).toContain("a script without a model");
  expect(await readFile(join(cwd, "SIGNALBOX-DEMO.md"), "utf8")).toMatch(
    /- Change 1\n- Change 2\n- Change 3\n$/,
  );
});

test.each([
  ["a folder", (path: string) => mkdir(path)],
  ["a file of the person", (path: string) => writeFile(path, "mine")],
  ["a link to another place", (path: string) => symlink("../elsewhere.md", path)],
])(
  "where its file's name is taken by %s it takes another and leaves that alone",
  async (_, take) => {
    const root = await temporaryFolder();
    const cwd = join(root, "worktree");
    await mkdir(cwd);
    await writeFile(join(root, "elsewhere.md"), "# Signalbox demo of somebody else");
    await take(join(cwd, "SIGNALBOX-DEMO.md"));
    await iterate(cwd, "Write a compiler.");
    expect((await iterate(cwd, "Write a compiler.")).ended).toBe(false);
    expect(await readFile(join(cwd, "SIGNALBOX-DEMO-2.md"), "utf8")).toMatch(
      /- Change 1\n- Change 2\n$/,
    );
    expect(await readFile(join(root, "elsewhere.md"), "utf8")).not.toContain("Change");
    const taken = await readFile(join(cwd, "SIGNALBOX-DEMO.md"), "utf8").catch(() => "");
    expect(taken).not.toContain("Change");
  },
);

test("a stop ends it by itself, with the tests that it runs", async () => {
  const { path } = await sample();
  const turn = await startTurn(demo(), { cwd: path, env: { SIGNALBOX_DEMO_PACE_MS: "0" } });
  await turn.until((event) => event.type === "agent.tool" && event.kind === "execute");
  turn.stop();
  expect(await turn.result).toMatchObject({ outcome: "cancelled", exitCode: 0 });
  expect(await isRunning(turn.pid())).toBe(false);
});

test("its messages come piece by piece at the calm pace", async () => {
  const turn = await startTurn(demo(), { env: { SIGNALBOX_DEMO_PACE_MS: "600" } });
  await turn.until((event) => event.type === "agent.tool");
  turn.stop();
  await turn.result;
  const pieces = turn.events.filter((event) => event.type === "agent.message");
  expect(pieces.length).toBeGreaterThan(2);
});
