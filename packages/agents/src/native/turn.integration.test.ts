import { createNativeAdapter, maxLineBytes } from "@signalbox/agent-kit";
import { expect, test } from "vitest";
import { parrotAgent, steeredParrotAgent } from "../testing/agents/parrot/index.ts";
import {
  fixture,
  installProgram,
  isRunning,
  startTurn,
  temporaryFolder,
} from "../testing/turns.ts";

type TurnSettings = NonNullable<Parameters<typeof startTurn>[1]>;

/** Puts the fixture program under the name of its agent, and runs a turn of what the script says. */
async function startScript(
  script: string,
  { agent = parrotAgent, ...settings }: TurnSettings & { agent?: typeof parrotAgent } = {},
) {
  const folder = await temporaryFolder();
  await installProgram(folder, "parrot", fixture("native-agent"));
  return startTurn(createNativeAdapter(agent), {
    prompt: script,
    ...settings,
    env: { PATH: `${folder}:${process.env.PATH}`, ...settings.env },
  });
}

const messages = (events: { type: string; text?: string }[]) =>
  events.flatMap((event) => (event.type === "agent.message" ? [event.text] : [])).join("");

test("a good final event, exit 0 and something said are a good turn", async () => {
  const turn = await startScript("say Done.; end good");
  expect(await turn.result).toEqual({
    outcome: "succeeded",
    finalText: "Done.",
    exitCode: 0,
    problem: null,
    conversation: null,
  });
  expect(turn.events).toEqual([
    { type: "agent.message", kind: "message", messageId: "message-1", text: "Done." },
  ]);
  expect(turn.aliveCount()).toBeGreaterThan(0);
  expect(await isRunning(turn.pid())).toBe(false);
});

test.each([
  ["say hi; end good; exit 3", "crash", "The agent ended with exit code 3."],
  ["say hi; exit 0", "crash", "The agent ended with exit code 0 before its turn was over."],
  ["say hi; end bad", "other", "The agent says that its turn did not end well."],
  ["end good", "other", "The agent ended its turn without saying or doing anything."],
  [
    "complain Error: connect ECONNREFUSED 127.0.0.1:9; exit 1",
    "network",
    "The agent ended with exit code 1 before its turn was over: Error: connect ECONNREFUSED 127.0.0.1:9",
  ],
  ["say hi; complain fatal: Not logged in; end good", "auth", "Not logged in"],
  [
    'say 401; send {"type":"problem","problem":{"message":"no","status":401}}; end good',
    "auth",
    "no",
  ],
])("%j is a failed turn: %s, %s", async (script, category, message) => {
  const turn = await startScript(script);
  const { outcome, problem } = await turn.result;
  expect({ outcome, problem }).toMatchObject({ outcome: "failed", problem: { category, message } });
});

test("errors that the agent got over by itself do not count", async () => {
  const turn = await startScript(
    'send {"type":"problem","problem":{"message":"500"}}; send {"type":"recovered"}; say ok; end good',
  );
  expect(await turn.result).toMatchObject({ outcome: "succeeded" });
});

test("the agent's variables are set, the person's go before them, and options are arguments", async () => {
  const turn = await startScript("env PARROT_QUIET; env PARROT_RETRIES; args; end good", {
    env: { PARROT_RETRIES: "7" },
    options: { model: "grey", args: ["--verbose"] },
    resume: { id: "c1", inputTokens: null, cachedInputTokens: null, outputTokens: null },
  });
  await turn.result;
  expect(messages(turn.events)).toBe("17--stream --model grey --resume c1 --verbose");
});

test("a program at the path of the options is started instead of the one on the PATH", async () => {
  const turn = await startScript("end good", { options: { program: "/no/such/parrot" } });
  expect(await turn.result).toMatchObject({
    outcome: "failed",
    problem: { category: "crash", message: "The program /no/such/parrot was not found." },
  });
});

test("a message of 200 kB comes through whole, and what is no event is output, bounded", async () => {
  const turn = await startScript(`big 200000; print hello; print ${"y".repeat(100_000)}; end good`);
  await turn.result;
  expect(messages(turn.events)).toBe("x".repeat(200_000));
  expect(turn.events.filter((event) => event.type === "output")).toEqual([
    { type: "output", stream: "stdout", text: "hello" },
    { type: "output", stream: "stdout", text: "y".repeat(maxLineBytes), truncated: true },
  ]);
});

test("an event too long to be read is no event, and the next one is", async () => {
  const turn = await startScript("big 5000000; say after; end good");
  expect(await turn.result).toMatchObject({ outcome: "succeeded", finalText: "after" });
  expect(turn.events).toMatchObject([
    { type: "output", truncated: true },
    { type: "agent.message", text: "after" },
  ]);
});

test("guidance reaches a turn that goes on, and is refused once it is over", async () => {
  const turn = await startScript("say one", { agent: steeredParrotAgent });
  await turn.until((event) => event.type === "agent.message");
  expect(turn.guide("say two; end good")).toBe(true);
  expect(await turn.result).toMatchObject({ outcome: "succeeded", exitCode: 0 });
  expect(messages(turn.events)).toBe("onetwo");
  expect(turn.guide("say three")).toBe(false);
});

test("a second turn of the agent that ends without a final event is no good turn", async () => {
  const turn = await startScript(
    'say one; end good; send {"type":"conversation","id":"c1"}; say two; exit 0',
  );
  expect(await turn.result).toMatchObject({ outcome: "failed", problem: { category: "crash" } });
});

test("an id of a conversation that would be an option of the next start is not told", async () => {
  const turn = await startScript('send {"type":"conversation","id":"--yes"}; say one; end good');
  expect(await turn.result).toMatchObject({ outcome: "succeeded", conversation: null });
});

test("a stop is a cancelled turn, also when the program says that all is well", async () => {
  const turn = await startScript("exit-well-on-sigint; say one; hang");
  await turn.until((event) => event.type === "agent.message");
  turn.stop();
  expect(await turn.result).toMatchObject({
    outcome: "cancelled",
    exitCode: 0,
    problem: { message: "The agent was stopped." },
  });
});

test(
  "a program that stays after its good final event is stopped, and its turn was good",
  { timeout: 40_000 },
  async () => {
    const turn = await startScript("say Done.; end good; hang");
    expect(await turn.result).toMatchObject({ outcome: "succeeded", finalText: "Done." });
    expect(await isRunning(turn.pid())).toBe(false);
  },
);
