import type { EventOf, ProblemCategory } from "@signalbox/shared";
import type { Usage } from "./usage.ts";

/**
 * The rows of a run's timeline. A row is made once and then changed in place, with a new `version` each time:
 * what draws it compares versions. `key` is stable over reloads: it comes from the row's first event.
 */
interface RowBase {
  key: string;
  /** The first of its events. */
  seq: number;
  /** The iteration it belongs to; null for what is before, between or after them. */
  iteration: number | null;
  version: number;
}

export interface StartRow extends RowBase {
  kind: "start";
  event: EventOf<"run.started">;
}
export interface IterationRow extends RowBase {
  kind: "iteration";
  iteration: number;
  /** Null while only later events of the iteration are loaded. */
  started: EventOf<"iteration.started"> | null;
  ended: EventOf<"iteration.ended"> | null;
  checkpoint: EventOf<"checkpoint"> | null;
  checksPassed: number;
  checksFailed: number;
  /** What was told so far of what the agent used; null when nothing was. */
  usage: Usage | null;
}
export interface MessageRow extends RowBase {
  kind: "message";
  messageKind: EventOf<"agent.message">["kind"];
  text: string;
}
export interface ToolRow extends RowBase {
  kind: "tool";
  title: string | null;
  toolKind: NonNullable<EventOf<"agent.tool">["kind"]>;
  status: NonNullable<EventOf<"agent.tool">["status"]>;
  input: string | null;
  output: string | null;
  diffs: NonNullable<EventOf<"agent.tool">["diffs"]>;
  locations: string[];
  /** Of a command that the call ran; null when it is not known. */
  exitCode: number | null;
  /** When it was first told of, and when its end was; the latter is null while it goes on. */
  startedAt: string;
  endedAt: string | null;
}
export type OutputLine = Pick<EventOf<"output">, "seq" | "stream" | "text" | "truncated">;
export interface OutputRow extends RowBase {
  kind: "output";
  lines: OutputLine[];
  /** Whether a block of the same output stands right above, and right below. */
  continued: boolean;
  continues: boolean;
}
export interface PlanRow extends RowBase {
  kind: "plan";
  entries: EventOf<"agent.plan">["entries"];
}
export interface CheckRow extends RowBase {
  kind: "check";
  event: EventOf<"check">;
}
/** The set-up of the worktree, before the first iteration. */
export interface SetupRow extends RowBase {
  kind: "setup";
  command: string;
  /** Null while only its end is loaded. */
  startedAt: string | null;
  /** Null while it goes on, and when the run ended without a word of it. */
  ended: EventOf<"setup"> | null;
}
export interface CheckpointRow extends RowBase {
  kind: "checkpoint";
  event: EventOf<"checkpoint">;
}
export interface NoticeRow extends RowBase {
  kind: "notice";
  level: EventOf<"notice">["level"];
  message: string;
  at: string;
  /** When the wait is over that the notice tells of; absent when it tells of none. */
  until?: string;
  category?: ProblemCategory;
  /** Steps that a person can take. */
  help: readonly string[];
}
export interface GuidanceRow extends RowBase {
  kind: "guidance";
  event: EventOf<"guidance">;
}
/** What an iteration's agent used, summed when the iteration ends. */
export interface UsageRow extends RowBase {
  kind: "usage";
  usage: Usage;
}
export interface EndRow extends RowBase {
  kind: "end";
  event: EventOf<"run.ended">;
}

export type TimelineRow =
  | StartRow
  | IterationRow
  | MessageRow
  | ToolRow
  | OutputRow
  | PlanRow
  | CheckRow
  | SetupRow
  | CheckpointRow
  | NoticeRow
  | GuidanceRow
  | UsageRow
  | EndRow;
