import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { completionPromise } from "./promise.ts";
import type { Stage } from "./stage.ts";

const placeholder = '  throw new Error("not implemented");';

/** The functions that the sample lacks, in the order in which they are done: `average` uses `total`. */
const functions = ["total", "average", "median"] as const;
type FunctionName = (typeof functions)[number];

const bodies: Record<FunctionName, string> = {
  total: "  return numbers.reduce((sum, number) => sum + number, 0);",
  average: "  return numbers.length === 0 ? null : total(numbers) / numbers.length;",
  median: medianBody("(one, other) => one - other"),
};

/** The first attempt at `median`: a common mistake, since `sort` without a function compares numbers as text. */
const hastyMedian = medianBody("");

function medianBody(compare: string): string {
  return [
    "  if (numbers.length === 0) {",
    "    return null;",
    "  }",
    `  const sorted = [...numbers].sort(${compare});`,
    "  const middle = Math.floor(sorted.length / 2);",
    "  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;",
  ].join("\n");
}

/** Whether the folder is the bundled sample: its package.json says so. */
export async function isSumsSample(cwd: string): Promise<boolean> {
  const text = await readFile(join(cwd, "package.json"), "utf8").catch(() => "");
  return /"signalbox"\s*:\s*\{\s*"sample"\s*:\s*"sums"/.test(text);
}

/**
 * One iteration on the sample: finds the next missing function, writes it, tests it. Nothing is remembered between
 * iterations: the files and the prompt say where the work stands. In a run with checks the first `median` is the hasty
 * one and the work is called complete without a look, so that a person sees a check send the work back.
 */
export async function workOnSums(stage: Stage, prompt: string): Promise<void> {
  await stage.say("I am the demo agent: a script without a model. I look at what is there.");
  await stage.read(join(stage.cwd, "README.md"));
  const before = await stage.runNode(["--test", "--test-reporter=spec"]);
  const sources = await readSources(stage);
  const missing = functions.filter((name) => sources[name].includes(placeholder));
  const next = missing[0];
  if (next !== undefined) {
    await implement(stage, prompt, { next, missing, source: sources[next] });
  } else if (before.passed) {
    await stage.say(`All tests pass; there is nothing left to do.\n\n${completionPromise}`);
  } else {
    await repair(stage, prompt, sources.median);
  }
}

async function implement(
  stage: Stage,
  prompt: string,
  work: { next: FunctionName; missing: FunctionName[]; source: string },
): Promise<void> {
  const { next, missing } = work;
  await stage.plan(
    functions.map((name) => ({
      content: `Write ${name}`,
      status: planStatus(name, next, missing),
    })),
  );
  const path = sourcePath(stage, next);
  await stage.read(join(stage.cwd, "test", `${next}.test.js`));
  await stage.think(`${next} is the next function that is missing. Its tests say what it must do.`);
  const isHasty = next === "median" && hasChecks(prompt);
  await stage.write(path, work.source.replace(placeholder, isHasty ? hastyMedian : bodies[next]));
  if (isHasty) {
    await stage.say(
      `median was the last function that was missing, so the work should be done.\n\n${completionPromise}`,
    );
    return;
  }
  const { passed } = await stage.runNode([
    "--test",
    "--test-reporter=spec",
    `test/${next}.test.js`,
  ]);
  const last = missing.length === 1 ? ` It was the last one.\n\n${completionPromise}` : "";
  await stage.say(
    passed ? `${next} works; its tests pass.${last}` : `${next} does not pass its tests yet.`,
  );
}

async function repair(stage: Stage, prompt: string, source: string): Promise<void> {
  const isTold = hasChecks(prompt) && /median/.test(prompt);
  await stage.say(
    isTold
      ? "The check that failed says what is wrong: median does not sort by size."
      : "A test of median fails: it does not sort by size.",
  );
  await stage.plan([
    { content: "Repair median: sort by size, not as text", status: "in_progress" },
    { content: "Run all tests", status: "pending" },
  ]);
  await stage.think("sort() without a function compares numbers as text, so 10 comes before 9.");
  await stage.write(sourcePath(stage, "median"), source.replace(hastyMedian, bodies.median));
  const { passed } = await stage.runNode(["--test", "--test-reporter=spec"]);
  await stage.plan([
    { content: "Repair median: sort by size, not as text", status: "completed" },
    { content: "Run all tests", status: "completed" },
  ]);
  if (passed) {
    await stage.say(`All tests pass now.\n\n${completionPromise}`);
  } else {
    await stage.say("Some tests still fail, and this script knows no more about them.");
  }
}

async function readSources(stage: Stage): Promise<Record<FunctionName, string>> {
  const texts = await Promise.all(
    functions.map((name) => readFile(sourcePath(stage, name), "utf8").catch(() => "")),
  );
  const [total = "", average = "", median = ""] = texts;
  return { total, average, median };
}

function sourcePath(stage: Stage, name: FunctionName): string {
  return join(stage.cwd, "src", `${name}.js`);
}

function planStatus(name: FunctionName, next: FunctionName, missing: FunctionName[]) {
  if (name === next) {
    return "in_progress" as const;
  }
  return missing.includes(name) ? ("pending" as const) : ("completed" as const);
}

/** Whether the prompt has a section on the checks that are run: without them nobody would send hasty work back. */
function hasChecks(prompt: string): boolean {
  return /^#+ checks\b/im.test(prompt);
}
