import { expect, test } from "vitest";
import { gathered, readRecording, replay, replayRecording } from "../../testing/replay.ts";
import { decodeGemini, decodeGeminiError } from "./decode.ts";
import { geminiAgent } from "./index.ts";

test("a turn with a file written and commands run", async () => {
  const { events, result } = await replayRecording(geminiAgent, "shell");
  expect(result).toMatchObject({
    outcome: "succeeded",
    finalText: "Done. HELLO.md was created.\n\n<promise>COMPLETE</promise>",
    conversation: { id: "be95ed22-ad9c-410b-806b-b2538d1bf378" },
  });
  expect(gathered(events)).toMatchObject([
    { type: "agent.message", text: "I'll create HELLO.md now." },
    {
      type: "agent.tool",
      kind: "edit",
      status: "completed",
      locations: ["HELLO.md"],
      diffs: [
        { path: "HELLO.md", oldText: null, newText: "Hello from a scripted model.\nLine two.\n" },
      ],
    },
    { type: "agent.message", text: "Checking it." },
    { type: "agent.tool", kind: "execute", output: "tick 1\ntick 2\ntick 3\n39 HELLO.md" },
    { type: "agent.tool", title: "echo oops >&2; exit 3", output: "oops" },
    { type: "agent.message", text: "Done. HELLO.md was created.\n\n<promise>COMPLETE</promise>" },
    { type: "agent.usage", model: "gemini-3.5-flash-lite", inputTokens: 1_200, outputTokens: 42 },
    {
      type: "agent.usage",
      model: "gemini-3.8-flash",
      inputTokens: 4_800,
      cachedInputTokens: 4_000,
      outputTokens: 168,
    },
  ]);
});

test.each([
  ["error-401", 145, "auth", "invalid x-api-key (scripted)"],
  ["error-api-500", 244, "network", "Internal server error (scripted)"],
])("%s: exit code %i is %s, in the service's words", async (name, exitCode, category, message) => {
  const { result } = await replayRecording(geminiAgent, name);
  expect(result).toMatchObject({ outcome: "failed", exitCode, problem: { category, message } });
});

test("exit 0 without a final event, as when its group was signalled, is no good turn", async () => {
  const { stdout } = await readRecording("gemini", "success");
  const bytes = stdout.subarray(0, stdout.indexOf('{"type":"result"'));
  const { result } = await replay(geminiAgent, { exitCode: 0, signal: null }, [
    { stream: "stdout", bytes },
  ]);
  expect(result).toMatchObject({ outcome: "failed", problem: { category: "crash" } });
});

test.each([
  "Please set an Auth method in your settings.json or GEMINI_API_KEY",
  "When using Gemini API, you must specify the GEMINI_API_KEY environment variable.",
])("a missing login is told by the error output alone, exit 41: %s", async (line) => {
  const bytes = Buffer.from(`${line}\n`);
  const { result } = await replay(geminiAgent, { exitCode: 41, signal: null }, [
    { stream: "stderr", bytes },
  ]);
  expect(result).toMatchObject({ outcome: "failed", exitCode: 41, problem: { category: "auth" } });
});

test("the limit of its own turns is a problem, exit 53", async () => {
  const message = "Reached max session turns for this session.";
  const event = {
    type: "result",
    status: "error",
    error: { type: "FatalTurnLimitedError", message },
  };
  const { result } = await replay(geminiAgent, { exitCode: 53, signal: null }, [
    { stream: "stdout", bytes: Buffer.from(`${JSON.stringify(event)}\n`) },
  ]);
  expect(result).toMatchObject({ outcome: "failed", problem: { message } });
});

test("failed attempts are told, and the third is the end of the turn unless the model answers", () => {
  const answer = JSON.stringify({ error: { code: 429, message: "Slow down." } });
  const attempt = (number: number) =>
    decodeGeminiError(
      `Attempt ${number} failed with status 429. Retrying with backoff... _ApiError: ${answer}`,
    );
  expect(attempt(1)).toMatchObject([
    {
      type: "retrying",
      attempt: 1,
      maxAttempts: 3,
      problem: { status: 429, message: "Slow down." },
    },
  ]);
  expect(attempt(3)).toMatchObject([
    { type: "problem", problem: { status: 429 } },
    { type: "end", good: false },
  ]);
  expect(decodeGeminiError("Attempt 1 failed: Slow down. Retrying after 1500ms...")).toMatchObject([
    { type: "retrying", delayMs: 1_500 },
  ]);
  // Google's words about a rate limit have two lines, the delay is on the second.
  expect(decodeGeminiError("Attempt 2 failed: Rate limit reached")).toMatchObject([
    { type: "retrying", attempt: 2, delayMs: null },
  ]);
  expect(decodeGeminiError("Attempt 10 failed: no. Max attempts reached")).toEqual([]);
});

