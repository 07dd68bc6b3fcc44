import type { AgentEventBody } from "@signalbox/shared";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createGatherer } from "./gather.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const message = (text: string) =>
  ({ type: "agent.message", messageId: "m", kind: "message", text }) as const;
const tool = (fields: object) => ({ type: "agent.tool", toolCallId: "t", ...fields }) as const;

function gathering() {
  const events: AgentEventBody[] = [];
  return { events, gatherer: createGatherer((event) => events.push(event)) };
}

test("what is gathered is shown soon, also when nothing comes after it", () => {
  const { events, gatherer } = gathering();
  gatherer.message(message("a"));
  vi.advanceTimersByTime(100);
  gatherer.message(message("b"));
  expect(events).toEqual([]);
  vi.advanceTimersByTime(50);
  expect(events).toEqual([message("ab")]);
});

test("a tool call is shown soon, what it prints meanwhile once a second, and its end at once", () => {
  const { events, gatherer } = gathering();
  gatherer.tool(tool({ title: "Build", status: "in_progress" }));
  vi.advanceTimersByTime(150);
  expect(events).toHaveLength(1);
  for (let tick = 0; tick < 100; tick += 1) {
    gatherer.tool(tool({ output: `line ${tick}` }));
    vi.advanceTimersByTime(50);
  }
  expect(events).toHaveLength(6);
  gatherer.tool(tool({ status: "completed", output: "done" }));
  expect(events.at(-1)).toEqual(tool({ status: "completed", output: "done" }));
});

test("anything else sends what is gathered on before it", () => {
  const { events, gatherer } = gathering();
  gatherer.message(message("a"));
  gatherer.emit({ type: "notice", level: "info", message: "hm" });
  expect(events.map((event) => event.type)).toEqual(["agent.message", "notice"]);
});
