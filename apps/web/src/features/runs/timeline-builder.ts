import type { Event, EventOf } from "@signalbox/shared";
import type {
  IterationRow,
  MessageRow,
  OutputRow,
  PlanRow,
  SetupRow,
  TimelineRow,
  ToolRow,
} from "./timeline-rows.ts";
import { addUsage } from "./usage.ts";

/**
 * The most lines of output in one row: a row is drawn whole, so it must be short. Blocks end where `seq` is a multiple
 * of this, so that the same lines stand in the same rows wherever in the journal the building began.
 */
export const maxOutputRowLines = 40;

/** Whether a block of output begins at this `seq`. */
export function isBlockStart(seq: number): boolean {
  return (seq - 1) % maxOutputRowLines === 0;
}

/**
 * Builds a run's rows from its events, one event at a time, in order of `seq`. Rows are only ever added at the end,
 * and an event costs the same however long the timeline is. It may begin in the middle of a journal.
 */
export class TimelineBuilder {
  readonly rows: TimelineRow[] = [];
  readonly #iterations = new Map<number, IterationRow>();
  readonly #messages = new Map<string, MessageRow>();
  readonly #tools = new Map<string, ToolRow>();
  readonly #plans = new Map<number, PlanRow>();
  /** Rows that an event changed which other rows came before. */
  readonly #changed = new Map<number, TimelineRow>();

  /** The row that shows the event with this seq, or the last one before it; undefined when all rows come later. */
  rowAt(seq: number): TimelineRow | undefined {
    return this.#changed.get(seq) ?? this.rows[lastIndexUpTo(this.rows, seq)];
  }

  /** Have a header for an iteration that begins at `seq` or goes on there, without any of its events. */
  skip(iteration: number, seq: number): void {
    this.#needIteration({ iteration, seq });
  }

  /** Take the next event. */
  push(event: Event): void {
    switch (event.type) {
      case "run.started":
        this.#add({ ...base(event, null), kind: "start", event });
        return;
      case "iteration.started":
        this.#iteration(event).started = event;
        return;
      case "agent.message":
        this.#message(event);
        return;
      case "agent.tool":
        this.#tool(event);
        return;
      case "agent.plan":
        this.#plan(event);
        return;
      case "agent.usage": {
        const header = this.#iteration(event);
        header.usage = addUsage(header.usage, event);
        return;
      }
      case "output":
        this.#output(event);
        return;
      case "check": {
        const header = this.#iteration(event);
        if (event.passed) header.checksPassed += 1;
        else header.checksFailed += 1;
        this.#add({ ...base(event, event.iteration), kind: "check", event });
        return;
      }
      case "setup":
        this.#setup(event);
        return;
      case "checkpoint":
        this.#iteration(event).checkpoint = event;
        this.#add({ ...base(event, event.iteration), kind: "checkpoint", event });
        return;
      case "iteration.ended":
        this.#iterationEnded(event);
        return;
      case "notice":
        if (event.iteration) this.#iteration({ ...event, iteration: event.iteration });
        this.#notice(event, event);
        return;
      case "guidance":
        this.#add({ ...base(event, event.iteration ?? null), kind: "guidance", event });
        return;
      case "run.ended":
        this.#add({ ...base(event, null), kind: "end", event });
    }
  }

