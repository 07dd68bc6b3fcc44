import type { AgentEventBody } from "@signalbox/shared";
import { expect, test } from "vitest";
import { maxLineBytes } from "./bounds.ts";
import { createRecorder } from "./recorder.ts";
import { noOptions } from "./testing/hosts.ts";
import type { AgentUpdate } from "./updates.ts";

/** Records updates as they come, and what came out when the turn was over. */
function recorded(...updates: AgentUpdate[]) {
  const events: AgentEventBody[] = [];
  const recorder = createRecorder({
    cwd: "/repo",
    options: noOptions,
    resume: null,
    emit: (event) => events.push(event),
    emitOutput({ stream, lines }) {
      for (const { text, truncated } of lines) {
        events.push({ type: "output", stream, text, ...(truncated ? { truncated } : {}) });
      }
    },
  });
  for (const update of updates) recorder.record(update);
  recorder.flush();
  return { events, recorder };
}
const say = (text: string, id: string | null = null): AgentUpdate => ({
  type: "text",
  kind: "message",
  id,
  text,
});
const think = (text: string): AgentUpdate => ({ type: "text", kind: "thought", id: null, text });
const tool = (toolCallId: string, fields: object = {}): AgentUpdate => ({
  type: "tool",
  toolCallId,
  ...fields,
});
const words = (events: AgentEventBody[]) =>
  events.map((event) =>
    event.type === "agent.message" ? `${event.messageId} ${event.text}` : event.type,
  );

test("pieces of a message become one event, and those without an id belong together until something else comes", () => {
  const { events, recorder } = recorded(
    say("a"),
    say("b"),
    think("hm"),
    say("c"),
    tool("t"),
    say("d"),
    tool("t"),
    say("e"),
  );
  expect(words(events)).toEqual([
    "message-1 ab",
    "message-2 hm",
    "message-3 c",
    "agent.tool",
    "message-4 d",
    "agent.tool",
    "message-4 e",
  ]);
  expect(recorder.finalText()).toBe("de");
});

test("a long text is cut into pieces at whole characters, and nothing of it is lost", () => {
  const text = "🚦".repeat(5_001);
  const { events } = recorded(say("x"), say(text), say("y"));
  const pieces = events.flatMap((event) => (event.type === "agent.message" ? [event.text] : []));
  expect(pieces.join("")).toBe(`x${text}y`);
  expect(Math.max(...pieces.map((piece) => piece.length))).toBeLessThanOrEqual(2_001);
  expect(pieces.every((piece) => Buffer.from(piece).toString() === piece)).toBe(true);
});

test("the final text is the last message alone, never what came before a tool call", () => {
  expect(recorded(say("a", "m1"), say("b", "m2")).recorder.finalText()).toBe("b");
  expect(recorded(say("a", "m1"), tool("t")).recorder.finalText()).toBe("");
  expect(recorded(say("a", "m1"), think("hm"), say("b", "m1")).recorder.finalText()).toBe("ab");
});

test("a tool call is bounded: the end of its output, whole diffs, paths as they are in the worktree", () => {
  const { events } = recorded(
    tool("t".repeat(1_000), {
      title: "x".repeat(1_000),
      input: "i".repeat(100_000),
      output: `${"o".repeat(100_000)}end`,
      locations: ["/repo/a.ts:3", "/etc/hosts", "b.ts", "/repo", ...Array(100).fill("/repo/c")],
      diffs: [
        { path: "/repo/a.ts", oldText: null, newText: "new" },
        { path: "/repo/b.ts", oldText: "o".repeat(70_000), newText: "" },
      ],
      exitCode: 1,
      status: undefined,
    }),
  );
  const [event] = events;
  if (event?.type !== "agent.tool") throw new Error("no tool event");
  expect(event.toolCallId).toHaveLength(200);
  expect(event.title).toHaveLength(500);
  expect(event.input).toHaveLength(8_192);
  expect(event.output).toHaveLength(16_384);
  expect(event.output?.endsWith("oend")).toBe(true);
  expect(event.locations).toHaveLength(50);
  expect(event.locations?.slice(0, 4)).toEqual(["a.ts:3", "/etc/hosts", "b.ts", "/repo"]);
  expect(event.diffs).toEqual([{ path: "a.ts", oldText: null, newText: "new" }]);
  expect(event.exitCode).toBe(1);
  expect(event).not.toHaveProperty("status");
});

test("updates of one tool call that follow each other at once become one event", () => {
  const { events } = recorded(
    tool("t", { title: "Run", status: "pending" }),
    tool("t", { status: "in_progress" }),
    tool("t", { status: "completed", output: "ok" }),
  );
  expect(events).toEqual([
    { type: "agent.tool", toolCallId: "t", title: "Run", status: "completed", output: "ok" },
  ]);
});

test("a plan is bounded", () => {
  const entry = { content: "x".repeat(1_000), priority: "high", status: "pending" } as const;
  const [event] = recorded({
    type: "plan",
    entries: Array.from({ length: 200 }, () => entry),
  }).events;
  expect(event?.type === "agent.plan" && event.entries).toHaveLength(100);
  expect(event?.type === "agent.plan" && event.entries[0]?.content).toHaveLength(500);
});

