import type { Event } from "@signalbox/shared";

const bar = "─".repeat(64);

/** One event as lines for a terminal; null for what a reader of the terminal need not see. */
export function narrate(event: Event): string | null {
  switch (event.type) {
    case "run.started":
      return `Run started on branch ${event.branch}`;
    case "iteration.started":
      return `\n${bar}\nIteration ${event.iteration} of at most ${event.maxIterations}\n${bar}`;
    case "agent.message":
      return event.kind === "message" ? event.text.trimEnd() : null;
    case "agent.tool":
      return event.status === "completed" || event.status === "failed"
        ? `  ${event.status === "failed" ? "✗" : "•"} ${event.title ?? event.kind ?? "tool"}`
        : null;
    case "agent.plan":
    case "agent.usage":
      return null;
    case "output":
      return `  │ ${event.text}`;
    case "check":
      return `  ${event.passed ? "✓ passed" : "✗ failed"}: check "${event.name}" (${event.command}), ${event.durationMs} ms`;
    case "checkpoint":
      return `  ◆ ${event.commit.slice(0, 8)} ${event.subject} (+${event.insertions} −${event.deletions})`;
    case "iteration.ended":
      return event.problem === null ? null : `  ✗ ${event.problem}`;
    case "notice":
      return `  ! ${event.message}`;
    case "run.ended":
      return `\n${bar}\n${event.status.toUpperCase()} (${event.reason}): ${event.message}`;
  }
}
