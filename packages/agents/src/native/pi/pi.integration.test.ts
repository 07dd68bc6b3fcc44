import { expect, test } from "vitest";
import { fixture, installProgram, startTurn, temporaryFolder } from "../../testing/turns.ts";
import { createNativeAdapter } from "@signalbox/agent-kit";
import { piAgent } from "./index.ts";

test("a long message that each line repeats is told whole, once and in order, with what it cost", async () => {
  const folder = await temporaryFolder();
  const program = await installProgram(folder, "pi", fixture("pi-long-message"));
  const turn = await startTurn(createNativeAdapter(piAgent), {
    env: { SIGNALBOX_TEST_MESSAGE_BYTES: "50000" },
    options: { program },
  });
  expect(await turn.result).toMatchObject({ outcome: "succeeded", problem: null });
  const message = turn.events
    .flatMap((event) => (event.type === "agent.message" ? [event.text] : []))
    .join("");
  expect(message).toHaveLength(50_000);
  const lineNumbers = [...message.matchAll(/^ *(\d+): "so" is said a\tlot of things, and é\.+$/gm)];
  expect(lineNumbers.map(([, number]) => Number(number))).toEqual(
    Array.from({ length: 1_000 }, (_, line) => line),
  );
  expect(turn.events.filter(({ type }) => type === "agent.usage")).toMatchObject([
    { inputTokens: 1_200, outputTokens: 50_000, costUsd: 0.75 },
  ]);
});
