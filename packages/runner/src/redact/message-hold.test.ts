import type { EventBody } from "@signalbox/shared";
import { expect, test } from "vitest";
import { createMessageHold } from "./message-hold.ts";
import { createRedactor } from "./redactor.ts";

const secret = "sk-abab-7f3e-abab";
const piece = (text: string, messageId = "m1"): EventBody => {
  return { type: "agent.message", iteration: 1, messageId, kind: "message", text };
};

/** What is recorded of these events, pieces of one message put together again. */
function recorded(events: EventBody[]): { texts: string; pieces: number } {
  const hold = createMessageHold(createRedactor([["API_KEY", secret]]));
  const all = [...events.flatMap((event) => hold.take(event)), ...hold.rest()];
  const texts = all.map((event) => (event.type === "agent.message" ? event.text : event.type));
  return { texts: texts.join(""), pieces: texts.length };
}

test("a secret is found however its message is cut", () => {
  const text = `It is ${secret}, sk-abab no, ${secret}${secret}. sk-`;
  const redacted = text.replaceAll(secret, "[redacted API_KEY]");
  for (let size = 1; size <= text.length; size += 1) {
    const pieces = [];
    for (let at = 0; at < text.length; at += size) pieces.push(piece(text.slice(at, at + size)));
    expect(recorded(pieces).texts).toBe(redacted);
  }
});

test("what looks like the beginning of a secret is told before anything else is", () => {
  const plan: EventBody = { type: "agent.plan", iteration: 1, entries: [] };
  expect(recorded([piece("see sk-ab"), plan, piece("ab")]).texts).toBe("see sk-abagent.planab");
  expect(recorded([piece("see sk-ab"), piece("ab", "m2")]).texts).toBe("see sk-abab");
});

test("pieces without the beginning of a secret are recorded as they come", () => {
  expect(recorded([piece("one "), piece("two "), piece("three")]).pieces).toBe(3);
});
