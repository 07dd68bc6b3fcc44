import type { Event, EventOf } from "@signalbox/shared";

const bar = "─".repeat(64);

/** Tells a run's events as text for a terminal: pieces of a message are joined, tool calls are told when they are over. */
export class Narrator {
  readonly #write: (text: string) => void;
  readonly #toolTitles = new Map<string, string>();
  /** The message that is being told; null when the last line is whole. */
  #messageId: string | null = null;

  constructor(write: (text: string) => void) {
    this.#write = write;
  }

  tell(event: Event): void {
    if (event.type === "agent.message") {
      this.#tellMessage(event);
      return;
    }
    const line = this.#lineOf(event);
    if (line === null) return;
    this.#endMessage();
    this.#write(`${line}\n`);
  }

  #tellMessage(event: EventOf<"agent.message">): void {
    if (event.kind !== "message") return;
    if (event.messageId !== this.#messageId) this.#endMessage();
    this.#messageId = event.messageId;
    this.#write(event.text);
  }

  #endMessage(): void {
    if (this.#messageId !== null) this.#write("\n");
    this.#messageId = null;
  }

  #lineOf(event: Exclude<Event, { type: "agent.message" }>): string | null {
    switch (event.type) {
      case "run.started":
        return `Run started on branch ${event.branch}`;
      case "iteration.started":
        return `\n${bar}\nIteration ${event.iteration} of at most ${event.maxIterations}\n${bar}`;
      case "agent.tool":
        return this.#toolLine(event);
      case "agent.plan":
      case "agent.usage":
        return null;
      case "output":
        return `  │ ${event.text}`;
      case "check":
        return `  ${event.passed ? "✓ passed" : "✗ failed"}: check "${event.name}" (${event.command}), ${event.durationMs} ms`;
      case "setup":
        return event.status === "started"
          ? `  ⚙ Set-up: ${event.command}`
          : `  ${event.status === "succeeded" ? "✓" : "✗"} set-up ${event.status}, ${event.durationMs} ms`;
      case "checkpoint":
        return `  ◆ ${event.commit.slice(0, 8)} ${event.subject} (+${event.insertions} −${event.deletions})`;
      case "iteration.ended":
        return event.problem === null ? null : `  ✗ ${event.problem}`;
      case "notice":
        return `  ! ${event.message}`;
      case "guidance":
        return `  » ${event.text}`;
      case "run.ended":
        return `\n${bar}\n${event.status.toUpperCase()} (${event.reason}): ${event.message}`;
    }
  }

  /** A later event of a tool call carries only what changed: the title came with the first. */
  #toolLine(event: EventOf<"agent.tool">): string | null {
    if (event.title !== undefined) this.#toolTitles.set(event.toolCallId, event.title);
    if (event.status !== "completed" && event.status !== "failed") return null;
    const title = this.#toolTitles.get(event.toolCallId) ?? event.kind ?? "tool";
    return `  ${event.status === "failed" ? "✗" : "•"} ${title}`;
  }
}
