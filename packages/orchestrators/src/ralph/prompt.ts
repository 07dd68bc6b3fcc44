import { completionPromise, type Check } from "@signalbox/shared";
import { quote } from "./guidance.ts";
import { progressNotePath } from "./progress-note.ts";

/** How the previous iteration went, as far as the agent of the next one must know. */
export interface PreviousIteration {
  /** The promise that did not count because checks failed. */
  promise: boolean;
  /** Why the agent's turn did not end well; null when it did. */
  problem: string | null;
  failedChecks: readonly { name: string; command: string; output: string }[];
}

/** How much of one check's output an agent is told (characters from the end): failures say what matters last. */
const feedbackTailLength = 6000;

export interface PromptInput {
  prompt: string;
  iteration: number;
  maxIterations: number;
  checks: readonly Check[];
  /** From `feedbackOf`. */
  feedback: string | null;
  /** What the person said while the work went on, in order. */
  guidance: readonly string[];
  /** Whether the agent continues an earlier conversation. */
  resumed: boolean;
}

/**
 * What an iteration's agent is told about the iteration before; null when there is nothing to tell.
 * The output of checks is indented, so that no line of it can be taken for the agent's own.
 */
export function feedbackOf(previous: PreviousIteration): string | null {
  const parts: string[] = [];
  if (previous.problem !== null) {
    parts.push(`The previous iteration's agent did not end well: ${previous.problem}`);
  }
  if (previous.promise && previous.failedChecks.length > 0) {
    parts.push("The work was declared complete, but it is not: a check failed.");
  }
  for (const { name, command, output } of previous.failedChecks) {
    const printed = output.trim() === "" ? "(it printed nothing)" : tail(output.trimEnd());
    parts.push(`The check "${name}" failed. Command: ${command}\n${indent(printed)}`);
  }
  return parts.length === 0 ? null : parts.join("\n\n");
}

/**
 * The text for one iteration: the person's prompt, then what Signalbox adds. The completion promise never stands alone
 * on a line of the added part and never ends it: an agent that echoes its prompt must not complete the run.
 */
export function iterationPrompt(input: PromptInput): string {
  const context = input.resumed
    ? "This iteration continues your earlier conversation; each later one gets the same task and a fresh context that remembers nothing."
    : "Each iteration gets the same task and a fresh context: you remember nothing of earlier ones.";
  const sections = [
    input.prompt.trimEnd(),
    "---",
    `# How this work goes (from Signalbox)

This is iteration ${input.iteration} of at most ${input.maxIterations}. ${context}
The state of the work is in the files, in git (\`git log\`, \`git diff\`) and in the note \`${progressNotePath}\`: read them first.
Do one sensible step of the work, leave the files in a good state, and add to the note what the next iteration must know.
Signalbox commits what you leave.`,
  ];
  if (input.checks.length > 0) {
    const list = input.checks.map((check) => `- ${check.name}: ${oneLine(check.command)}`);
    sections.push(
      `## Checks\n\nAfter each iteration Signalbox runs these commands here; every one must exit with 0 before the work counts as complete.\n${list.join("\n")}`,
    );
  }
  if (input.feedback !== null) {
    sections.push(`## From the previous iteration\n\n${input.feedback}`);
  }
  if (input.guidance.length > 0) {
    const words = input.guidance.map(quote).join("\n\n");
    sections.push(
      `## From the person, while the work went on\n\nThis belongs to the task; where it says something else than the task above, it counts.\n\n${words}`,
    );
  }
  sections.push(`## When everything is done

Only when the whole task is done, end your final message with a line that holds nothing but ${completionPromise} at its left margin, outside any quotation or code block.
When anything is left to do, end without that line: the next iteration goes on from here.`);
  return `${sections.join("\n\n")}\n`;
}

function tail(text: string): string {
  return text.length <= feedbackTailLength ? text : `…${text.slice(-feedbackTailLength)}`;
}

function indent(text: string): string {
  return text
    .split("\n")
    .map((line) => `    ${line}`)
    .join("\n");
}

function oneLine(text: string): string {
  return text.replaceAll(/\s*\n\s*/g, "; ");
}
