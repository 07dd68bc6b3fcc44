import { expect, test } from "vitest";
import { judge, type TurnFacts } from "./judge.ts";

const exit0 = { exitCode: 0, signal: null };
const worked: TurnFacts = {
  end: "good",
  problem: null,
  retrying: null,
  spoke: true,
  calledTool: false,
  usedTokens: 12,
  lastWords: "",
};
const agent = { name: "Parrot", loginHelp: [] };
const judged = (
  facts: Partial<TurnFacts>,
  ending: { exit?: Parameters<typeof judge>[0]["exit"]; cancelled?: boolean } = {},
) => {
  const { outcome, problem } = judge({
    facts: { ...worked, ...facts },
    exit: exit0,
    cancelled: false,
    agent,
    ...ending,
  });
  return [outcome, problem?.category ?? null, problem?.message ?? null];
};

test("a good final event, exit code 0, no error mark and something done: only together they are a success", () => {
  expect(judged({})).toEqual(["succeeded", null, null]);
  expect(judged({ spoke: false, calledTool: true, usedTokens: null })[0]).toBe("succeeded");
  expect(judged({ end: null })[0]).toBe("failed");
  expect(judged({ end: "bad" })[0]).toBe("failed");
  expect(judged({}, { exit: { exitCode: 1, signal: null } })[0]).toBe("failed");
  expect(judged({}, { exit: { exitCode: null, signal: "SIGTERM" } })[0]).toBe("failed");
  expect(judged({ problem: { message: "no" } })[0]).toBe("failed");
  expect(judged({ spoke: false })[0]).toBe("failed");
});

test("a stop is a stop, whatever the program says: some exit with 0 when they are interrupted", () => {
  expect(judged({}, { cancelled: true })).toEqual(["cancelled", "other", "The agent was stopped."]);
  expect(judged({ problem: { message: "401" } }, { cancelled: true })[0]).toBe("cancelled");
});

test("an error mark beats a good final event and exit code 0", () => {
  expect(judged({ problem: { message: "500 broken" } })).toEqual([
    "failed",
    "network",
    "500 broken",
  ]);
});

test("exit code 0 without a final event is no success: some programs end so when their group is signalled", () => {
  expect(judged({ end: null })).toEqual([
    "failed",
    "crash",
    "The agent ended with exit code 0 before its turn was over.",
  ]);
});

test("a program that broke is told by its exit, and by its last words where they say why", () => {
  const broken = { exit: { exitCode: 1, signal: null } };
  expect(judged({}, broken)).toEqual(["failed", "crash", "The agent ended with exit code 1."]);
  expect(judged({ end: null }, { exit: { exitCode: null, signal: "SIGKILL" } })).toEqual([
    "failed",
    "crash",
    "The agent was ended by the signal SIGKILL before its turn was over.",
  ]);
  expect(judged({ end: null, lastWords: "Not logged in\n" }, broken)).toEqual([
    "failed",
    "auth",
    "The agent ended with exit code 1 before its turn was over: Not logged in",
  ]);
});

test("what an agent tried again for explains an end that says nothing itself", () => {
  const retrying = { message: "overloaded", status: 529 };
  expect(judged({ retrying, end: null })).toEqual(["failed", "network", "overloaded"]);
  expect(judged({ retrying, end: "bad" })[1]).toBe("network");
  expect(judged({ retrying, spoke: false })[1]).toBe("network");
  expect(judged({ retrying })[0]).toBe("succeeded");
});

test("no tokens at all are an error told as an answer, unless a tool was called", () => {
  expect(judged({ usedTokens: 0 })).toEqual([
    "failed",
    "other",
    "The agent reports that its model was not used at all.",
  ]);
  expect(judged({ usedTokens: 0, calledTool: true })[0]).toBe("succeeded");
  expect(judged({ usedTokens: null })[0]).toBe("succeeded");
});

test("a program that we ended after its good final event is not judged by its exit", () => {
  expect(judged({}, { exit: null })[0]).toBe("succeeded");
});
