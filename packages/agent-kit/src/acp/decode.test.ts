import { expect, test } from "vitest";
import { createAcpDecoder } from "./decode.ts";

function begun() {
  const decoder = createAcpDecoder();
  decoder.begin(null);
  return decoder;
}
const toolCall = (fields: object) => ({
  sessionUpdate: "tool_call_update",
  toolCallId: "t",
  ...fields,
});

test.each(["constructor", "__proto__", "toString"])(
  "the word %s of an agent is a word like any other",
  (word) => {
    expect(begun().answer({ stopReason: word })).toMatchObject([
      { problem: { message: `The agent stopped for an unknown reason: ${word}.` } },
      { type: "end", good: false },
    ]);
    const sessionFailure = { category: word, severity: "error", title: "Away" };
    const update = {
      sessionUpdate: "session_info_update",
      _meta: { jetbrains: { air: { sessionFailure } } },
    };
    expect(begun().update(update)).toEqual([{ type: "problem", problem: { message: "Away" } }]);
  },
);

test("the missing key of a provider is a missing login, though it is typed as a lost connection", () => {
  const title = "Missing environment variable: `SCRIPTED_API_KEY`.";
  const sessionFailure = { category: "connection", severity: "error", title };
  const update = {
    sessionUpdate: "session_info_update",
    _meta: { jetbrains: { air: { sessionFailure } } },
  };
  expect(begun().update(update)).toMatchObject([{ problem: { category: "auth" } }]);
});

test("what is nested too deeply to be written down is no error", () => {
  const deep: unknown = JSON.parse("[".repeat(100_000) + "]".repeat(100_000));
  expect(begun().update(toolCall({ rawInput: deep }))).toMatchObject([
    { type: "tool", input: "…" },
  ]);
  expect(begun().update({ sessionUpdate: "new_kind", deep })).toEqual([{ type: "raw", text: "…" }]);
});

test("the output of many commands at once is bounded: that of the oldest is forgotten", () => {
  const decoder = begun();
  const print = (toolCallId: string) =>
    decoder.update(toolCall({ toolCallId, _meta: { terminal_output_delta: { data: "x" } } }))[0];
  for (let index = 0; index < 101; index += 1) print(`t${index}`);
  expect(print("t100")).toMatchObject({ output: "xx" });
  expect(print("t0")).toMatchObject({ output: "x" });
});

test("a total that is less than its parts takes nothing away from them", () => {
  const usage = { inputTokens: 10, cachedReadTokens: 100, outputTokens: 7, totalTokens: 17 };
  expect(begun().answer({ stopReason: "end_turn", usage })[0]).toMatchObject({
    figures: { inputTokens: 110, outputTokens: 7 },
  });
});