test("a helper of Gemini that cannot reach its model ends nothing", async () => {
  const { stderr } = await readRecording("gemini", "error-401");
  const lines = stderr.toString().split("\n");
  const helper = lines.find((line) => line.includes("BaseLlmClient.generateJson")) ?? "";
  const good = await readRecording("gemini", "success");
  const failures = [1, 2, 3, 4].flatMap((number) => [
    `Attempt ${number} failed with status 503. Retrying with backoff... _ApiError: {`,
    helper,
  ]);
  const bytes = Buffer.from(`${failures.join("\n")}\n`);
  const { events, result } = await replay(geminiAgent, good, [
    { stream: "stderr", bytes },
    { stream: "stdout", bytes: good.stdout },
  ]);
  expect(result).toMatchObject({ outcome: "succeeded", problem: null });
  expect(events.filter(({ type }) => type === "notice")).toHaveLength(2);
});

test("a model that answers after failed attempts makes a good turn", async () => {
  const { stdout, ...exit } = await readRecording("gemini", "success");
  const failures = [1, 2, 3].map(
    (number) => `Attempt ${number} failed with status 500. Retrying with`,
  );
  const { result } = await replay(geminiAgent, exit, [
    { stream: "stderr", bytes: Buffer.from(`${failures.join("\n")}\n`) },
    { stream: "stdout", bytes: stdout },
  ]);
  expect(result).toMatchObject({ outcome: "succeeded", problem: null });
});

test("an answer wrapped by a gateway is found in its wrapping", () => {
  const inner = { error: { code: 429, message: "Quota exceeded. Please retry in 34.5s." } };
  const outer = { error: { message: JSON.stringify(inner), code: 500 } };
  const error = { type: "unknown", message: `[API Error: ${JSON.stringify(outer)}]` };
  const [problem] = decodeGemini(JSON.stringify({ type: "result", status: "error", error }));
  expect(problem).toEqual({
    type: "problem",
    problem: { message: "Quota exceeded. Please retry in 34.5s.", status: 429 },
  });
});

test("thoughts are output that costs; a model that was not used costs nothing", () => {
  const used = { total_tokens: 1_500, input_tokens: 1_000, output_tokens: 200, cached: 300 };
  const unused = { total_tokens: 0, input_tokens: 0, output_tokens: 0, cached: 0 };
  const stats = { models: { pro: used, lite: unused } };
  const [usage, end] = decodeGemini(JSON.stringify({ type: "result", status: "success", stats }));
  expect(usage).toEqual({
    type: "usage",
    figures: { inputTokens: 1_000, cachedInputTokens: 300, outputTokens: 500, costUsd: null },
    model: "pro",
    total: false,
  });
  expect(end).toEqual({ type: "end", good: true });
});

test("a failed replacement is not shown as made; a warning is output and an error a problem", () => {
  const parameters = { file_path: "/repo/a", old_string: "x", new_string: "y" };
  const lines = [
    { type: "tool_use", tool_name: "replace", tool_id: "1", parameters },
    {
      type: "tool_result",
      tool_id: "1",
      status: "error",
      error: { type: "E", message: "no match" },
    },
    { type: "error", severity: "warning", message: "Loop detected" },
    { type: "error", severity: "error", message: "Maximum session turns exceeded" },
  ];
  expect(lines.flatMap((line) => decodeGemini(JSON.stringify(line)))).toMatchObject([
    { type: "recovered" },
    { kind: "edit", diffs: [{ path: "/repo/a", oldText: "x", newText: "y" }] },
    { status: "failed", output: "no match", diffs: [] },
    { type: "raw", text: "Loop detected" },
    { type: "problem", problem: { message: "Maximum session turns exceeded" } },
  ]);
});
