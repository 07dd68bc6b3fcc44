import type { RouterInputs, RouterOutputs } from "@signalbox/api/router";
import { defaultMaxIterations, runStartInputSchema, type InputIssue } from "@signalbox/shared";
import { issuesOf } from "../../lib/errors.ts";

type Run = RouterOutputs["runs"]["get"];
type StartInput = Omit<RouterInputs["runs"]["start"], "sessionId">;

const minuteMs = 60_000;

/** A check as it is typed; `id` tells the rows apart. */
export interface CheckDraft {
  id: string;
  name: string;
  command: string;
}

/** A run as it is typed: text everywhere, an empty limit is none. */
export interface RunDraft {
  prompt: string;
  conversation: NonNullable<StartInput["conversation"]>;
  checks: CheckDraft[];
  maxIterations: string;
  maxMinutes: string;
  maxCostUsd: string;
}

/** A row for a check. */
export function checkDraft(
  check: { name: string; command: string } = { name: "", command: "" },
): CheckDraft {
  return { id: crypto.randomUUID(), ...check };
}

/** The draft of a first run. */
export function newRunDraft(preset: {
  prompt: string;
  checks: { name: string; command: string }[];
}): RunDraft {
  return {
    prompt: preset.prompt,
    conversation: "fresh",
    checks: preset.checks.map((check) => checkDraft(check)),
    maxIterations: String(defaultMaxIterations),
    maxMinutes: "",
    maxCostUsd: "",
  };
}

/** The draft of the run after this one: the same checks and budget, another prompt, a fresh conversation. */
export function draftAfter(run: Run, prompt = ""): RunDraft {
  const { maxIterations, maxDurationMs, maxCostUsd } = run.budget;
  return {
    prompt,
    conversation: "fresh",
    checks: run.checks.map((check) => checkDraft(check)),
    maxIterations: String(maxIterations),
    maxMinutes: maxDurationMs === null ? "" : String(maxDurationMs / minuteMs),
    maxCostUsd: maxCostUsd === null ? "" : String(maxCostUsd),
  };
}

/** What the server is to be asked, or what is wrong at which field. Rows of checks that are empty count for nothing. */
export function readRunDraft(
  draft: RunDraft,
): { ok: true; input: StartInput } | { ok: false; issues: InputIssue[] } {
  const minutes = readNumber(draft.maxMinutes);
  const input: StartInput = {
    prompt: draft.prompt,
    conversation: draft.conversation,
    checks: draft.checks.filter(isFilled).map(({ name, command }) => ({ name, command })),
    budget: {
      maxIterations: readNumber(draft.maxIterations),
      maxDurationMs: minutes === undefined ? undefined : Math.round(minutes * minuteMs),
      maxCostUsd: readNumber(draft.maxCostUsd),
    },
  };
  const parsed = runStartInputSchema.omit({ sessionId: true }).safeParse(input);
  if (parsed.success) return { ok: true, input };
  return { ok: false, issues: issuesAtRows(issuesOf(parsed.error), draft) };
}

/** Issues name checks by their place among the filled rows: give them the place that is seen. */
export function issuesAtRows(issues: InputIssue[], draft: RunDraft): InputIssue[] {
  const rows = draft.checks.flatMap((check, row) => (isFilled(check) ? [row] : []));
  return issues.map((issue) => {
    const path = issue.path.replace(
      /^checks\.(\d+)/,
      (_, index) => `checks.${rows[Number(index)]}`,
    );
    return { ...issue, path, message: fieldHelp[path] ?? checkHelp(path) ?? issue.message };
  });
}

/** What a field wants, in words that name no type. */
const fieldHelp: Record<string, string> = {
  prompt: "Say what the agent is to do.",
  "budget.maxIterations": "Give a whole number from 1 to 1000.",
  "budget.maxDurationMs": "Give minutes, at most seven days, or leave it empty.",
  "budget.maxCostUsd": "Give an amount in US dollars, or leave it empty.",
};

function checkHelp(path: string): string | null {
  if (/^checks\.\d+\.name$/.test(path)) return "Give this check a name of at most 80 characters.";
  if (/^checks\.\d+\.command$/.test(path)) return "Give the command that must exit 0.";
  return null;
}

function isFilled({ name, command }: CheckDraft): boolean {
  return name.trim() !== "" || command.trim() !== "";
}

function readNumber(text: string): number | undefined {
  return text.trim() === "" ? undefined : Number(text);
}
