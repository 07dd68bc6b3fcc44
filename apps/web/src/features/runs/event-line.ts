import { t } from "@lingui/core/macro";
import { ansiPlainText } from "../../ui/ansi.ts";
import type { Entry } from "./journal-window.ts";

/** The longest line that is drawn; the journal itself has the rest. Characters. */
const maxLineLength = 2_000;

/** An entry of the window as the text of one line; an output line keeps its colours. */
export function textOfEntry(entry: Entry): string {
  const text = wholeText(entry);
  const line = entry.type === "output" ? text : text.replaceAll(/\s*\n\s*/g, " ⏎ ");
  return line.length > maxLineLength ? `${line.slice(0, maxLineLength)}…` : line;
}

function wholeText(entry: Entry): string {
  switch (entry.type) {
    case "skip":
      return t`Iteration ${entry.iteration} is folded: events ${entry.seq} to ${entry.lastSeq}`;
    case "run.started":
      return `${entry.orchestrator} ${entry.agent} ${entry.branch}: ${entry.prompt}`;
    case "iteration.started":
      return joined([`${entry.iteration} / ${entry.maxIterations}`, entry.feedback]);
    case "agent.message":
      return joined([entry.kind === "thought" ? "(thought)" : null, entry.text]);
    case "agent.tool": {
      const paths = (entry.diffs ?? []).map(({ path }) => path);
      return joined([
        entry.status,
        entry.title,
        entry.input,
        ...paths,
        entry.output === undefined ? null : ansiPlainText(entry.output),
      ]);
    }
    case "agent.plan":
      return entry.entries.map(({ content, status }) => `[${status}] ${content}`).join("; ");
    case "agent.usage":
      return joined([
        entry.model,
        `in ${entry.inputTokens ?? "?"}`,
        `out ${entry.outputTokens ?? "?"}`,
        entry.costUsd === null ? null : `$${entry.costUsd}`,
      ]);
    case "output":
      return entry.text;
    case "check":
      return joined([
        entry.passed ? "passed" : `failed (${entry.exitCode ?? "?"})`,
        entry.name,
        `$ ${entry.command}`,
        ansiPlainText(entry.output),
      ]);
    case "setup":
      return joined([entry.status, `$ ${entry.command}`, ansiPlainText(entry.output)]);
    case "checkpoint":
      return `${entry.commit.slice(0, 8)} ${entry.subject} (+${entry.insertions} −${entry.deletions})`;
    case "iteration.ended":
      return joined([entry.outcome, entry.promise ? "promise" : null, entry.problem]);
    case "notice":
      return `${entry.level}: ${entry.message}`;
    case "guidance":
      return entry.text;
    case "run.ended":
      return `${entry.status} (${entry.reason}): ${entry.message}`;
  }
}

function joined(parts: readonly (string | null | undefined)[]): string {
  return parts.filter(Boolean).join(" ");
}
