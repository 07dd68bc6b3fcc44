import { expect, test } from "vitest";
import { gathered, readRecording, replay, replayRecording } from "../../testing/replay.ts";
import { createPiDecoder } from "./decode.ts";
import { piAgent } from "./index.ts";

/** Decodes events as pi would print them. */
const decoded = (...events: object[]) => {
  const decode = createPiDecoder();
  return events.flatMap((event) => decode(JSON.stringify(event)));
};
const assistant = (fields: object) => ({
  type: "message_end",
  message: { role: "assistant", content: [], model: "m", stopReason: "stop", ...fields },
});
const piece = (delta: string, contentIndex = 0) => ({
  type: "message_update",
  assistantMessageEvent: { type: "text_delta", contentIndex, delta, partial: {} },
  message: {},
});

test("a turn with a file written and commands run is told once, though each line repeats the message", async () => {
  const { events, result } = await replayRecording(piAgent, "shell");
  expect(result).toMatchObject({
    outcome: "succeeded",
    finalText: "Done. HELLO.md was created.\n\n<promise>COMPLETE</promise>",
    conversation: { id: "01a20c0d-04b2-71d7-aab6-4fcb8ad2de70" },
  });
  expect(gathered(events)).toMatchObject([
    { type: "agent.message", text: "I'll create HELLO.md now." },
    { type: "agent.usage", inputTokens: 1_200, cachedInputTokens: 1_000, outputTokens: 42 },
    {
      type: "agent.tool",
      title: "write HELLO.md",
      kind: "edit",
      status: "completed",
      locations: ["HELLO.md"],
      diffs: [
        { path: "HELLO.md", oldText: null, newText: "Hello from a scripted model.\nLine two.\n" },
      ],
    },
    { type: "agent.message", text: "Checking it." },
    { type: "agent.usage" },
    { type: "agent.tool", kind: "execute", status: "completed", exitCode: 0 },
    { type: "agent.usage" },
    {
      type: "agent.tool",
      title: "echo oops >&2; exit 3",
      status: "failed",
      exitCode: 3,
      output: "oops\n\n\nCommand exited with code 3",
    },
    { type: "agent.message", text: "Done. HELLO.md was created.\n\n<promise>COMPLETE</promise>" },
    { type: "agent.usage", costUsd: expect.closeTo(0.00153, 6) },
  ]);
});

test("a refused login is a failed turn though pi exits 0", async () => {
  const { result } = await replayRecording(piAgent, "error-401");
  expect(result).toMatchObject({
    outcome: "failed",
    exitCode: 0,
    problem: { category: "auth", message: "401 invalid x-api-key (scripted)" },
  });
});

test("a dead service is a failed turn though pi exits 0, and its retries are told while they go on", async () => {
  const { events, result } = await replayRecording(piAgent, "error-api-500");
  expect(result).toMatchObject({
    outcome: "failed",
    exitCode: 0,
    problem: { category: "network" },
  });
  expect(events.map((event) => "message" in event && event.message)).toEqual([
    "The model's service answered 500; the agent tries again (1 of 3) in 2 s.",
    "The model's service answered 500; the agent tries again (2 of 3) in 4 s.",
    "The model's service answered 500; the agent tries again (3 of 3) in 8 s.",
  ]);
});

test("a turn that an attempt after a failed one brought to its end is good", async () => {
  const failed = await readRecording("pi", "error-api-500");
  const good = await readRecording("pi", "success");
  const lines = failed.stdout.toString().split("\n");
  const firstAttempt = lines.slice(
    0,
    lines.findIndex((line) => line.includes("auto_retry_start")) + 1,
  );
  const rest = good.stdout.toString().split("\n").slice(1);
  const bytes = Buffer.from([...firstAttempt, ...rest].join("\n"));
  const { result } = await replay(piAgent, good, [{ stream: "stdout", bytes }]);
  expect(result).toMatchObject({ outcome: "succeeded", problem: null });
});

