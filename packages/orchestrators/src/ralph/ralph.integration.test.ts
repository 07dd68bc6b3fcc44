import { once } from "node:events";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { completionPromise } from "@signalbox/shared";
import { expect, test } from "vitest";
import { asTester, failedTurn, git, runDriver, sessionBranch } from "../testing/driver-run.ts";

const promised = { finalText: `Done.\n${completionPromise}\n` };
const types = (events: { type: string }[]) => events.map((event) => event.type);

test("the loop goes on until the agent promises and every check passes", async () => {
  const run = await runDriver(
    async ({ iteration, write, emit }) => {
      emit({ type: "output", stream: "stdout", text: "working" });
      await write("work", `${iteration}\n`);
      return iteration >= 2 ? promised : {};
    },
    {
      checks: [
        { name: "count", command: "cat work; test $(cat work) -ge 3" },
        { name: "clean", command: 'test -z "$(git status --porcelain)"' },
      ],
    },
  );
  expect(run.outcome).toEqual({
    reason: "completed",
    message: "The agent declared the work complete after 3 iterations; all 2 checks passed.",
    exitCode: 0,
  });
  const iteration = [
    "iteration.started",
    "output",
    "checkpoint",
    "check",
    "check",
    "iteration.ended",
  ];
  expect(types(run.events)).toEqual([...iteration, ...iteration, ...iteration]);
  const checks = run.events.filter((event) => event.type === "check");
  expect(checks.map((check) => check.passed)).toEqual([false, true, false, true, true, true]);
  const ends = run.events.filter((event) => event.type === "iteration.ended");
  expect(ends.map((end) => end.promise)).toEqual([false, true, true]);
  expect(run.git("log", "--format=%s", "main..").split("\n")).toEqual([
    "Run 1, iteration 3: Write the file.",
    "Run 1, iteration 2: Write the file.",
    "Run 1, iteration 1: Write the file.",
  ]);
});

test("the next iteration is told which check failed, with its output, also in the journal", async () => {
  const run = await runDriver(
    async ({ iteration, write }) => (await write("work", `${iteration}`), promised),
    { checks: [{ name: "two", command: "echo found $(cat work) >&2; grep 2 work" }] },
  );
  expect(run.prompts[0]).not.toContain("    found");
  expect(run.prompts[1]).toContain("    found 1");
  expect(run.prompts[1]).toContain("declared complete, but it is not");
  const started = run.events.filter((event) => event.type === "iteration.started");
  expect(started[0]?.feedback).toBeNull();
  expect(started[1]?.feedback).toContain("    found 1");
});

test("the progress note has an entry for each iteration, keeps the agent's words and stays out of git", async () => {
  const run = await runDriver(async ({ iteration, write }) => {
    await write("work", `${iteration}`);
    if (iteration === 1) await write(".signalbox/progress.md", "# Run 1\nRemember the milk.\n");
    return iteration === 2 ? promised : {};
  });
  expect(await readFile(join(run.worktree, ".signalbox/progress.md"), "utf8")).toBe(
    [
      "# Run 1",
      "Remember the milk.",
      "- Iteration 1: the turn ended well; files changed.",
      "- Iteration 2: the turn ended well; files changed.",
      "",
    ].join("\n"),
  );
  expect(run.git("ls-files")).toBe("README\nwork");
});

test("three iterations in a row that change nothing end the run", async () => {
  const run = await runDriver(async () => {});
  expect(run.outcome.reason).toBe("no_progress");
  expect(types(run.events).filter((type) => type === "iteration.ended")).toHaveLength(3);
});

test("what checks leave behind is no progress of the agent", async () => {
  const run = await runDriver(async () => {}, {
    checks: [{ name: "messy", command: "date +%s%N > report; false" }],
  });
  expect(run.outcome.reason).toBe("no_progress");
});

test("the iteration budget ends the run", async () => {
  const run = await runDriver(({ iteration, write }) => write("work", `${iteration}`), {
    budget: { maxIterations: 2 },
  });
  expect(run.outcome.reason).toBe("max_iterations");
  expect(run.prompts).toHaveLength(2);
});

