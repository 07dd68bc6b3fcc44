import { uncommittedFiles, worktreeGitFolder } from "@signalbox/host/git";
import { runShellCommand, type RunContext, type RunOutcome } from "@signalbox/orchestrators";
import { openSetupMark } from "./setup-mark.ts";
import type { RunSpec } from "./spec.ts";
import { sweep } from "./sweep.ts";

/** A set-up that takes longer has failed: half an hour is enough to install and build much, and it must not hang a run. */
const setupTimeoutMs = 30 * 60_000;
/** So many files that it changed are named; of more the number is told. */
const maxNamed = 10;
/** How much of a command is told in a sentence. */
const maxToldLength = 200;

/**
 * Runs the repository's set-up command in the worktree, once for this worktree and this command: what ended badly, or was
 * interrupted, is run again by the next run. Its events are `setup`, and notices. Resolves to null when the run can go on, else to
 * how it ended.
 * @throws GitError when the folder is no linked worktree (any more)
 */
export async function setUpWorktree(
  spec: RunSpec,
  { env, signal, emit }: Pick<RunContext, "env" | "signal" | "emit">,
): Promise<RunOutcome | null> {
  const { setupCommand: command, worktreePath } = spec;
  if (command === null || signal.aborted) return null;
  const mark = openSetupMark(await worktreeGitFolder(worktreePath), command);
  if (await mark.isSet()) return null;
  // Before it begins: half a set-up is none, also when the one before had ended well.
  await mark.clear();
  const before = await filesNotCommitted(worktreePath);
  const event = { type: "setup" as const, command };
  emit({ ...event, status: "started", exitCode: null, durationMs: 0, output: "" });
  const { passed, exitCode, endedBy, durationMs, output } = await runShellCommand({
    command,
    name: "set-up",
    cwd: worktreePath,
    env,
    signal,
    timeoutMs: spec.limits?.setupTimeoutMs ?? setupTimeoutMs,
  });
  await sweep(spec.runId, emit);
  emit({ ...event, status: passed ? "succeeded" : "failed", exitCode, durationMs, output });
  if (!passed) return signal.aborted ? stopped : failed(command, exitCode, endedBy === "timeout");
  tellChanged(before, await filesNotCommitted(worktreePath), emit);
  const problem = await mark.set();
  if (problem !== null) {
    const message = `That the worktree is set up could not be recorded, so the next run sets it up again. ${problem}`;
    emit({ type: "notice", level: "warning", message });
  }
  return null;
}

const stopped: RunOutcome = {
  reason: "stopped",
  message: "The run was stopped while its worktree was set up.",
  exitCode: null,
};

function failed(command: string, exitCode: number | null, isTimeout: boolean): RunOutcome {
  const told = command.length > maxToldLength ? `${command.slice(0, maxToldLength)}…` : command;
  const how = isTimeout
    ? "took too long"
    : `failed${exitCode === null ? "" : ` (exit code ${exitCode})`}`;
  return {
    reason: "error",
    message: `The repository's set-up command ${how}: ${told}`,
    exitCode: null,
    problem: {
      help: [
        "Read what the set-up printed last: it is above, in the run's timeline.",
        "Mend what it needs, or change the set-up command in the repository's details.",
        "Start another run: it begins with the set-up again.",
      ],
    },
  };
}

/** The files that differ from the commit and that git does not ignore. Empty where git cannot tell: the run finds out why. */
async function filesNotCommitted(worktree: string): Promise<Set<string>> {
  const files = await uncommittedFiles(worktree).catch(() => []);
  return new Set(files.map(({ path }) => path));
}

/** Says what of the set-up's doing will be on the session's branch. */
function tellChanged(
  before: ReadonlySet<string>,
  after: ReadonlySet<string>,
  emit: RunContext["emit"],
): void {
  const changed = [...after].filter((path) => !before.has(path));
  if (changed.length === 0) return;
  const more = changed.length > maxNamed ? ` and ${changed.length - maxNamed} more` : "";
  const message = `The set-up left changes that git does not ignore, which are committed before the agent begins: ${changed.slice(0, maxNamed).join(", ")}${more}.`;
  emit({ type: "notice", level: "info", message });
}
