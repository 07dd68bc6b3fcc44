import { execFile, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { readdir, readFile, rm } from "node:fs/promises";
import { delimiter, dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

/** The folder of the whole project. */
export const projectRoot = join(dirname(fileURLToPath(import.meta.url)), "..", "..");

const turboProgram = join(projectRoot, "node_modules", ".bin", "turbo");

/** Two tasks at once suit the smallest machine we promise (2 cores), since vitest runs two workers of its own. */
const CONCURRENCY = 2;

/** A plan of the whole tree is about 1 MB of JSON. */
const MAX_PLAN_BYTES = 64 * 1024 * 1024;

/** What turbo's children see: no telemetry, no self-advertising, and the Node version that test results depend on. */
const turboEnvironment = {
  ...process.env,
  DO_NOT_TRACK: "1",
  TURBO_TELEMETRY_DISABLED: "1",
  TURBO_NO_UPDATE_NOTIFIER: "1",
  TEST_NODE_VERSION: process.version,
};

/**
 * @typedef {object} PlannedTask
 * @property {string} taskId `package#task`
 * @property {string} task
 * @property {string} package
 * @property {string} directory relative to the project
 * @property {string} command the script, or `<NONEXISTENT>` where the package has none
 */

/**
 * @typedef {object} TaskRun
 * @property {string} taskId
 * @property {boolean} cached
 * @property {number} exitCode
 * @property {number} durationMs
 */

/** Ends this process with a hint when turbo would find no pnpm: only `pnpm …` and `npx pnpm …` put it on PATH. */
export function requirePnpm() {
  const folders = (process.env.PATH ?? "").split(delimiter);
  if (!folders.some((folder) => existsSync(join(folder, "pnpm")))) {
    console.error(
      "There is no pnpm on PATH. Start this with pnpm: npx -y pnpm@10.34.x start (or test, or demo).",
    );
    process.exit(1);
  }
}

/**
 * The tasks that have something to run, of those turbo would visit. Rejects when turbo cannot make a plan (an invalid
 * turbo.json), with turbo's words.
 * @param {readonly string[]} args tasks and filters
 * @returns {Promise<PlannedTask[]>}
 */
export async function planTasks(args) {
  const { stdout } = await promisify(execFile)(turboProgram, ["run", ...args, "--dry=json"], {
    cwd: projectRoot,
    env: turboEnvironment,
    maxBuffer: MAX_PLAN_BYTES,
  });
  const { tasks } = JSON.parse(stdout);
  return tasks.filter((/** @type {PlannedTask} */ task) => task.command !== "<NONEXISTENT>");
}

/**
 * Runs tasks to their end and resolves with turbo's exit code; it rejects only when turbo cannot be started.
 * `onLine` takes turbo's output line by line; without it the output goes straight to the terminal. A SIGINT or
 * SIGTERM meanwhile ends turbo, which ends its tasks, and then this process.
 * @param {readonly string[]} args tasks, filters and flags
 * @param {(line: string) => void} [onLine]
 * @returns {Promise<number>}
 */
export async function runTasks(args, onLine) {
  const turbo = spawn(
    turboProgram,
    ["run", ...args, "--ui=stream", `--concurrency=${CONCURRENCY}`],
    {
      cwd: projectRoot,
      env: turboEnvironment,
      stdio: ["ignore", onLine ? "pipe" : "inherit", onLine ? "pipe" : "inherit"],
    },
  );
  /** @type {NodeJS.Signals | undefined} */
  let interruptedBy;
  const interrupt = (/** @type {NodeJS.Signals} */ signal) => {
    interruptedBy = signal;
    turbo.kill("SIGTERM");
  };
  process.on("SIGINT", interrupt);
  process.on("SIGTERM", interrupt);
  if (onLine && turbo.stdout && turbo.stderr) {
    createInterface({ input: turbo.stdout }).on("line", onLine);
    createInterface({ input: turbo.stderr }).on("line", onLine);
  }
  try {
    return await new Promise((resolve, reject) => {
      turbo.once("error", reject);
      turbo.once("close", (code) => resolve(code ?? 1));
    });
  } finally {
    process.off("SIGINT", interrupt);
    process.off("SIGTERM", interrupt);
    if (interruptedBy) {
      process.kill(process.pid, interruptedBy);
    }
  }
}

/**
 * Runs tasks with turbo's output on the terminal, going on after a failure, and resolves with what every executed or
 * cached task did. A task held back by a failed dependency is missing from the result.
 * @param {readonly string[]} args tasks and filters
 * @returns {Promise<TaskRun[]>}
 */
export async function runAllTasks(args) {
  const summaries = join(projectRoot, ".turbo", "runs");
  await rm(summaries, { recursive: true, force: true });
  await runTasks([
    ...args,
    "--continue=dependencies-successful",
    "--output-logs=new-only",
    "--summarize",
  ]);
  /** @type {TaskRun[]} */
  const runs = [];
  for (const file of await readdir(summaries).catch(() => [])) {
    const summary = JSON.parse(await readFile(join(summaries, file), "utf8"));
    for (const task of summary.tasks) {
      if (task.execution) {
        runs.push({
          taskId: task.taskId,
          cached: task.cache.status === "HIT",
          exitCode: task.execution.exitCode ?? 1,
          durationMs: task.execution.endTime - task.execution.startTime,
        });
      }
    }
  }
  return runs;
}