  #add<Row extends TimelineRow>(row: Row): Row {
    this.rows.push(row);
    return row;
  }

  /** The header of an event's iteration, made when this is the first that is seen of it; counts as changed. */
  #iteration(event: { seq: number; iteration: number }): IterationRow {
    const known = this.#iterations.get(event.iteration);
    if (known) {
      known.version += 1;
      return known;
    }
    const row = this.#add<IterationRow>({
      key: `iteration-${event.iteration}`,
      seq: event.seq,
      iteration: event.iteration,
      version: 0,
      kind: "iteration",
      started: null,
      ended: null,
      checkpoint: null,
      checksPassed: 0,
      checksFailed: 0,
      usage: null,
    });
    this.#iterations.set(event.iteration, row);
    return row;
  }

  #needIteration(event: { seq: number; iteration: number }): void {
    if (!this.#iterations.has(event.iteration)) this.#iteration(event);
  }

  #message(event: EventOf<"agent.message">): void {
    this.#needIteration(event);
    const id = `${event.iteration}/${event.kind}/${event.messageId}`;
    const known = this.#messages.get(id);
    // A message that something else interrupted goes on below it, where the reader is.
    if (known && this.rows.at(-1) === known) {
      known.text += event.text;
      known.version += 1;
      return;
    }
    if (event.text === "") return;
    const row = this.#add<MessageRow>({
      ...base(event, event.iteration),
      kind: "message",
      messageKind: event.kind,
      text: event.text,
    });
    this.#messages.set(id, row);
  }

  #tool(event: EventOf<"agent.tool">): void {
    this.#needIteration(event);
    const id = `${event.iteration}/${event.toolCallId}`;
    let row = this.#tools.get(id);
    if (row) this.#changed.set(event.seq, row);
    else {
      row = this.#add<ToolRow>({
        ...base(event, event.iteration),
        key: `tool-${id}`,
        kind: "tool",
        title: null,
        toolKind: "other",
        status: "pending",
        input: null,
        output: null,
        diffs: [],
        locations: [],
        exitCode: null,
        startedAt: event.at,
        endedAt: null,
      });
      this.#tools.set(id, row);
    }
    row.title = event.title ?? row.title;
    row.toolKind = event.kind ?? row.toolKind;
    row.status = event.status ?? row.status;
    row.input = event.input ?? row.input;
    row.output = event.output ?? row.output;
    row.diffs = event.diffs ?? row.diffs;
    row.locations = event.locations ?? row.locations;
    row.exitCode = event.exitCode ?? row.exitCode;
    if (event.status === "completed" || event.status === "failed") row.endedAt = event.at;
    row.version += 1;
  }

  #plan(event: EventOf<"agent.plan">): void {
    this.#needIteration(event);
    const known = this.#plans.get(event.iteration);
    if (known) {
      this.#changed.set(event.seq, known);
      known.entries = event.entries;
      known.version += 1;
      return;
    }
    const row = this.#add<PlanRow>({
      ...base(event, event.iteration),
      key: `plan-${event.iteration}`,
      kind: "plan",
      entries: event.entries,
    });
    this.#plans.set(event.iteration, row);
  }

  #output(event: EventOf<"output">): void {
    this.#needIteration(event);
    const { seq, stream, text, truncated } = event;
    const last = this.rows.at(-1);
    const line = { seq, stream, text, truncated };
    const before = last?.kind === "output" && last.iteration === event.iteration ? last : null;
    if (before) before.version += 1;
    if (before && !isBlockStart(seq)) {
      before.lines.push(line);
      return;
    }
    if (before) before.continues = true;
    this.#add<OutputRow>({
      ...base(event, event.iteration),
      kind: "output",
      lines: [line],
      continued: before !== null,
      continues: false,
    });
  }

  #setup(event: EventOf<"setup">): void {
    const { command, status } = event;
    const isStart = status === "started";
    const last = this.rows.findLast((row) => row.kind === "setup");
    if (last && !isStart) {
      last.ended = event;
      last.version += 1;
      return;
    }
    this.#add<SetupRow>({
      ...base(event, null),
      // A run has one: the same row whether its beginning is loaded or not.
      key: "setup",
      kind: "setup",
      command,
      startedAt: isStart ? event.at : null,
      ended: isStart ? null : event,
    });
  }

  #iterationEnded(event: EventOf<"iteration.ended">): void {
    const header = this.#iteration(event);
    header.ended = event;
    const { problem, category, help, outcome } = event;
    if (problem) {
      // What was stopped on purpose is nobody's fault.
      const level = outcome === "cancelled" ? "info" : "error";
      this.#notice(event, { level, message: problem, category, help });
    }
    // Where the iteration's beginning is not loaded, the sum would be of a part of it.
    if (header.usage && header.started) {
      this.#add({
        ...base(event, event.iteration),
        key: `usage-${event.iteration}`,
        kind: "usage",
        usage: header.usage,
      });
    }
  }

  #notice(
    event: EventOf<"notice" | "iteration.ended">,
    words: Pick<EventOf<"notice">, "level" | "message" | "until" | "category"> & {
      help?: readonly string[];
    },
  ): void {
    const { level, message, until, category, help = [] } = words;
    this.#add({
      ...base(event, event.iteration ?? null),
      kind: "notice",
      level,
      message,
      at: event.at,
      until,
      category,
      help,
    });
  }
}

function base(event: { seq: number }, iteration: number | null) {
  return { key: `event-${event.seq}`, seq: event.seq, iteration, version: 0 };
}

/** The index of the last row whose first event is not after `seq`; -1 when there is none. Rows are in the order of their first events. */
export function lastIndexUpTo(rows: readonly { seq: number }[], seq: number): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rows[middle]?.seq ?? 0) <= seq) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