test("pi's first end is not the last one when it tries again: what follows decides", () => {
  const ends = decoded(
    assistant({ stopReason: "error", errorMessage: "529 overloaded" }),
    { type: "agent_end", messages: [] },
    assistant({}),
    { type: "agent_end", messages: [] },
  );
  expect(ends).toEqual([
    { type: "problem", problem: { message: "529 overloaded", status: 529 } },
    { type: "end", good: false },
    { type: "recovered" },
    { type: "end", good: true },
  ]);
});

test("an answer that was cut off at its longest is no good end", () => {
  const [problem, end] = decoded(assistant({ stopReason: "length" }), { type: "agent_end" });
  expect(problem).toMatchObject({ type: "problem" });
  expect(end).toEqual({ type: "end", good: false });
});

test("what no piece told comes with the message's end, and nothing twice", () => {
  const content = [
    { type: "thinking", thinking: "Hm." },
    { type: "text", text: "One two three." },
  ];
  expect(decoded(piece("One ", 1), piece("two ", 1), assistant({ content }))).toEqual([
    { type: "text", kind: "message", id: "0.1", text: "One " },
    { type: "text", kind: "message", id: "0.1", text: "two " },
    { type: "text", kind: "thought", id: "0.0", text: "Hm." },
    { type: "text", kind: "message", id: "0.1", text: "three." },
  ]);
});

test("a piece is read from the beginning of its line, wherever the line was cut after it", () => {
  const line = JSON.stringify(piece('say "hi"\n'));
  for (const end of [line.indexOf("partial"), line.length - 1, line.length]) {
    expect(createPiDecoder()(line.slice(0, end))).toMatchObject([{ text: 'say "hi"\n' }]);
  }
});

test("after a piece too long to be read the rest of the message comes with its end", () => {
  const decode = createPiDecoder();
  const lines = [
    piece("One "),
    piece("two "),
    piece("three."),
    assistant({ content: [{ type: "text", text: "One two three." }] }),
  ];
  const texts = lines.flatMap((event, index) => {
    const line = JSON.stringify(event);
    return decode(index === 1 ? line.slice(0, line.indexOf("two")) : line);
  });
  expect(texts.map((update) => "text" in update && update.text)).toEqual(["One ", "two three."]);
});

test("a model whose price pi does not know costs an unknown sum, not nothing", () => {
  const usage = { input: 10, output: 5, cacheRead: 20, cacheWrite: 3, cost: { total: 0 } };
  expect(decoded(assistant({ usage }))).toEqual([
    {
      type: "usage",
      figures: { inputTokens: 33, cachedInputTokens: 20, outputTokens: 5, costUsd: null },
      model: "m",
      total: false,
    },
  ]);
});

test("a change that failed is not shown as made", () => {
  const call = { toolCallId: "1", toolName: "edit" };
  const [started, ended] = decoded(
    {
      type: "tool_execution_start",
      ...call,
      args: { path: "a", edits: [{ oldText: "x", newText: "y" }] },
    },
    {
      type: "tool_execution_end",
      ...call,
      result: { content: [{ type: "text", text: "no match" }] },
      isError: true,
    },
  );
  expect(started).toMatchObject({
    title: "edit a",
    diffs: [{ path: "a", oldText: "x", newText: "y" }],
  });
  expect(ended).toMatchObject({ status: "failed", output: "no match", diffs: [] });
});

test("a missing login is told though no event says so", async () => {
  const { result } = await replay(piAgent, { exitCode: 1, signal: null }, [
    { stream: "stdout", bytes: Buffer.from('{"type":"session","version":3,"id":"s"}\n') },
    {
      stream: "stderr",
      bytes: Buffer.from("No API key found for the selected model.\n\nUse /login\n"),
    },
  ]);
  expect(result).toMatchObject({ outcome: "failed", problem: { category: "auth" } });
});

test("pieces of more blocks than a message has come with its end", () => {
  const content = [{ type: "text", text: "one" }];
  const updates = decoded(piece("far", 4_000_000_000), piece("one"), assistant({ content }));
  expect(updates.filter(({ type }) => type === "text")).toEqual([
    { type: "text", kind: "message", id: "0.0", text: "one" },
  ]);
});
