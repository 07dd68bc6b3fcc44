import { expect, test } from "vitest";
import { recordedLines, replayRecording } from "../../testing/replay.ts";
import { decodeCodex } from "./decode.ts";
import { codexAgent } from "./index.ts";

async function updatesOf(recording: string) {
  return (await recordedLines("native", "codex", recording)).flatMap(decodeCodex);
}

const decodeItem = (item: object, phase = "completed") =>
  decodeCodex(JSON.stringify({ type: `item.${phase}`, item: { id: "item_0", ...item } }));

test("a good turn: messages, a changed file, a good end", async () => {
  const { events, result } = await replayRecording(codexAgent, "success");
  expect(result).toMatchObject({
    outcome: "succeeded",
    finalText: "Done. HELLO.md was created.\n\n<promise>COMPLETE</promise>",
    conversation: { id: "01a20c19-04d2-7a62-906c-4de839c9796c" },
  });
  expect(events).toContainEqual(
    expect.objectContaining({
      type: "agent.tool",
      kind: "edit",
      status: "completed",
      title: "add HELLO.md",
      locations: ["HELLO.md"],
    }),
  );
});

test("commands have the script as title, their output and exit code", async () => {
  const tools = (await updatesOf("shell")).filter((update) => update.type === "tool");
  expect(tools.slice(-2)).toEqual([
    expect.objectContaining({ toolCallId: "item_4", status: "in_progress", kind: "execute" }),
    {
      type: "tool",
      toolCallId: "item_4",
      kind: "execute",
      title: "echo oops >&2; exit 3",
      input: "/bin/bash -lc 'echo oops >&2; exit 3'",
      status: "failed",
      output: "oops\n",
      exitCode: 3,
      locations: [],
    },
  ]);
});

test("usage is cumulative: a resumed conversation is only charged what is new", async () => {
  const usage = (await updatesOf("resume")).filter((update) => update.type === "usage");
  const figures = { inputTokens: 3600, cachedInputTokens: 3000, outputTokens: 126, costUsd: null };
  expect(usage).toEqual([{ type: "usage", figures, model: null, total: true }]);
});

test("a turn whose usage cannot be read is as good as another, only its usage is unknown", () => {
  expect(decodeCodex('{"type":"turn.completed","usage":null}')).toMatchObject([
    { type: "usage", figures: { inputTokens: null, outputTokens: null } },
    { type: "end", good: true },
  ]);
});

test.each(["constructor", "__proto__"])(
  "an item of the kind %s is a tool like any other",
  (type) => {
    expect(decodeItem({ type })).toMatchObject([{ type: "tool", kind: "other", title: type }]);
  },
);

test.each([
  ["error-401", "auth", /^unexpected status 401 Unauthorized/],
  ["error-api-500", "network", /high demand/],
])(
  "%s is a failed turn after five retries that are told as such",
  async (name, category, words) => {
    const { result, events } = await replayRecording(codexAgent, name);
    expect(result).toMatchObject({ outcome: "failed", problem: { category } });
    expect(result.problem?.message).toMatch(words);
    expect(events.filter(({ type }) => type === "notice")).toHaveLength(5);
  },
);

test("an error that reconnects is no error mark", async () => {
  const [line = ""] = (await recordedLines("native", "codex", "error-401")).slice(2);
  const message = expect.stringMatching(/^unexpected status 401/);
  expect(decodeCodex(line)).toEqual([
    { type: "retrying", problem: { message }, attempt: 1, maxAttempts: 5, delayMs: null },
  ]);
  expect(decodeCodex('{"type":"error","message":"Reconnecting... 2/5"}')).toMatchObject([
    { type: "retrying", attempt: 2 },
  ]);
});

test("an item of the type error is a warning: the turn goes on", () => {
  const message = "Model metadata for `x` not found. Defaulting to fallback metadata.";
  expect(decodeItem({ type: "error", message })).toEqual([{ type: "raw", text: message }]);
});

test("a missing key of a provider is a matter of the login", () => {
  expect(decodeCodex('{"type":"error","message":"Missing environment variable: `KEY`."}')).toEqual([
    {
      type: "problem",
      problem: { message: "Missing environment variable: `KEY`.", category: "auth" },
    },
  ]);
});

test("reasoning is a thought, a list of things to do is the plan", () => {
  expect(decodeItem({ type: "reasoning", text: "Hm." })).toEqual([
    { type: "text", kind: "thought", id: "item_0", text: "Hm." },
  ]);
  const items = [
    { text: "one", completed: true },
    { text: "two", completed: false },
  ];
  expect(decodeItem({ type: "todo_list", items }, "updated")).toEqual([
    {
      type: "plan",
      entries: [
        { content: "one", priority: "medium", status: "completed" },
        { content: "two", priority: "medium", status: "pending" },
      ],
    },
  ]);
});

test("other tools are shown with what is told of them", () => {
  const call = { type: "mcp_tool_call", server: "docs", tool: "find", arguments: { q: "a" } };
  const result = { content: [{ type: "text", text: "found" }], structured_content: null };
  expect(decodeItem({ ...call, result, error: null, status: "completed" })).toMatchObject([
    { kind: "other", title: "docs find", input: '{\n  "q": "a"\n}', output: "found" },
  ]);
  expect(decodeItem({ ...call, error: { message: "no" }, status: "failed" })).toMatchObject([
    { status: "failed", output: "no" },
  ]);
  expect(decodeItem({ type: "web_search", query: "cats" }, "started")).toMatchObject([
    { kind: "search", title: "cats", status: "in_progress" },
  ]);
  expect(
    decodeItem({ type: "command_execution", command: "ls", status: "declined" }),
  ).toMatchObject([{ title: "ls", status: "failed" }]);
  expect(decodeItem({ type: "brand_new" })).toMatchObject([{ title: "brand_new", kind: "other" }]);
});

test("what a person chose stands before the conversation that is resumed", () => {
  const resume = { id: "c1", inputTokens: null, cachedInputTokens: null, outputTokens: null };
  const options = {
    model: "m",
    effort: "low",
    args: ["--add-dir", "/x"],
    program: null,
    prices: {},
  };
  const args = codexAgent.args({ options, resume }).slice(4).join(" ");
  expect(args).toBe('--model m -c model_reasoning_effort="low" --add-dir /x resume c1 -');
});