test("what is no event stays as output, bounded and in its order", () => {
  const { events, recorder } = recorded(
    say("a"),
    { type: "raw", text: "warn" },
    { type: "raw", text: "y".repeat(200_000) },
  );
  expect(events.slice(1)).toEqual([
    { type: "output", stream: "stdout", text: "warn" },
    { type: "output", stream: "stdout", text: "y".repeat(maxLineBytes), truncated: true },
  ]);
  expect(words(events)[0]).toBe("message-1 a");
  expect(recorder.facts().lastWords.length).toBeLessThan(1_000);
});

test("the agent's own tries are told to the person, with their reason, for as often as it helps", () => {
  const retry = (attempt: number): AgentUpdate => ({
    type: "retrying",
    problem: { message: "server_error", status: 500 },
    attempt,
    maxAttempts: 99,
    delayMs: 4_321,
  });
  const { events, recorder } = recorded(
    ...Array.from({ length: 99 }, (_, index) => retry(index + 1)),
  );
  expect(events).toHaveLength(20);
  expect(events[1]).toEqual({
    type: "notice",
    level: "warning",
    category: "network",
    message: "The model's service answered 500; the agent tries again (2 of 99) in 4 s.",
  });
  expect(recorder.facts().retrying).toMatchObject({ status: 500 });
  const worded = recorded({
    type: "retrying",
    problem: { message: "stream disconnected" },
    attempt: null,
    delayMs: null,
  });
  expect(worded.events).toMatchObject([
    { message: "The agent met a problem (stream disconnected); the agent tries again." },
  ]);
});

test("a try that went on to work explains nothing any more", () => {
  const retrying: AgentUpdate = {
    type: "retrying",
    problem: { message: "x" },
    attempt: 1,
    delayMs: null,
  };
  expect(recorded(retrying, say("a")).recorder.facts().retrying).toBeNull();
  expect(recorded(retrying, tool("t")).recorder.facts().retrying).toBeNull();
});

test("of several error marks the one that says most counts, until the agent recovers", () => {
  const mark = (message: string): AgentUpdate => ({ type: "problem", problem: { message } });
  const marks = [mark("401 no"), mark("turn failed")];
  expect(recorded(...marks).recorder.facts().problem).toEqual({ message: "401 no" });
  expect(recorded(mark("one"), mark("two")).recorder.facts().problem).toEqual({ message: "two" });
  expect(recorded(...marks, { type: "recovered" }).recorder.facts().problem).toBeNull();
});

test("the last final event counts, and thoughts alone are not work", () => {
  const facts = (...updates: AgentUpdate[]) => recorded(...updates).recorder.facts();
  expect(facts({ type: "end", good: true }, { type: "end", good: false }).end).toBe("bad");
  expect(facts(say("a")).end).toBeNull();
  expect(facts(think("hm"))).toMatchObject({ spoke: false, calledTool: false });
  expect(facts(say("")).spoke).toBe(false);
  expect(facts(tool("t"))).toMatchObject({ spoke: false, calledTool: true });
});

test("the conversation is told with the last id that the agent gave", () => {
  const conversation = (id: string): AgentUpdate => ({ type: "conversation", id });
  expect(recorded().recorder.conversation()).toBeNull();
  expect(recorded(conversation("")).recorder.conversation()).toBeNull();
  expect(recorded(conversation("a"), conversation("b")).recorder.conversation()?.id).toBe("b");
});

test.each(["--dangerous", "-", " a", "a b", "a\nb", "a\0b", "x".repeat(201)])(
  "the id %j would be an option of the next start, or not the same id: it is none",
  (id) => {
    expect(recorded({ type: "conversation", id }).recorder.conversation()).toBeNull();
  },
);

test("an end before the agent began anew was not its last one", () => {
  const again = recorded(say("a"), { type: "end", good: true }, { type: "conversation", id: "c" });
  expect(again.recorder.facts().end).toBeNull();
});

test("what a decoder itself calls `other` does not hide the agent's words", () => {
  const words = { type: "problem", problem: { message: "what a pity" } } as const;
  const stop = { type: "problem", problem: { message: "cancelled", category: "other" } } as const;
  expect(recorded(words, stop).recorder.facts().problem?.message).toBe("what a pity");
  expect(recorded(stop, words).recorder.facts().problem?.message).toBe("what a pity");
  expect(recorded(stop).recorder.facts().problem?.message).toBe("cancelled");
});

test("many diffs of one call stay within what a record can hold, each of them whole", () => {
  const diff = { path: "a", oldText: null, newText: "n".repeat(60_000) };
  const [event] = recorded(tool("t", { diffs: Array.from({ length: 50 }, () => diff) })).events;
  expect(event?.type === "agent.tool" && event.diffs).toEqual([diff, diff, diff, diff]);
});

test(
  "ids of any length, and any number of them, cost a bounded memory",
  { timeout: 60_000 },
  () => {
    const { heapUsed } = process.memoryUsage();
    const { recorder } = recorded();
    for (let index = 0; index < 500; index += 1) {
      // As they come out of a line: each one a text of its own.
      const id = Buffer.alloc(1_000_000, `${index} `).toString("latin1");
      recorder.record(tool(id));
      recorder.record(say("x", id));
    }
    expect(process.memoryUsage().heapUsed - heapUsed).toBeLessThan(250_000_000);
  },
);
