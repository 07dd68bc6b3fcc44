import type { EventBody } from "@signalbox/shared";
import { expect, test } from "vitest";
import { Narrator } from "./narrator.ts";

function narrate(bodies: EventBody[]): string {
  let text = "";
  const narrator = new Narrator((piece) => {
    text += piece;
  });
  bodies.forEach((body, index) =>
    narrator.tell({ ...body, seq: index + 1, at: "2026-01-01T00:00:00Z" }),
  );
  return text;
}

test("pieces of one message are joined, and a tool call is told once, by its title", () => {
  const message = { type: "agent.message", iteration: 1, messageId: "m", kind: "message" } as const;
  const tool = { type: "agent.tool", iteration: 1, toolCallId: "t" } as const;
  expect(
    narrate([
      { ...message, text: "I look" },
      { ...message, kind: "thought", text: "not told" },
      { ...message, text: " at it." },
      { ...tool, title: "Run the tests", status: "in_progress" },
      { ...tool, status: "completed" },
      { ...message, messageId: "n", text: "Done." },
      { type: "notice", level: "info", message: "a notice" },
    ]),
  ).toBe("I look at it.\n  • Run the tests\nDone.\n  ! a notice\n");
});
