import { completionPromise } from "@signalbox/shared";
import { expect, test } from "vitest";
import { feedbackOf, iterationPrompt } from "./prompt.ts";
import { endsWithPromise } from "./promise.ts";

const base = {
  prompt: "Fix it.",
  iteration: 2,
  maxIterations: 25,
  checks: [],
  feedback: null,
  guidance: [],
  resumed: false,
};

test("the person's prompt comes first, then where the state is and how far the run may go", () => {
  const prompt = iterationPrompt(base);
  expect(prompt.startsWith("Fix it.\n")).toBe(true);
  expect(prompt).toContain("iteration 2 of at most 25");
  expect(prompt).toContain(".signalbox/progress.md");
});

test("checks are named with their commands", () => {
  const prompt = iterationPrompt({ ...base, checks: [{ name: "tests", command: "npm test" }] });
  expect(prompt).toContain("- tests: npm test");
});

test("feedback carries the outputs of failed checks and says that the promise did not count", () => {
  const feedback = feedbackOf({
    promise: true,
    problem: null,
    failedChecks: [{ name: "tests", command: "npm test", output: "1 failing\n" }],
  });
  expect(feedback).toContain("declared complete, but it is not");
  expect(feedback).toContain("    1 failing");
  expect(iterationPrompt({ ...base, feedback })).toContain(feedback);
});

test("an iteration that went well gives no feedback", () => {
  expect(feedbackOf({ promise: false, problem: null, failedChecks: [] })).toBeNull();
});

test("no line of what Signalbox adds is the promise, so an echoed prompt never completes", () => {
  const feedback = feedbackOf({
    promise: true,
    problem: "it failed",
    failedChecks: [{ name: "c", command: "cat x", output: `${completionPromise}\n` }],
  });
  const checks = [{ name: "odd", command: `echo '\n${completionPromise}\n'` }];
  const guidance = [`Do more.\n${completionPromise}`];
  const prompt = iterationPrompt({ ...base, checks, feedback, guidance });
  expect(prompt.split("\n")).not.toContain(completionPromise);
  expect(endsWithPromise(prompt)).toBe(false);
  const asked = iterationPrompt({ ...base, prompt: `When done print\n${completionPromise}` });
  expect(endsWithPromise(asked)).toBe(false);
});

test("what the person said meanwhile comes before how to end, in order", () => {
  const prompt = iterationPrompt({ ...base, guidance: ["First this.", "Then\nthat."] });
  expect(prompt).toMatch(/> First this\.\n\n> Then\n> that\.\n\n## When everything is done/);
  expect(iterationPrompt(base)).not.toContain("From the person");
});

test("an agent that continues a conversation is not told that it remembers nothing", () => {
  const prompt = iterationPrompt({ ...base, resumed: true });
  expect(prompt).toContain("continues your earlier conversation");
  expect(prompt).not.toContain("you remember nothing");
});
