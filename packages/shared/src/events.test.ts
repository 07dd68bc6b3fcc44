import { expect, test } from "vitest";
import { eventBodySchema, eventSchema, eventTypeSchema } from "./events.ts";

const notice = { type: "notice", level: "info", message: "a word" };
const record = { ...notice, seq: 1, at: "2026-01-01T00:00:00.000Z" };

test("a record is a body with its place in the journal and its time", () => {
  expect(eventBodySchema.parse(notice)).toEqual(notice);
  expect(eventSchema.parse(record)).toEqual(record);
  expect(eventSchema.safeParse(notice).success).toBe(false);
  expect(eventSchema.safeParse({ ...record, seq: 0 }).success).toBe(false);
});

test("bodies and records know the same types, those of the contract", () => {
  const typesOf = (options: readonly { shape: { type: { value: string } } }[]) =>
    options.map((option) => option.shape.type.value);
  expect(typesOf(eventBodySchema.options)).toEqual(typesOf(eventSchema.options));
  expect(typesOf(eventBodySchema.options)).toEqual(eventTypeSchema.options);
  expect(typesOf(eventSchema.options).toSorted()).toEqual([
    "agent.message",
    "agent.plan",
    "agent.tool",
    "agent.usage",
    "check",
    "checkpoint",
    "guidance",
    "iteration.ended",
    "iteration.started",
    "notice",
    "output",
    "run.ended",
    "run.started",
    "setup",
  ]);
});
