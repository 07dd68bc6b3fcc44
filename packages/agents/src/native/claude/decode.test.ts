import { expect, test } from "vitest";
import { recordedLines, replayRecording } from "../../testing/replay.ts";
import type { AgentUpdate } from "@signalbox/agent-kit";
import { createClaudeDecoder } from "./decode.ts";
import { claudeAgent } from "./index.ts";

type UpdateOf<Type extends AgentUpdate["type"]> = Extract<AgentUpdate, { type: Type }>;

async function updatesOf(recording: string): Promise<AgentUpdate[]> {
  const decode = createClaudeDecoder();
  return (await recordedLines("native", "claude", recording)).flatMap((line) => decode(line));
}

async function only<Type extends AgentUpdate["type"]>(recording: string, type: Type) {
  return (await updatesOf(recording)).filter(
    (update): update is UpdateOf<Type> => update.type === type,
  );
}

/** The texts of each message, in order, its pieces joined. */
function messagesOf(updates: readonly AgentUpdate[]): string[] {
  const messages = new Map<string | null, string>();
  for (const update of updates) {
    if (update.type === "text")
      messages.set(update.id, (messages.get(update.id) ?? "") + update.text);
  }
  return [...messages.values()];
}

const finalWords = "Done. HELLO.md was created.\n\n<promise>COMPLETE</promise>";
const words = ["I'll create HELLO.md now.", "Checking it.", finalWords];

test.each(["shell", "partial"])("%s: each message comes once, whole or in pieces", async (name) => {
  expect(messagesOf(await updatesOf(name))).toEqual(words);
  expect((await replayRecording(claudeAgent, name)).result).toMatchObject({
    outcome: "succeeded",
    finalText: finalWords,
    exitCode: 0,
  });
});

test("pieces come as they are printed, before the event that repeats them", async () => {
  const first = (await only("partial", "text")).slice(0, 3);
  expect(first.map(({ text }) => text)).toEqual(["I'll create ", "HELLO.md now", "."]);
});

test("tools have kind, title, output, exit code and status", async () => {
  const tools = await only("shell", "tool");
  const [, , loop, , failing] = tools;
  expect(loop).toMatchObject({ kind: "execute", status: "in_progress" });
  expect(loop?.title).toMatch(/^for i in 1 2 3/);
  expect(failing).toMatchObject({ title: "echo oops >&2; exit 3" });
  expect(tools.filter(({ status }) => status !== "in_progress")).toMatchObject([
    { toolCallId: "toolu_call_2_0", status: "completed" },
    { status: "completed", exitCode: 0, output: "tick 1\ntick 2\ntick 3\n39 HELLO.md" },
    { status: "failed", exitCode: 3, output: "Exit code 3\noops" },
  ]);
});

test("results of tools that run at once are told apart, whichever ends first", async () => {
  const ended = (await only("parallel", "tool")).filter(({ status }) => status === "completed");
  expect(ended.map(({ toolCallId, output }) => [toolCallId, output])).toEqual([
    ["toolu_call_2_1", "B"],
    ["toolu_call_2_0", "A"],
  ]);
});

test("changes of files come with what was there before; of a failed one none is left", async () => {
  const tools = await only("files", "tool");
  const diffs = tools.flatMap((tool) => tool.diffs?.map((diff) => [tool.status, diff]) ?? []);
  const path = "/repo/a.txt";
  expect(diffs).toEqual([
    ["in_progress", { path, oldText: null, newText: "one\ntwo\n" }],
    ["in_progress", { path, oldText: "two", newText: "three" }],
    ["in_progress", { path, oldText: null, newText: "x\n" }],
    ["completed", { path, oldText: "one\nthree\n", newText: "x\n" }],
    ["in_progress", { path: "/repo/zz.txt", oldText: "two", newText: "three" }],
  ]);
  expect(tools.filter(({ status }) => status === "failed")).toHaveLength(3);
  expect(
    tools.find(
      ({ toolCallId, diffs: left }) => toolCallId === "toolu_call_5_0" && left?.length === 0,
    ),
  ).toMatchObject({ status: "failed" });
});

test("its task tools are its plan", async () => {
  const plans = (await only("tasks", "plan")).map(({ entries }) =>
    entries.map(({ content, status }) => `${content}: ${status}`),
  );
  expect(plans).toContainEqual(["First thing: in_progress", "Second thing: pending"]);
  expect(plans.at(-1)).toEqual(["First thing: completed"]);
});

test("so is its older list of things to do", async () => {
  expect(await only("todos", "plan")).toEqual([
    {
      type: "plan",
      entries: [
        { content: "First thing", status: "completed", priority: "medium" },
        { content: "Second thing", status: "in_progress", priority: "medium" },
      ],
    },
  ]);
});

test("usage is that of the result: the placeholders beside each block are not counted", async () => {
  expect(await only("shell", "usage")).toEqual([
    {
      type: "usage",
      figures: {
        inputTokens: 4800,
        cachedInputTokens: 4000,
        outputTokens: 168,
        costUsd: 0.010199999999999999,
      },
      model: "claude-opus-4-8[1m]",
      total: false,
    },
  ]);
});

test("a subagent's tools are shown and its tokens counted, and what it says is not the final message", async () => {
  const { events, result } = await replayRecording(claudeAgent, "subagent");
  expect(result).toMatchObject({ outcome: "succeeded", finalText: "Done after it." });
  expect(events).toContainEqual(expect.objectContaining({ title: "echo found", kind: "execute" }));
  // Two requests were the agent's, three its subagent's, 1,200 and 42 tokens each.
  expect((await only("subagent", "usage")).map(({ figures }) => figures)).toMatchObject([
    { inputTokens: 6000, outputTokens: 210 },
  ]);
});

