import { expect, test } from "vitest";
import { prepared, socketEncoder } from "./prepared-json.ts";

const messageOf = (data: unknown) => {
  return { id: 7, result: { type: "data", id: "3", data: { id: "3", data } } };
};

test("a prepared value goes out as its JSON, in the message that tRPC would make", () => {
  const events = [{ seq: 3, text: '"quoted"' }];
  const message = messageOf(prepared(events, JSON.stringify(events)));
  expect(socketEncoder.encode(message)).toBe(JSON.stringify(messageOf(events)));
});

test("everything else is encoded as tRPC does it, and a prepared value too where there is no socket", () => {
  const message = messageOf([1, 2]);
  expect(socketEncoder.encode(message)).toBe(JSON.stringify(message));
  expect(JSON.stringify(messageOf(prepared([1, 2], "[1,2]")))).toBe(JSON.stringify(message));
});
