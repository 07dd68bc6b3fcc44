import { execFileSync } from "node:child_process";
import { lstat, mkdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { addWorktree, reattachWorktree, removeWorktree } from "@signalbox/host/git";
import { killMarked } from "@signalbox/host/process";
import { eventSchema, type Event } from "@signalbox/shared";
import { expect, test } from "vitest";
import { requestStop } from "./control.ts";
import { readIdentity } from "./liveness.ts";
import { runMarkerName } from "./marker.ts";
import { openSetupMark } from "./setup-mark.ts";
import { settleLost } from "./settle-lost.ts";
import { setUpWorktree } from "./setup.ts";
import { readRunSpec } from "./spec.ts";
import { endOf, eventsOf, git, killRunner, newTestRun, runToEnd } from "./testing/test-run.ts";

const promise = "<promise>COMPLETE</promise>";
const done = `cat > /dev/null; echo '${promise}'`;
const { signal: never } = new AbortController();

const setUp = (setupCommand: string, agent = done) => ({ agent, spec: { setupCommand } });

/** Sets a run's worktree up as a run would; gives the events, and the outcome when it did not go well. */
async function setUpAgain(run: { folder: string }, setupCommand: string) {
  const events: { type: string; status?: string }[] = [];
  const outcome = await setUpWorktree(
    { ...(await readRunSpec(run.folder)), setupCommand },
    { env: process.env, signal: never, emit: (event) => events.push(event) },
  );
  return { outcome, statuses: events.flatMap(({ status }) => status ?? []) };
}

const statusesOf = (events: Event[]) => eventsOf(events, "setup").map(({ status }) => status);

test("the set-up runs in the worktree before the first iteration, with the run's marks, and is told with its output", async () => {
  const command = `pwd; echo "of $SIGNALBOX_RUN_ID" >&2; test -z "$SIGNALBOX_ITERATION"`;
  const run = await runToEnd(setUp(command));
  expect(run.events.map(({ type }) => type).slice(0, 4)).toEqual([
    "run.started",
    "setup",
    "setup",
    "iteration.started",
  ]);
  for (const event of run.events) eventSchema.parse(event);
  expect(eventsOf(run.events, "setup")).toMatchObject([
    { status: "started", command, exitCode: null, output: "" },
    { status: "succeeded", command, exitCode: 0, output: `${run.worktree}\nof ${run.runId}\n` },
  ]);
  expect(endOf(run.events).reason).toBe("completed");
  expect(git(run.worktree, "status", "--porcelain")).toBe("");
});

test("a worktree is set up once with a command, and again with another one or the first one after that", async () => {
  const run = await newTestRun({ agent: done });
  const log = join(run.worktree, "..", "log");
  const first = `echo first >> ${log}`;
  const second = `echo second >> ${log}`;
  for (const command of [first, first, second, second, first]) {
    expect((await setUpAgain(run, command)).outcome).toBeNull();
  }
  expect(await readFile(log, "utf8")).toBe("first\nsecond\nfirst\n");
});

test("a worktree that was made again is set up again, one beside it is not affected", async () => {
  const run = await newTestRun({ agent: done });
  const { repository, worktree } = run;
  const command = "echo x > ready.txt";
  await setUpAgain(run, command);
  const other = join(repository, "..", "other");
  await addWorktree({ repository, path: other, branch: "signalbox/other", startPoint: "main" });
  await rm(worktree, { recursive: true });
  await reattachWorktree({ repository, path: worktree, branch: "signalbox/test" });
  expect((await setUpAgain(run, command)).statuses).toEqual(["started", "succeeded"]);
  expect((await setUpAgain(run, command)).statuses).toEqual([]);
  await removeWorktree({ repository, path: other, force: true });
});

test.each([
  { command: "echo too bad; exit 3", how: "failed (exit code 3)", output: "too bad\n" },
  { command: "no-such-program-anywhere", how: "failed (exit code 127)", output: "not found" },
  { command: "kill -9 $$", how: "failed: ", output: "[Ended by SIGKILL.]" },
])("a set-up that fails ends the run before any iteration: $command", async (failing) => {
  const run = await runToEnd(setUp(failing.command, "echo ran > ../agent-ran"));
  expect(statusesOf(run.events)).toEqual(["started", "failed"]);
  expect(eventsOf(run.events, "setup")[1]?.output).toContain(failing.output);
  const end = endOf(run.events);
  expect(end).toMatchObject({ reason: "error", status: "error" });
  expect(end.message).toContain(failing.how);
  expect(end.message).toContain(failing.command);
  const last = eventsOf(run.events, "run.ended")[0];
  expect(last?.help?.join(" ")).toContain("set-up command in the repository's details");
  expect(last).toMatchObject({ iterations: 0 });
  expect(last?.category).toBeUndefined();
  await expect(lstat(join(run.worktree, "..", "agent-ran"))).rejects.toThrow("ENOENT");
  // It is tried again.
  expect((await setUpAgain(run, failing.command)).statuses).toEqual(["started", "failed"]);
});

test("a set-up that takes too long has failed, and nothing of it is left", async () => {
  const spec = { setupCommand: "sleep 604 & exec sleep 605", limits: { setupTimeoutMs: 300 } };
  const run = await runToEnd({ agent: done, spec });
  expect(endOf(run.events)).toMatchObject({ reason: "error" });
  expect(endOf(run.events).message).toContain("took too long");
  const left = await killMarked({ name: runMarkerName, value: run.runId });
  expect([...left.killed, ...left.survivors]).toEqual([]);
});

test.each([false, true])(
  "a stop during the set-up ends it and the run (force: %s)",
  async (force) => {
    const stubborn = `trap '' INT TERM HUP; echo begun > ../begun; setsid sh -c 'sleep 606' & while :; do sleep 607; done`;
    const run = await newTestRun(setUp(stubborn));
    await run.start();
    await expect
      .poll(() => readFile(join(run.worktree, "..", "begun"), "utf8").catch(() => ""))
      .toBe("begun\n");
    await requestStop(run.folder, { force });
    const events = await run.end();
    expect(endOf(events)).toMatchObject({ reason: "stopped", status: "cancelled" });
    expect(endOf(events).message).toContain("while its worktree was set up");
    expect(statusesOf(events)).toEqual(["started", "failed"]);
    expect(eventsOf(events, "iteration.started")).toEqual([]);
    const left = await killMarked({ name: runMarkerName, value: run.runId });
    expect([...left.killed, ...left.survivors]).toEqual([]);
  },
);

test("a runner that is killed during the set-up leaves a worktree that is set up again", async () => {
  const command = `if [ -e ../begun ]; then exit 0; fi; echo begun > ../begun; exec sleep 608`;
  const run = await newTestRun(setUp(command));
  await run.start();
  await expect
    .poll(() => readFile(join(run.worktree, "..", "begun"), "utf8").catch(() => ""))
    .toBe("begun\n");
  const runner = await readIdentity(run.folder);
  if (runner === null) throw new Error("no runner was recorded");
  await killRunner(runner);
  expect(await settleLost(run.folder, run)).toMatchObject({ reason: "runner_lost", iterations: 0 });
  const events = await run.end();
  expect(statusesOf(events)).toEqual(["started"]);
  expect((await setUpAgain(run, command)).statuses).toEqual(["started", "succeeded"]);
});

test("what the set-up changed in the tree is told, and is in a commit before the agent's work", async () => {
  const command =
    "echo changed > README; echo new > lock.json; mkdir -p ignored; echo y > ignored/y";
  const run = await newTestRun(
    setUp(command, `cat > /dev/null; echo work > work.txt; echo '${promise}'`),
  );
  await mkdir(join(run.repository, ".git", "info"), { recursive: true });
  await writeFile(join(run.repository, ".git", "info", "exclude"), "ignored/\n");
  await run.start();
  const events = await run.end();
  const told = eventsOf(events, "notice").map(({ message }) => message);
  expect(told).toEqual([expect.stringContaining("README, lock.json.")]);
  const filesOf = (commit: string) => git(run.worktree, "show", "--name-only", "--format=", commit);
  expect(filesOf("HEAD~1").split("\n")).toEqual(["README", "lock.json"]);
  expect(filesOf("HEAD")).toBe("work.txt");
});

test("secrets that the set-up prints are taken out of the journal, and the end of a long output is kept", async () => {
  const command = `yes filler | head -n 20000; echo "got $NPM_TOKEN"`;
  const run = await newTestRun(setUp(command));
  await run.start({ NPM_TOKEN: "npm-secret-0123456789" });
  const [, ended] = eventsOf(await run.end(), "setup");
  expect(ended?.output.endsWith("got [redacted NPM_TOKEN]\n")).toBe(true);
  expect(ended?.output.length).toBeLessThan(20_000);
});

test("what an agent leaves in the mark's place neither blocks nor is written through", async () => {
  const run = await newTestRun({ agent: done });
  const gitFolder = git(run.worktree, "rev-parse", "--absolute-git-dir");
  const mark = join(gitFolder, "signalbox-setup");
  const victim = join(run.worktree, "..", "victim");
  const command = "true";
  await writeFile(victim, "precious");
  const plants = [
    () => symlink(victim, mark),
    () => Promise.resolve(execFileSync("mkfifo", [mark])),
    () => mkdir(join(mark, "deep"), { recursive: true }),
    () => symlink("/dev/zero", mark),
  ];
  for (const plant of plants) {
    await plant();
    expect((await setUpAgain(run, command)).statuses).toEqual(["started", "succeeded"]);
    expect((await setUpAgain(run, command)).statuses).toEqual([]);
    await rm(mark, { recursive: true });
  }
  expect(await readFile(victim, "utf8")).toBe("precious");
  await rm(gitFolder, { recursive: true });
  expect(await openSetupMark(gitFolder, command).set()).toContain("ENOENT");
});

test("in a folder that is no worktree any more nothing is set up", async () => {
  const run = await newTestRun(setUp("echo ran > ../set-up-ran"));
  await rm(join(run.worktree, ".git"));
  git(run.worktree, "init", "--quiet");
  await run.start();
  expect(endOf(await run.end()).reason).toBe("error");
  await expect(lstat(join(run.worktree, "..", "set-up-ran"))).rejects.toThrow("ENOENT");
});