test("the deadline ends a running turn, and its work is kept", async () => {
  const run = await runDriver(
    async ({ write, signal }) => {
      await write("half", "done");
      if (!signal.aborted) await once(signal, "abort");
      return { outcome: "cancelled", exitCode: null };
    },
    { budget: { maxDurationMs: 1000 }, checks: [{ name: "never", command: "true" }] },
  );
  expect(run.outcome.reason).toBe("max_duration");
  expect(types(run.events)).toEqual(["iteration.started", "checkpoint", "iteration.ended"]);
});

test("the deadline ends a running check", async () => {
  const run = await runDriver(async () => promised, {
    // Long enough for the turn before it, whatever else the machine does.
    budget: { maxDurationMs: 5000 },
    checks: [{ name: "slow", command: "sleep 600" }],
  });
  expect(run.outcome.reason).toBe("max_duration");
  expect(run.events.find((event) => event.type === "check")).toMatchObject({ passed: false });
});

test("the cost budget ends a running turn", async () => {
  const run = await runDriver(
    async ({ emit, signal }) => {
      const tokens = { inputTokens: 1, outputTokens: 1 };
      emit({ type: "agent.usage", ...tokens, costUsd: 0.6 });
      emit({ type: "agent.usage", ...tokens, costUsd: 0.6 });
      await once(signal, "abort");
      return { outcome: "cancelled", exitCode: null };
    },
    { budget: { maxCostUsd: 1 } },
  );
  expect(run.outcome.reason).toBe("max_cost");
});

test("a turn that completes the work with its last money is a completed run", async () => {
  const run = await runDriver(
    async ({ emit }) => {
      emit({ type: "agent.usage", inputTokens: null, outputTokens: null, costUsd: 2 });
      return promised;
    },
    { budget: { maxCostUsd: 1, maxIterations: 1 }, checks: [{ name: "ok", command: "true" }] },
  );
  expect(run.outcome.reason).toBe("completed");
});

test("three failures in a row end the run with the last problem; the work of failed turns is kept", async () => {
  const run = await runDriver(async ({ iteration, write }) => {
    await write("work", `${iteration}`);
    return { ...failedTurn("other", `broken ${iteration}`), exitCode: 7, ...promised };
  });
  expect(run.outcome).toMatchObject({ reason: "agent_failed", exitCode: 7 });
  expect(run.outcome.message).toContain("broken 3");
  expect(run.prompts[1]).toContain("broken 1");
  expect(types(run.events)).not.toContain("check");
  expect(run.git("rev-list", "--count", "main..")).toBe("3");
});

test("an adapter that throws counts as a failed agent", async () => {
  const run = await runDriver(async () => {
    throw new Error("defect");
  });
  expect(run.outcome.reason).toBe("agent_failed");
  expect(run.outcome.message).toContain("defect");
});

test("a stop ends the turn and keeps the work so far", async () => {
  const run = await runDriver(async ({ write, stop }) => {
    await write("work", "half");
    stop();
    return { outcome: "cancelled", exitCode: null };
  });
  expect(run.outcome.reason).toBe("stopped");
  expect(types(run.events)).toEqual(["iteration.started", "checkpoint", "iteration.ended"]);
});

test("a stop before the start runs no iteration", async () => {
  const run = await runDriver(async () => promised, { stopped: true });
  expect(run.outcome).toMatchObject({ reason: "stopped", exitCode: null });
  expect(run.events).toEqual([]);
});

test("commits that the agent made itself are checkpoints, and what it left over is one more", async () => {
  const run = await runDriver(async ({ cwd, write }) => {
    await write("a", "1\n2\n");
    git(cwd, ["add", "a"]);
    git(cwd, [...asTester, "commit", "--quiet", "-m", "mine"]);
    await write("b", "3\n");
    return promised;
  });
  const checkpoints = run.events.filter((event) => event.type === "checkpoint");
  expect(checkpoints.map(({ commit }) => commit)).toEqual([
    run.git("rev-parse", "HEAD~1"),
    run.git("rev-parse", "HEAD"),
  ]);
  expect(checkpoints[0]).toMatchObject({ filesChanged: 1, insertions: 2, deletions: 0 });
});

