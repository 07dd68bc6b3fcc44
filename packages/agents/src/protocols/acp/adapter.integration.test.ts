import { expect, test } from "vitest";
import { fixture, isRunning, startTurn, temporaryFolder } from "../../testing/turns.ts";
import { adapterOf as adapterOfDefinition } from "../index.ts";

const adapterOf = (command: string[]) =>
  adapterOfDefinition({ id: "fixture", name: "Fixture", protocol: "acp", command });
const agent = (...args: string[]) => adapterOf(fixture("acp-agent", ...args));

test("a turn's updates become events, in order and gathered, and its final message the final text", async () => {
  const turn = await startTurn(agent("work"), { prompt: "the task" });
  expect(await turn.result).toEqual({
    outcome: "succeeded",
    finalText: "Done: the task\n<promise>COMPLETE</promise>",
    exitCode: 0,
    problem: null,
    conversation: null,
  });
  expect(turn.events).toEqual([
    { type: "agent.message", kind: "message", messageId: "m1", text: "Let me see." },
    { type: "agent.message", kind: "thought", messageId: "message-1", text: "hm" },
    { type: "output", stream: "stdout", text: '{"sessionUpdate":"something_new","field":1}' },
    {
      type: "agent.plan",
      entries: [{ content: "do it", priority: "high", status: "in_progress" }],
    },
    {
      type: "agent.tool",
      toolCallId: "t1",
      title: "Edit a.txt",
      kind: "edit",
      status: "completed",
      input: '{\n  "path": "a.txt"\n}',
      output: "permission: always",
      diffs: [{ path: "a.txt", oldText: "old", newText: "new" }],
      locations: ["a.txt:3"],
    },
    {
      type: "agent.message",
      kind: "message",
      messageId: "m2",
      text: "Done: the task\n<promise>COMPLETE</promise>",
    },
    { type: "agent.usage", inputTokens: 7, outputTokens: 5, costUsd: 0.5 },
  ]);
  expect(await isRunning(turn.pid())).toBe(false);
});

test("what an agent prints beside the protocol is output and breaks nothing", async () => {
  const turn = await startTurn(agent("noise"));
  expect(await turn.result).toMatchObject({ outcome: "succeeded", finalText: "ok" });
  const printed = turn.events.filter((event) => event.type === "output");
  expect(printed).toEqual(
    expect.arrayContaining([
      { type: "output", stream: "stdout", text: "npm warn something" },
      { type: "output", stream: "stdout", text: "{broken" },
      { type: "output", stream: "stderr", text: "on stderr" },
    ]),
  );
});

test("a message that comes word by word makes few events and loses none of it", async () => {
  const turn = await startTurn(agent("chatty"));
  await turn.result;
  const pieces = turn.events.flatMap((event) =>
    event.type === "agent.message" ? [event.text] : [],
  );
  expect(pieces.join("")).toBe("word ".repeat(2_000));
  expect(pieces.length).toBeLessThan(50);
});

test.each([
  [["nothing"], "other", "The agent ended its turn without saying or doing anything."],
  [["zero-tokens"], "other", "The agent reports that its model was not used at all."],
  [["error", "-32603"], "other", "the model is down"],
  [["error", "503"], "network", "the model is down"],
  [["stop", "refusal"], "other", "The agent refused to go on."],
  [["stop", "max_tokens"], "other", "The agent reached its model's token limit."],
  [
    ["stop", "max_turn_requests"],
    "other",
    "The agent reached its limit of model requests in one turn.",
  ],
  [["stop", "exhausted"], "other", "The agent stopped for an unknown reason: exhausted."],
  [["stop", "cancelled"], "other", "The agent says that its turn was cancelled."],
  [["exit"], "crash", "The agent ended with exit code 5 before its turn was over."],
  [["login"], "auth", "Authentication required"],
  [
    ["version-9"],
    "other",
    "The agent speaks version 9 of the Agent Client Protocol, Signalbox version 1.",
  ],
])("%j is a failed turn of category %s: %s", async (args, category, message) => {
  const turn = await startTurn(agent(...args));
  expect(await turn.result).toMatchObject({ outcome: "failed", problem: { category, message } });
  expect(await isRunning(turn.pid())).toBe(false);
});

test("a program that does not speak the protocol fails when it ends", async () => {
  const turn = await startTurn(adapterOf(fixture("exit-3")));
  expect(await turn.result).toMatchObject({
    outcome: "failed",
    exitCode: 3,
    problem: {
      category: "crash",
      message: "The agent ended with exit code 3 before its turn was over: I give up",
    },
  });
  expect(turn.events).toEqual([{ type: "output", stream: "stdout", text: "I give up" }]);
});

test("a missing program is a failure in words", async () => {
  const turn = await startTurn(adapterOf(["signalbox-no-such-agent"]));
  expect(await turn.result).toMatchObject({
    outcome: "failed",
    problem: { message: "The program signalbox-no-such-agent was not found." },
  });
});

test("a stop is the agent's own cancel first", async () => {
  const turn = await startTurn(agent("hang-until-cancel"));
  await turn.until((event) => event.type === "agent.message");
  turn.stop();
  expect(await turn.result).toMatchObject({
    outcome: "cancelled",
    exitCode: 0,
    finalText: "waiting",
  });
});

test(
  "a stop reaches an agent that does not even read its prompt",
  { timeout: 20_000 },
  async () => {
    const prompt = "x".repeat(2_000_000);
    const turn = await startTurn(adapterOf(fixture("deaf-acp-agent")), { prompt });
    await turn.until((event) => event.type === "output" && event.text === "deaf");
    turn.stop();
    expect(await turn.result).toMatchObject({ outcome: "cancelled" });
    expect(await isRunning(turn.pid())).toBe(false);
  },
);

test("an agent that obeys nothing is killed", async () => {
  const turn = await startTurn(agent("hang-for-ever"));
  await turn.until((event) => event.type === "agent.message");
  turn.kill();
  expect(await turn.result).toMatchObject({ outcome: "cancelled", exitCode: null });
  expect(await isRunning(turn.pid())).toBe(false);
});

test(
  "a stop of an agent that obeys nothing goes down the whole ladder",
  { timeout: 30_000 },
  async () => {
    const turn = await startTurn(agent("hang-for-ever"), { cwd: await temporaryFolder() });
    await turn.until((event) => event.type === "agent.message");
    turn.stop();
    expect(await turn.result).toMatchObject({ outcome: "cancelled", exitCode: null });
    expect(await isRunning(turn.pid())).toBe(false);
  },
);