test("guidance that comes late begins a second turn, of which only what is new is counted", async () => {
  const updates = await updatesOf("guided");
  expect(updates.filter(({ type }) => type === "end")).toHaveLength(2);
  const figures = {
    inputTokens: 1200,
    cachedInputTokens: 1000,
    outputTokens: 42,
    costUsd: 0.0025499999999999997,
  };
  expect(await only("guided", "usage")).toMatchObject([{ figures }, { figures }]);
});

test("guidance while a tool runs belongs to the same turn", async () => {
  expect(await only("guided-tool", "end")).toEqual([{ type: "end", good: true }]);
});

test("a stream that is cut and asked for again gives the whole answer as the final message", async () => {
  const { result } = await replayRecording(claudeAgent, "cut");
  expect(result).toMatchObject({
    outcome: "succeeded",
    finalText: "This stream will be cut in the middle of a sentence",
  });
});

test.each([
  ["error-401", "auth", "Invalid API key · Fix external API key"],
  ["not-logged-in", "auth", "Not logged in · Please run /login"],
  ["error-429", "rate_limit", "API Error: Request rejected (429) · Rate limit reached (scripted)"],
  ["error-api-500", "network", expect.stringContaining("API Error: 500")],
  ["error-context", "context", expect.stringContaining("Prompt is too long")],
])("%s: a result of the subtype success is a failed turn (%s)", async (name, category, message) => {
  const { result } = await replayRecording(claudeAgent, name);
  expect(result).toMatchObject({ outcome: "failed", exitCode: 1, problem: { category, message } });
  // The words of the error stand where an answer would: they are none.
  expect(result.finalText).toBe("");
});

test("its own retries are told with status, count and delay", async () => {
  const [first] = await only("error-api-500", "retrying");
  expect(first).toEqual({
    type: "retrying",
    problem: { message: "server_error", status: 500 },
    attempt: 1,
    maxAttempts: 10,
    delayMs: expect.closeTo(534, 0),
  });
});

test("a used up allowance is a quota with the time of its renewal", async () => {
  const lines = await recordedLines("native", "claude", "session-limit");
  const renewalMs = Date.now() + 3_600_000;
  const decode = createClaudeDecoder();
  const updates = lines.flatMap((line) =>
    decode(line.replace(/"resetsAt":\d+/, `"resetsAt":${Math.floor(renewalMs / 1000)}`)),
  );
  const problem = updates.find((update) => update.type === "problem")?.problem;
  expect(problem).toMatchObject({ category: "quota", status: 429 });
  expect(problem?.retryAfterMs).toBeGreaterThan(3_500_000);
  expect(problem?.retryAfterMs).toBeLessThanOrEqual(3_600_000);
});

test("an interrupted turn is none that went well, also when it says nothing and exits 0", async () => {
  expect(await only("interrupted", "end")).toEqual([{ type: "end", good: false }]);
  const { result } = await replayRecording(claudeAgent, "interrupted-waiting");
  expect(result).toMatchObject({ outcome: "failed", exitCode: 0, problem: { category: "crash" } });
});

test("the conversation is told", async () => {
  const id = "11111111-2222-4333-8444-555555555555";
  expect(await only("resume", "conversation")).toEqual([{ type: "conversation", id }]);
});

test("a field that is not understood costs only itself, an unknown kind of event is kept", () => {
  const decode = createClaudeDecoder();
  const odd = {
    type: "assistant",
    message: {
      id: 7,
      content: [
        { type: "strange", text: 3 },
        { type: "text", text: "Hello" },
      ],
    },
    error: null,
  };
  expect(decode(JSON.stringify(odd))).toMatchObject([{ type: "text", text: "Hello" }]);
  for (const line of ['{"type":"news"}', "no JSON", '{"type":"resu']) {
    expect(decode(line)).toEqual([{ type: "raw", text: line }]);
  }
});

test("messages are written as lines of JSON", () => {
  expect(claudeAgent.encodeMessage?.("a\nb")).toBe(
    '{"type":"user","message":{"role":"user","content":"a\\nb"}}\n',
  );
});

const resultWith = (modelUsage: object) =>
  JSON.stringify({ type: "result", subtype: "success", is_error: false, modelUsage });

test("a model may have any name, and of figures of a whole process only what is new counts", () => {
  const decode = createClaudeDecoder();
  const figuresOf = (inputTokens: number) =>
    decode(resultWith({ constructor: { inputTokens, outputTokens: 1, costUSD: 0 } }))[0];
  expect(figuresOf(5)).toMatchObject({ model: "constructor", figures: { inputTokens: 5 } });
  expect(figuresOf(8)).toMatchObject({ figures: { inputTokens: 3, outputTokens: 0 } });
});

test("a plan of any number of entries of any length is remembered in bounds", () => {
  const decode = createClaudeDecoder();
  const created = (id: string, subject: string) => {
    const tool_use_result = { task: { id, subject } };
    return decode(JSON.stringify({ type: "user", message: {}, tool_use_result }));
  };
  created("long", "x".repeat(100_000));
  for (let index = 0; index < 200; index += 1) created(`${index}`, "do it");
  const [plan] = created("last", "do it");
  expect(plan?.type === "plan" && plan.entries).toHaveLength(100);
});
