import { maxLineBytes } from "@signalbox/agent-kit";
import { expect, test } from "vitest";
import { fixture, isRunning, startTurn, temporaryFolder } from "../../testing/turns.ts";
import { createCommandAdapter } from "./adapter.ts";

const adapterOf = (command: string[]) =>
  createCommandAdapter({ id: "fixture", name: "Fixture", protocol: "command", command });

test("the prompt is on its input, every line is an event, exit 0 is success", async () => {
  const turn = await startTurn(adapterOf(fixture("echo-prompt")), {
    prompt: "first\nschön 🚦\n<promise>COMPLETE</promise>",
  });
  expect(await turn.result).toEqual({
    outcome: "succeeded",
    finalText: "working\nfirst\nschön 🚦\n<promise>COMPLETE</promise>\n",
    exitCode: 0,
    problem: null,
    conversation: null,
  });
  const lines = (stream: string) =>
    turn.events.flatMap((event) =>
      event.type === "output" && event.stream === stream ? [event.text] : [],
    );
  expect(lines("stdout")).toEqual([
    "\u001b[32mworking\u001b[0m",
    "first",
    "schön 🚦",
    "<promise>COMPLETE</promise>",
  ]);
  expect(lines("stderr")).toEqual(["a warning"]);
});

test("it runs in the worktree with the environment of its turn and its further arguments", async () => {
  const cwd = await temporaryFolder();
  const turn = await startTurn(adapterOf(fixture("environment")), {
    cwd,
    env: { OWN_SETTING: "mine" },
    options: { args: ["--more"] },
  });
  expect((await turn.result).finalText).toBe(`${cwd}\nrun-1 mine --more\n`);
});

test("another exit code is a failure, also when it did not read its input", async () => {
  const turn = await startTurn(adapterOf(fixture("exit-3")), { prompt: "x".repeat(1_000_000) });
  expect(await turn.result).toMatchObject({
    outcome: "failed",
    finalText: "I give up\n",
    exitCode: 3,
    problem: {
      category: "crash",
      message: "The agent ended with exit code 3.",
      retryAfterMs: null,
    },
  });
});

test("exit code 75 asks for another try later", async () => {
  const turn = await startTurn(adapterOf(["sh", "-c", "echo busy; exit 75"]));
  expect(await turn.result).toMatchObject({
    outcome: "failed",
    finalText: "busy\n",
    exitCode: 75,
    problem: {
      category: "rate_limit",
      message: "The agent asked to be tried again later (exit code 75).",
      retryAfterMs: null,
    },
  });
});

test("a program that is gone at run time is a failure in words", async () => {
  const turn = await startTurn(adapterOf(["signalbox-no-such-agent"]));
  expect(await turn.result).toMatchObject({
    outcome: "failed",
    finalText: "",
    exitCode: null,
    problem: { category: "crash", message: "The program signalbox-no-such-agent was not found." },
  });
});

test("a stop ends it and is no failure", async () => {
  const turn = await startTurn(adapterOf(fixture("forever")));
  await turn.until((event) => event.type === "output");
  turn.stop();
  expect(await turn.result).toMatchObject({ outcome: "cancelled", exitCode: null });
  expect(await isRunning(turn.pid())).toBe(false);
});

test("a turn that is stopped before it began is cancelled", async () => {
  const turn = await startTurn(adapterOf(fixture("forever")));
  turn.stop();
  expect(await turn.result).toMatchObject({ outcome: "cancelled" });
});

test("a kill ends what ignores every signal, with its children", async () => {
  const turn = await startTurn(adapterOf(fixture("stubborn")));
  const event = await turn.until((event) => event.type === "output");
  const child = Number(event.type === "output" ? event.text.slice("child ".length) : 0);
  expect(await isRunning(child)).toBe(true);
  turn.stop();
  turn.kill();
  expect(await turn.result).toMatchObject({ outcome: "cancelled" });
  expect(await isRunning(child)).toBe(false);
  expect(await isRunning(turn.pid())).toBe(false);
});

test("what it leaves in the background is ended with it", async () => {
  const turn = await startTurn(adapterOf(fixture("leaves-child")));
  const { outcome, finalText } = await turn.result;
  expect(outcome).toBe("succeeded");
  expect(await isRunning(Number(finalText.trim().slice("child ".length)))).toBe(false);
});

test("a huge line is cut and the next one is whole", async () => {
  const turn = await startTurn(adapterOf(fixture("huge-line")));
  await turn.result;
  expect(turn.events).toEqual([
    { type: "output", stream: "stdout", text: "x".repeat(maxLineBytes), truncated: true },
    { type: "output", stream: "stdout", text: "after" },
  ]);
});

test("bytes that are no text are replaced", async () => {
  const turn = await startTurn(adapterOf(fixture("invalid-utf8")));
  await turn.result;
  expect(turn.events).toMatchObject([{ text: "a\ufffd\ufffd(" }, { text: "fine" }]);
});