test.each([
  ["another branch", ["checkout", "-q", "-b", "other"]],
  ["no branch", ["checkout", "-q", "--detach"]],
  ["a branch without a commit", ["checkout", "-q", "--orphan", "lone"]],
  ["a new name of the branch", ["branch", "-m", "renamed"]],
])("work that the agent did on %s is on the session's branch, and said", async (_, leave) => {
  const run = await runDriver(async ({ cwd, write, iteration }) => {
    git(
      cwd,
      leave.map((word) => word.replace(/other|lone|renamed/, `$&-${iteration}`)),
    );
    await write(`work-${iteration}`, "x");
    return iteration === 2 ? promised : {};
  });
  expect(run.outcome.reason).toBe("completed");
  expect(run.git("ls-tree", "--name-only", sessionBranch)).toBe("README\nwork-1\nwork-2");
  expect(run.git("rev-list", "--count", `main..${sessionBranch}`)).toBe("2");
  const notices = run.events.filter((event) => event.type === "notice");
  expect(notices).toHaveLength(2);
  expect(notices[0]?.message).toContain(`left the branch ${sessionBranch} for `);
});

test.each([
  ["deletes the worktree's .git", async (cwd: string) => rm(join(cwd, ".git"))],
  ["deletes the worktree", async (cwd: string) => rm(cwd, { recursive: true })],
  [
    "makes the worktree a repository of its own",
    async (cwd: string) => {
      await rm(join(cwd, ".git"));
      git(cwd, ["init", "--quiet"]);
    },
  ],
])("an agent that %s does not complete, and its iteration ends in the journal", async (_, act) => {
  const run = await runDriver(async ({ cwd, write }) => {
    await write("work", "x");
    await act(cwd);
    return promised;
  });
  expect(run.outcome.reason).toBe("error");
  expect(run.outcome.message).toContain("could not be committed");
  expect(run.events.find((event) => event.type === "iteration.ended")).toBeDefined();
});

test("what a person left uncommitted is committed before the agent begins", async () => {
  const run = await runDriver(
    async ({ write }) => (await write("left.txt", "the agent's\n"), promised),
    { prepare: (worktree) => writeFile(join(worktree, "left.txt"), "the person's\n") },
  );
  expect(run.git("log", "--format=%s", "main..").split("\n")).toEqual([
    "Run 1, iteration 1: Write the file.",
    "Before run 1",
  ]);
  expect(run.git("show", "HEAD~1:left.txt")).toBe("the person's");
  const [, before] = run.events;
  expect(before).toMatchObject({ type: "checkpoint", iteration: 1, subject: "Before run 1" });
});

test("the note stays out of git after the agent cleaned up everything that git ignores", async () => {
  const run = await runDriver(async ({ cwd, write }) => {
    git(cwd, ["clean", "-qfdx"]);
    await mkdir(join(cwd, ".signalbox"));
    await write(".signalbox/progress.md", "Remember the milk.\n");
    return promised;
  });
  expect(run.git("ls-files")).toBe("README");
});

test("locks that a killed git left behind do not cost the work", async () => {
  const run = await runDriver(async ({ cwd, write }) => {
    await write("work", "x");
    for (const lock of ["index.lock", "HEAD.lock"]) {
      await writeFile(git(cwd, ["rev-parse", "--git-path", lock]), "");
    }
    return promised;
  });
  expect(run.outcome.reason).toBe("completed");
  expect(run.git("show", "HEAD:work")).toBe("x");
});

test("work that cannot be committed is an error that says why, with the work still there", async () => {
  const run = await runDriver(async ({ cwd, write }) => {
    await write("work", "x");
    const head = git(cwd, ["symbolic-ref", "HEAD"]);
    await writeFile(git(cwd, ["rev-parse", "--git-path", `${head}.lock`]), "");
    return promised;
  });
  expect(run.outcome.reason).toBe("error");
  expect(run.outcome.message).toMatch(/could not be committed: .*lock/s);
  expect(await readFile(join(run.worktree, "work"), "utf8")).toBe("x");
});

test("events that come after the end of a turn are not recorded", async () => {
  const run = await runDriver(async ({ emit, write }) => {
    await write("work", "x");
    setImmediate(() => emit({ type: "output", stream: "stdout", text: "late" }));
    return promised;
  });
  expect(types(run.events)).not.toContain("output");
});
