import type { Event } from "@signalbox/shared";

/** What a person reads of an event, text by text. */
export function readableTexts(event: Event): (string | null | undefined)[] {
  switch (event.type) {
    case "run.started":
      return [event.prompt];
    case "iteration.started":
      return [event.feedback];
    case "agent.message":
    case "output":
    case "guidance":
      return [event.text];
    case "agent.tool":
      return [
        event.title,
        event.input,
        event.output,
        ...(event.locations ?? []),
        ...(event.diffs ?? []).flatMap((diff) => [diff.path, diff.newText, diff.oldText]),
      ];
    case "agent.plan":
      return event.entries.map((entry) => entry.content);
    case "check":
      return [event.name, event.command, event.output];
    case "setup":
      return [event.command, event.output];
    case "checkpoint":
      return [event.subject, event.commit];
    case "iteration.ended":
      return [event.problem, ...(event.help ?? [])];
    case "notice":
      return [event.message];
    case "run.ended":
      return [event.message, ...(event.help ?? [])];
    case "agent.usage":
      return [event.model];
  }
}
