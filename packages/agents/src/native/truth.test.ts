import { expect, test } from "vitest";
import { readRecording, recordingsOf, replayRecording } from "../testing/replay.ts";
import { claudeAgent } from "./claude/index.ts";
import { codexAgent } from "./codex/index.ts";
import { geminiAgent } from "./gemini/index.ts";
import { piAgent } from "./pi/index.ts";

/** The problem that each recorded turn had; null: it was a good one. */
const problemOf: Readonly<Record<string, string | null>> = {
  success: null,
  chat: null,
  shell: null,
  parallel: null,
  resume: null,
  "error-401": "auth",
  "not-logged-in": "auth",
  "error-api-500": "network",
  "error-429": "rate_limit",
  "error-context": "context",
  "session-limit": "quota",
  interrupted: "other",
  // Its exit code says that all is well.
  "interrupted-waiting": "crash",
};

const cases = [claudeAgent, codexAgent, geminiAgent, piAgent].flatMap((agent) =>
  recordingsOf("native", agent.id)
    .filter((name) => Object.hasOwn(problemOf, name))
    .map((name) => ({ agent, name, title: `${agent.id} ${name}` })),
);

// Of these programs claude says `success` about its errors, gemini exits with a part of the status, pi with 0.
test.each(cases)("$title is judged for what it was", async ({ agent, name }) => {
  const { result } = await replayRecording(agent, name);
  const { exitCode } = await readRecording(agent.id, name);
  const category = result.problem?.category ?? null;
  expect(category).toBe(problemOf[name]);
  expect(result.outcome).toBe(category === null ? "succeeded" : "failed");
  expect(result.exitCode).toBe(exitCode);
  expect(result.conversation?.id.length).toBeGreaterThan(10);
  expect(result.problem?.message.length ?? 0).toBeLessThan(400);
});
