import { execFileSync } from "node:child_process";
import { readdir, readFile, writeFile, chmod } from "node:fs/promises";
import { join } from "node:path";
import { createSampleRepository } from "@signalbox/demo-agent";
import { eventSchema } from "@signalbox/shared";
import { expect, test } from "vitest";
import { requestStop } from "./control.ts";
import { runFolder } from "./run-folder.ts";
import { endOf, eventsOf, git, newTestRun, runToEnd } from "./testing/test-run.ts";

const promise = "<promise>COMPLETE</promise>";
const work = 'cat > /dev/null; echo "work $SIGNALBOX_ITERATION" >> work.txt';

/** Everything of a person's repository that a run must leave as it is: path and content of each file, refs of others. */
async function personalState(repository: string): Promise<Record<string, string>> {
  const state: Record<string, string> = {};
  for (const entry of await readdir(repository, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name).slice(repository.length + 1);
    const ofTheRun =
      /^\.git\/(objects|worktrees|refs\/heads\/signalbox|logs\/refs\/heads\/signalbox)/;
    if (!entry.isFile() || ofTheRun.test(path)) continue;
    state[path] = (await readFile(join(repository, path))).toString("base64");
  }
  return state;
}

test("three iterations, a check that fails twice, the promise only in the third", async () => {
  const run = await newTestRun({
    agent: `${work}; echo "step $SIGNALBOX_ITERATION"; [ $SIGNALBOX_ITERATION = 3 ] && echo '${promise}'; true`,
    checks: [{ name: "three", command: "test $(grep -c work work.txt) -ge 3" }],
  });
  // A person in the middle of something: staged, unstaged, stashed, with a hook that would be heard and a setting.
  const { repository } = run;
  await writeFile(join(repository, "README"), "stashed\n");
  git(repository, "stash");
  await writeFile(join(repository, "staged"), "1");
  git(repository, "add", "staged");
  await writeFile(join(repository, "README"), "edited\n");
  git(repository, "config", "core.commentChar", ";");
  for (const hook of ["pre-commit", "post-commit", "commit-msg"]) {
    const path = join(repository, ".git/hooks", hook);
    await writeFile(
      path,
      `#!/bin/sh\necho ran >> ${JSON.stringify(join(repository, "hook-ran"))}\nexit 1\n`,
    );
    await chmod(path, 0o755);
  }
  const before = await personalState(repository);

  await run.start();
  const events = await run.end();

  const iteration = ["iteration.started", "output", "checkpoint", "check", "iteration.ended"];
  const last = ["iteration.started", "output", "output", "checkpoint", "check", "iteration.ended"];
  expect(events.map((event) => event.type)).toEqual([
    "run.started",
    ...iteration,
    ...iteration,
    ...last,
    "run.ended",
  ]);
  for (const event of events) eventSchema.parse(event);
  expect(events.at(-1)).toMatchObject({
    status: "completed",
    reason: "completed",
    exitCode: 0,
    iterations: 3,
    inputTokens: null,
    costUsd: null,
  });
  expect(eventsOf(events, "check").map((check) => check.passed)).toEqual([false, false, true]);
  const commits = eventsOf(events, "checkpoint").map((checkpoint) => checkpoint.commit);
  expect(git(repository, "rev-list", "--reverse", "main..signalbox/test").split("\n")).toEqual(
    commits,
  );
  expect(git(repository, "show", "signalbox/test:work.txt")).toBe("work 1\nwork 2\nwork 3");
  expect(await personalState(repository)).toEqual(before);
});

test.each([
  ["quoted in the middle of the output", `echo 'I end with'; echo '${promise}'; echo 'when done.'`],
  ["in an echo of the prompt", "printf '%s\\n' \"$prompt\""],
  [
    "inside a code block",
    `echo 'The last line is:'; echo '\`\`\`'; echo '${promise}'; echo '\`\`\`'`,
  ],
  ["inside a code block that stays open", `echo '\`\`\`'; echo '${promise}'`],
  ["in a quotation", `echo '> ${promise}'`],
  ["on the error stream", `echo '${promise}' >&2`],
  ["by a turn that failed", `echo '${promise}'; exit 3`],
])("a promise %s does not complete", async (_, script) => {
  const { events } = await runToEnd({
    agent: `prompt=$(cat); date +%s%N > work.txt; ${script}`,
    prompt: `Print ${promise} when done.\n${promise}`,
    budget: { maxIterations: 1 },
  });
  expect(endOf(events)).toMatchObject({ reason: "max_iterations", status: "error" });
  expect(eventsOf(events, "iteration.ended").map((ended) => ended.promise)).toEqual([false]);
});

test("the agent gets the prompt with the check's output, and the run's variables", async () => {
  const { events } = await runToEnd({
    agent: `cat > prompt-$SIGNALBOX_ITERATION; env | grep -E '^SIGNALBOX_(RUN|SESSION|ITER)' | sort; echo '${promise}'`,
    prompt: "Make it green.",
    checks: [{ name: "second", command: "echo only $SIGNALBOX_ITERATION; test -e prompt-2" }],
  });
  expect(endOf(events).reason).toBe("completed");
  const texts = eventsOf(events, "output").map((event) => event.text);
  expect(texts.slice(0, 3)).toEqual([
    "SIGNALBOX_ITERATION=1",
    expect.stringMatching(/^SIGNALBOX_RUN_ID=test-/),
    "SIGNALBOX_SESSION_ID=session-1",
  ]);
  expect(eventsOf(events, "iteration.started")[1]?.feedback).toContain("    only 1");
});

