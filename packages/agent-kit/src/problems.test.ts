import { expect, test } from "vitest";
import { categoryOf, helpFor, toProblem, waitIn } from "./problems.ts";

test.each([
  ["auth", 401, "no"],
  ["auth", 403, "no"],
  ["rate_limit", 429, "no"],
  ["quota", 402, "no"],
  ["network", 500, "no"],
  ["network", 529, "no"],
  ["network", 504, "no"],
  ["context", 413, "no"],
  ["other", 404, "no such model"],
  ["auth", 400, "API key not valid. Please pass a valid API key."],
  ["context", 400, "prompt is too long: 250000 tokens > 200000 maximum"],
  ["quota", 400, "Your credit balance is too low to access the Anthropic API."],
  ["quota", 429, "You exceeded your current quota, please check your plan (insufficient_quota)"],
  ["quota", 429, "RESOURCE_EXHAUSTED: quotaId GenerateRequestsPerDayPerProjectPerModel"],
  ["rate_limit", 429, "RESOURCE_EXHAUSTED: quotaId GenerateContentRequestsPerMinute"],
] as const)("%s: HTTP %d with %j", (category, status, message) => {
  expect(categoryOf({ status, message })).toBe(category);
});

test.each([
  ["auth", "Invalid API key · Fix external API key"],
  ["auth", "Not logged in · Please run /login"],
  ["auth", "unexpected status 401 Unauthorized: invalid x-api-key, url: http://127.0.0.1:40197/v1"],
  ["auth", "401 invalid x-api-key (scripted)"],
  ["auth", "Please set an Auth method in your /home/me/.gemini/settings.json"],
  ["auth", "No API key found for anthropic."],
  ["auth", "Authentication required"],
  ["rate_limit", "Rate limit reached for gpt-5 on tokens per min (TPM)"],
  ["rate_limit", "exceeded retry limit, last status: 429 Too Many Requests"],
  ["quota", "You've hit your usage limit. Try again at 5 PM."],
  ["quota", "Claude AI usage limit reached|1795500000"],
  ["quota", "5-hour limit reached"],
  ["network", "API Error: 500 Internal server error. This is a server-side issue."],
  ["network", '[API Error: {"error":{"code":500,"message":"broken","status":"INTERNAL"}}]'],
  ["network", "We’re currently experiencing high demand, which may cause temporary errors."],
  ["network", "Overloaded"],
  ["network", "connect ECONNREFUSED 127.0.0.1:9"],
  ["network", "getaddrinfo ENOTFOUND api.example.com"],
  ["network", "TypeError: fetch failed"],
  ["network", "stream disconnected before completion"],
  ["network", "terminated"],
  ["network", "socket hang up"],
  ["context", "This model's maximum context length is 8192 tokens."],
  ["context", "context_length_exceeded"],
  [
    "context",
    "Session too large to compact - context exceeds model limit even after stripping media",
  ],
  ["permission", "The user rejected permission to use this specific tool call."],
  ["other", "The number 500 is no status here"],
  ["other", "I do not know"],
] as const)("%s: %j", (category, message) => {
  expect(categoryOf({ message })).toBe(category);
});

test("what the agent types itself goes before its words", () => {
  const message = "429 rate limit";
  expect(categoryOf({ message, status: 429, category: "permission" })).toBe("permission");
});

const now = Date.parse("2026-11-24T10:00:00Z");
test.each([
  ["Please try again in 5 minutes", 300_000],
  ["Please retry in 34.074824224s.", 34_075],
  ['{"retryDelay":"12s"}', 12_000],
  ["Your quota will reset after 3h12m5s.", 11_525_000],
  ["try again in 1 hour and 30 minutes", 5_400_000],
  ["retry after 250ms", 250],
  ["The limit resets at 2026-11-24T11:00:00Z.", 3_600_000],
  ["resets at 2026-11-24T12:30:00+02:00", 1_800_000],
  ["Claude AI usage limit reached|1795514460", 60_000],
  ["resets at 2020-01-01T00:00:00Z", 0],
  ["resets at 5pm", null],
  ["Try again at 3:15 PM.", null],
  ["resets at 2026-99-99T99:99:99Z", null],
  ["it took 5 minutes", null],
])("%j asks to wait %j ms", (message, waitMs) => {
  expect(waitIn(message, now)).toBe(waitMs);
});

test("a problem has a sentence, steps to take, and the wait that was asked for", () => {
  const agent = { name: "Parrot", loginHelp: ["Run `parrot login`."] };
  expect(toProblem({ message: " 401 no \n" }, agent)).toEqual({
    category: "auth",
    message: "401 no",
    help: ["Run `parrot login`.", expect.stringContaining("Parrot")],
    retryAfterMs: null,
  });
  const limited = { message: "rate limit, try again in 9s", retryAfterMs: 4_000 };
  expect(toProblem(limited, agent)).toMatchObject({
    category: "rate_limit",
    retryAfterMs: 4_000,
  });
  expect(toProblem({ message: "x".repeat(100_000) }, agent).message).toHaveLength(1_000);
  expect(helpFor("other", agent)).toEqual([]);
  expect(toProblem({ message: "\u001b[31mNot logged\u001b[0m in\0" }, agent)).toMatchObject({
    category: "auth",
    message: "Not logged in",
  });
  const endless = { message: "no", retryAfterMs: Number.POSITIVE_INFINITY };
  expect(toProblem(endless, agent).retryAfterMs).toBeNull();
  expect(toProblem({ ...endless, retryAfterMs: 1_234.5 }, agent).retryAfterMs).toBe(1_235);
});

/** So many that a search with backtracking would outlast the test. */
const SLOW_PIECES = 200_000;

test("words made to be slow to search are searched at once", () => {
  for (const piece of ["1 s ", "retry ", "1m,, and ", "api key "]) {
    const slow = piece.repeat(SLOW_PIECES);
    expect(categoryOf({ message: slow })).toBe(categoryOf({ message: piece.repeat(100) }));
    waitIn(`retry in ${slow}!`, now);
  }
});
