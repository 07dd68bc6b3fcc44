import { t } from "@lingui/core/macro";
import type { RouterInputs, RouterOutputs } from "@signalbox/api/router";
import {
  defaultMaxIterations,
  highestMaxIterations,
  maxPromptLength,
  runStartInputSchema,
  type InputIssue,
} from "@signalbox/shared";
import { z } from "zod";
import { issuesOf } from "../../lib/errors.ts";

type Run = RouterOutputs["runs"]["get"];
type StartInput = Omit<RouterInputs["runs"]["start"], "sessionId">;

const unitMs = { min: 60_000, h: 3_600_000 } as const;
/** The longest name of a check. */
const maxCheckName = 80;

/** A check as it is typed; `id` tells the rows apart. */
export const checkDraftSchema = z.object({ id: z.string(), name: z.string(), command: z.string() });
export type CheckDraft = z.infer<typeof checkDraftSchema>;

/** The limits as they are typed: text everywhere, an empty one is none. */
export const budgetDraftSchema = z.object({
  maxIterations: z.string(),
  maxTime: z.string(),
  timeUnit: z.enum(["min", "h"]),
  maxCostUsd: z.string(),
});
export type BudgetDraft = z.infer<typeof budgetDraftSchema>;

/** A run as it is typed. */
export const runDraftSchema = budgetDraftSchema.extend({
  prompt: z.string(),
  conversation: z.enum(["fresh", "resume"]),
  checks: z.array(checkDraftSchema),
});
export type RunDraft = z.infer<typeof runDraftSchema>;

/** A row for a check. */
export function checkDraft(
  check: { name: string; command: string } = { name: "", command: "" },
): CheckDraft {
  return { id: crypto.randomUUID(), name: check.name, command: check.command };
}

/** The limits of a run for which nobody said otherwise. */
export function newBudgetDraft(): BudgetDraft {
  return {
    maxIterations: String(defaultMaxIterations),
    maxTime: "",
    timeUnit: "min",
    maxCostUsd: "",
  };
}

/** The draft of a first run. */
export function newRunDraft(preset: {
  prompt: string;
  checks: { name: string; command: string }[];
}): RunDraft {
  return {
    ...newBudgetDraft(),
    prompt: preset.prompt,
    conversation: "fresh",
    checks: preset.checks.map((check) => checkDraft(check)),
  };
}

/** The limits of a run, as they would be typed: whole hours as hours. */
export function budgetDraftOf({
  maxIterations,
  maxDurationMs,
  maxCostUsd,
}: Run["budget"]): BudgetDraft {
  const timeUnit = maxDurationMs !== null && maxDurationMs % unitMs.h === 0 ? "h" : "min";
  return {
    maxIterations: String(maxIterations),
    maxTime: maxDurationMs === null ? "" : String(maxDurationMs / unitMs[timeUnit]),
    timeUnit,
    maxCostUsd: maxCostUsd === null ? "" : String(maxCostUsd),
  };
}

/** The draft of the run after this one: the same checks and budget, another prompt, a fresh conversation. */
export function draftAfter(run: Run, prompt = ""): RunDraft {
  return {
    ...budgetDraftOf(run.budget),
    prompt,
    conversation: "fresh",
    checks: run.checks.map((check) => checkDraft(check)),
  };
}

/** What the server is to be asked, or what is wrong at which field. Rows of checks that are empty count for nothing. */
export function readRunDraft(
  draft: RunDraft,
): { ok: true; input: StartInput } | { ok: false; issues: InputIssue[] } {
  const time = readNumber(draft.maxTime);
  const input: StartInput = {
    prompt: draft.prompt,
    conversation: draft.conversation,
    checks: draft.checks.filter(isFilled).map(({ name, command }) => ({
      // Without a name it is called by what it does.
      name: name.trim() || command.trim().slice(0, maxCheckName),
      command,
    })),
    budget: {
      maxIterations: readNumber(draft.maxIterations),
      maxDurationMs: time === undefined ? undefined : Math.round(time * unitMs[draft.timeUnit]),
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
    return { ...issue, path, message: wordsFor(path, draft) ?? issue.message };
  });
}

/** What a field wants, in words that name no type. */
function wordsFor(path: string, draft: RunDraft): string | null {
  if (path === "prompt" && draft.prompt.length > maxPromptLength)
    return t`This is too long: put some of it into a file of the repository, and name the file here.`;
  if (path === "prompt") return t`Say what the agent is to do.`;
  if (path === "budget.maxIterations")
    return t`Give a whole number from 1 to ${highestMaxIterations}.`;
  if (path === "budget.maxDurationMs")
    return t`Give a time of at most seven days, or leave it empty.`;
  if (path === "budget.maxCostUsd") return t`Give an amount in US dollars, or leave it empty.`;
  if (path === "checks" && draft.checks.length > 20) return t`There may be at most 20 checks.`;
  if (path === "checks") return t`Two checks have the same name.`;
  if (/^checks\.\d+\.name$/.test(path)) return t`Give this check a name of at most 80 characters.`;
  if (/^checks\.\d+\.command$/.test(path)) return t`Give the command that must exit 0.`;
  return null;
}

function isFilled({ name, command }: CheckDraft): boolean {
  return name.trim() !== "" || command.trim() !== "";
}

function readNumber(text: string): number | undefined {
  return text.trim() === "" ? undefined : Number(text);
}