test("what a git hook sets does not turn the agent's git to another repository", async () => {
  const run = await newTestRun({
    agent: `cat > /dev/null; git rev-parse --absolute-git-dir; env | grep -c '^GIT_DIR='; true`,
    budget: { maxIterations: 1 },
  });
  const gitDir = join(run.repository, ".git");
  await run.start({ GIT_DIR: gitDir, GIT_WORK_TREE: run.repository, GIT_INDEX_FILE: "index" });
  const texts = eventsOf(await run.end(), "output").map((event) => event.text);
  expect(texts).toEqual([join(gitDir, "worktrees/worktree"), "0"]);
});

test("the time budget ends a sleeping agent, and its work is committed", async () => {
  const { events, worktree } = await runToEnd({
    agent: "cat > /dev/null; echo half > work.txt; sleep 600",
    budget: { maxDurationMs: 1000 },
  });
  expect(endOf(events)).toMatchObject({ reason: "max_duration", status: "error" });
  expect(git(worktree, "show", "HEAD:work.txt")).toBe("half");
});

test("no progress and failing agents end a run with their own reasons", async () => {
  const [idle, failing] = await Promise.all([
    runToEnd({ agent: "cat > /dev/null; echo thinking" }),
    runToEnd({ agent: "cat > /dev/null; exit 9" }),
  ]);
  expect(endOf(idle.events)).toMatchObject({ reason: "no_progress", status: "error" });
  expect(endOf(failing.events)).toMatchObject({ reason: "agent_failed", status: "error" });
  expect(failing.events.at(-1)).toMatchObject({ exitCode: 9, iterations: 3 });
});

test("an agent that exits with 75 is tried again after a wait, and a stop ends the wait", async () => {
  const busyOnce = `cat > /dev/null; test -e ../tried || { touch ../tried; exit 75; }; echo x > work.txt; echo '${promise}'`;
  const limits = { retryWaits: { rateLimitMs: 50 } };
  const { events } = await runToEnd({ agent: busyOnce, spec: { limits: { ...limits } } });
  expect(endOf(events).reason).toBe("completed");
  expect(events.map((event) => event.type)).toEqual([
    "run.started",
    "iteration.started",
    "notice",
    "output",
    "checkpoint",
    "iteration.ended",
    "run.ended",
  ]);
  for (const event of events) eventSchema.parse(event);

  const waiting = await newTestRun({ agent: "cat > /dev/null; exit 75" });
  await waiting.start();
  const notice = await waiting.until((event) => event.type === "notice");
  expect(notice).toMatchObject({ level: "warning", until: expect.any(String) });
  await requestStop(waiting.folder, { force: false });
  expect(endOf(await waiting.end())).toMatchObject({ reason: "stopped", status: "cancelled" });
});

test("a run whose agent is unknown ends with the reason", async () => {
  const { events } = await runToEnd({ agent: "true", spec: { agentDefinitions: [] } });
  expect(endOf(events)).toMatchObject({ reason: "error", message: 'There is no agent "fixture".' });
});

test("a lost worktree is an error that says so", async () => {
  const { events } = await runToEnd({ agent: "true", spec: { worktreePath: "/nonexistent/tree" } });
  expect(endOf(events)).toMatchObject({ reason: "error", status: "error" });
  expect(endOf(events).message).not.toBe("");
});

test("a runner does not start a run twice", async () => {
  const run = await runToEnd({ agent: `echo '${promise}'` });
  const { journal, log } = runFolder(run.folder);
  const before = await readFile(journal, "utf8");
  expect(await readFile(log, "utf8")).toBe("");
  const again = [join(import.meta.dirname, "../dist/main.js"), run.folder];
  expect(() => execFileSync(process.execPath, again, { stdio: "pipe" })).toThrow("EEXIST");
  expect(await readFile(journal, "utf8")).toBe(before);
});

test("the demo agent makes the sample repository's tests pass over several iterations", async () => {
  const { events, worktree } = await runToEnd({
    agent: "true",
    spec: { agent: "demo", agentDefinitions: [] },
    repository: (path) => createSampleRepository(path),
    checks: [{ name: "tests", command: "node --test" }],
  });
  expect(endOf(events)).toMatchObject({ reason: "completed", status: "completed" });
  const checks = eventsOf(events, "check").map((check) => check.passed);
  expect(checks.length).toBeGreaterThanOrEqual(3);
  expect(checks).toEqual([...checks.slice(1).map(() => false), true]);
  for (const event of events) eventSchema.parse(event);
  expect(eventsOf(events, "agent.tool").length).toBeGreaterThan(0);
  expect(git(worktree, "status", "--porcelain")).toBe("");
}, 60_000);
