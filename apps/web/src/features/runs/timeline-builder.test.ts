import type { Event } from "@signalbox/shared";
import { describe, expect, it } from "vitest";
import { maxOutputRowLines, TimelineBuilder } from "./timeline-builder.ts";
import type { TimelineRow } from "./timeline-rows.ts";

const at = "2026-11-24T00:00:00.000Z";
const line = (seq: number, text = `line ${seq}`, iteration = 1): Event => ({
  seq,
  at,
  type: "output",
  iteration,
  stream: "stdout",
  text,
});
const message = (seq: number, text: string, messageId = "m1"): Event => ({
  seq,
  at,
  type: "agent.message",
  iteration: 1,
  messageId,
  kind: "message",
  text,
});

function build(events: Event[]): TimelineRow[] {
  const builder = new TimelineBuilder();
  for (const event of events) builder.push(event);
  return builder.rows;
}

describe("TimelineBuilder", () => {
  it("joins the pieces of one message into one row", () => {
    const rows = build([message(1, "Hel"), message(2, "lo"), message(3, "next", "m2")]);
    expect(rows.slice(1)).toMatchObject([
      { kind: "message", text: "Hello", key: "event-1" },
      { kind: "message", text: "next" },
    ]);
  });

  it("lets a message go on below what interrupted it", () => {
    const rows = build([message(1, "a"), line(2), message(3, "b")]);
    expect(rows.slice(1).map(({ kind }) => kind)).toEqual(["message", "output", "message"]);
  });

  it("merges consecutive output into blocks of bounded length", () => {
    const rows = build(
      Array.from({ length: maxOutputRowLines + 1 }, (_, index) => line(index + 1)),
    );
    const blocks = rows.filter((row) => row.kind === "output");
    expect(blocks.map(({ lines }) => lines.length)).toEqual([maxOutputRowLines, 1]);
    expect(blocks).toMatchObject([
      { continued: false, continues: true },
      { continued: true, continues: false },
    ]);
  });

  it("updates a tool call in place and keeps what a later event does not carry", () => {
    const tool = { at, type: "agent.tool", iteration: 1, toolCallId: "t" } as const;
    const rows = build([
      { ...tool, seq: 1, title: "Edit sum.js", kind: "edit", status: "in_progress" },
      line(2),
      { ...tool, seq: 3, status: "completed", output: "done" },
    ]);
    expect(rows[1]).toMatchObject({
      kind: "tool",
      title: "Edit sum.js",
      toolKind: "edit",
      status: "completed",
      output: "done",
    });
    expect(rows).toHaveLength(3);
  });

  it("sums an iteration up in its header", () => {
    const check = {
      at,
      type: "check",
      iteration: 1,
      command: "x",
      exitCode: 0,
      durationMs: 1,
      output: "",
    } as const;
    const rows = build([
      { seq: 1, at, type: "iteration.started", iteration: 1, maxIterations: 5, feedback: null },
      { ...check, seq: 2, name: "a", passed: true },
      { ...check, seq: 3, name: "b", passed: false },
      {
        seq: 4,
        at,
        type: "iteration.ended",
        iteration: 1,
        outcome: "failed",
        promise: false,
        changed: true,
        exitCode: 1,
        durationMs: 5,
        problem: "it broke",
      },
    ]);
    expect(rows[0]).toMatchObject({
      kind: "iteration",
      checksPassed: 1,
      checksFailed: 1,
      ended: { seq: 4 },
    });
    expect(rows.at(-1)).toMatchObject({ kind: "notice", level: "error", message: "it broke" });
  });

  it("makes a header for an iteration whose beginning is not loaded", () => {
    expect(build([line(900, "late", 7)])[0]).toMatchObject({
      kind: "iteration",
      iteration: 7,
      started: null,
    });
  });

  it("replaces an iteration's plan", () => {
    const plan = (seq: number, status: "pending" | "completed"): Event => ({
      seq,
      at,
      type: "agent.plan",
      iteration: 1,
      entries: [{ content: "one", priority: "high", status }],
    });
    const rows = build([plan(1, "pending"), line(2), plan(3, "completed")]);
    expect(rows[1]).toMatchObject({ kind: "plan", entries: [{ status: "completed" }] });
    expect(rows.filter(({ kind }) => kind === "plan")).toHaveLength(1);
  });

  it("tells at an iteration's end what went wrong, what to do, and what was used", () => {
    const started: Event = {
      seq: 1,
      at,
      type: "iteration.started",
      iteration: 1,
      maxIterations: 3,
      feedback: null,
    };
    const usage: Event = {
      seq: 2,
      at,
      type: "agent.usage",
      iteration: 1,
      inputTokens: 10,
      outputTokens: 1,
      costUsd: null,
    };
    const ended: Event = {
      seq: 3,
      at,
      type: "iteration.ended",
      iteration: 1,
      outcome: "failed",
      promise: false,
      changed: false,
      exitCode: 1,
      durationMs: 1,
      problem: "Not logged in.",
      category: "auth",
      help: ["Log in."],
    };
    expect(build([started, usage, ended]).slice(1)).toMatchObject([
      { kind: "notice", level: "error", category: "auth", help: ["Log in."] },
      { kind: "usage", key: "usage-1", usage: { inputTokens: 10, costUsd: null } },
    ]);
    // Of an iteration whose beginning is not loaded, not all of the usage is known.
    expect(build([usage, ended]).some(({ kind }) => kind === "usage")).toBe(false);
  });

  it("shows what the person told the agent", () => {
    const guidance: Event = { seq: 1, at, type: "guidance", text: "Wait", delivery: "turn" };
    expect(build([guidance])).toMatchObject([{ kind: "guidance", iteration: null }]);
  });

  it("shows the set-up of the worktree in one row, from its beginning or from its end", () => {
    const setup = { at, type: "setup", command: "npm ci", exitCode: null, output: "" } as const;
    const started: Event = { ...setup, seq: 1, status: "started", durationMs: 0 };
    const ended: Event = { ...setup, seq: 3, status: "failed", exitCode: 1, durationMs: 9 };
    const notice: Event = { seq: 2, at, type: "notice", level: "info", message: "Killed 1." };
    expect(build([started])).toMatchObject([{ kind: "setup", ended: null, startedAt: at }]);
    const rows = build([started, notice, ended]);
    expect(rows).toMatchObject([
      { kind: "setup", key: "setup", iteration: null, command: "npm ci", ended: { seq: 3 } },
      { kind: "notice" },
    ]);
    expect(build([ended])).toMatchObject([{ key: "setup", startedAt: null, ended: { seq: 3 } }]);
  });
});
