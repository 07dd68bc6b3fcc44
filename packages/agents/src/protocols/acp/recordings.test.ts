import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { createAcpDecoder, type AgentUpdate } from "@signalbox/agent-kit";

const folder = join(import.meta.dirname, "../../../recordings/acp");
const files = await readdir(folder, { recursive: true });
const recordings = files.filter((file) => file.endsWith(".jsonl"));

const frameSchema = z.object({
  dir: z.enum(["client->agent", "agent->client"]),
  msg: z.object({
    id: z.number().optional(),
    method: z.string().optional(),
    params: z.object({ update: z.unknown() }).optional().catch(undefined),
    result: z.unknown().optional(),
  }),
});

/** What the decoder makes of the first prompt of a recorded conversation. */
async function replay(file: string): Promise<AgentUpdate[]> {
  const text = await readFile(join(folder, file), "utf8");
  const decoder = createAcpDecoder();
  const updates: AgentUpdate[] = [];
  let promptId: number | undefined;
  for (const line of text.trim().split("\n")) {
    const { msg } = frameSchema.parse(JSON.parse(line));
    if (msg.method === "session/prompt") {
      if (promptId !== undefined) break;
      promptId = msg.id;
      decoder.begin("configured-model");
    } else if (msg.method === "session/update") {
      updates.push(...decoder.update(msg.params?.update));
    } else if (msg.id !== undefined && msg.id === promptId && msg.result !== undefined) {
      updates.push(...decoder.answer(msg.result));
    }
  }
  return updates;
}

const textOf = (updates: readonly AgentUpdate[]) =>
  updates.flatMap((update) => (update.type === "text" ? [update.text] : [])).join("");

test.each(recordings)("%s holds nothing that is not known", async (file) => {
  const updates = await replay(file);
  expect(updates.filter(({ type }) => type === "raw")).toEqual([]);
});

test.each([
  [
    "claude",
    {
      inputTokens: 3600,
      cachedInputTokens: 3000,
      outputTokens: 126,
      costUsd: expect.closeTo(0.005_52, 8),
    },
  ],
  ["codex", { inputTokens: 2400, cachedInputTokens: 2000, outputTokens: 84, costUsd: null }],
  ["gemini", { inputTokens: 2400, cachedInputTokens: null, outputTokens: 84, costUsd: null }],
])("%s: the tokens are those of all requests, titles included", async (agent, figures) => {
  const used = (await replay(`${agent}/success.jsonl`)).filter((update) => update.type === "usage");
  const sum = (key: keyof typeof figures) => {
    const values = used.map((update) => update.figures[key]).filter((value) => value !== null);
    return values.length === 0 ? null : values.reduce((one, other) => one + other);
  };
  expect({
    inputTokens: sum("inputTokens"),
    cachedInputTokens: sum("cachedInputTokens"),
    outputTokens: sum("outputTokens"),
    costUsd: sum("costUsd"),
  }).toEqual(figures);
});

test.each(["claude", "codex", "gemini", "opencode", "pi"])(
  "%s: the final words come whole, after the tool call and before the good end",
  async (agent) => {
    const updates = await replay(`${agent}/success.jsonl`);
    const lastTool = updates.findLastIndex(({ type }) => type === "tool");
    expect(textOf(updates.slice(lastTool))).toBe(
      "Done. HELLO.md was created.\n\n<promise>COMPLETE</promise>",
    );
    expect(updates.at(-1)).toEqual({ type: "end", good: true });
  },
);

test("gemini: news of its mode before the prompt are no words of its turn", async () => {
  expect(textOf(await replay("gemini/success.jsonl"))).toMatch(/^I'll create HELLO\.md now\./);
});

test.each([
  ["claude", "tick 1\ntick 2\ntick 3\n39 HELLO.md", undefined],
  ["opencode", "tick 1\ntick 2\ntick 3\n39 HELLO.md\n", 0],
  ["pi", "tick 1\ntick 2\ntick 3\n39 HELLO.md\n", 0],
  // Its adapter loses what comes in the first moments of a command.
  ["codex", "tick 2\ntick 3\n39 HELLO.md\n", 0],
])(
  "%s: a command's output is put together and kept to its end",
  async (agent, output, exitCode) => {
    const updates = await replay(`${agent}/shell.jsonl`);
    const tools = updates.flatMap((update) => (update.type === "tool" ? [update] : []));
    const id = tools.find(({ title }) => title?.startsWith("for i in"))?.toolCallId;
    const fields = tools.filter(({ toolCallId }) => toolCallId === id).flatMap(Object.entries);
    const given = fields.filter(([, value]) => value !== undefined);
    expect(Object.fromEntries(given)).toMatchObject({
      kind: "execute",
      status: "completed",
      output,
      ...(exitCode === undefined ? {} : { exitCode }),
    });
  },
);

test("codex: an error of its system is a mark, whatever it answers", async () => {
  const decoder = createAcpDecoder();
  decoder.begin(null);
  const status = (type: string) => ({
    sessionUpdate: "session_info_update",
    _meta: { codex: { threadStatus: { type } } },
  });
  expect(decoder.update(status("active"))).toEqual([]);
  expect(decoder.update(status("systemError"))).toEqual([]);
  expect(decoder.answer({ stopReason: "end_turn" })).toContainEqual({
    type: "problem",
    problem: { message: "Codex reports an error of its system." },
  });
});

test("a cost that grows over the session is counted from where the turn began, once", () => {
  const decoder = createAcpDecoder();
  const cost = (amount: number) =>
    decoder.update({ sessionUpdate: "usage_update", cost: { amount, currency: "USD" } });
  cost(2);
  decoder.begin("a-model");
  cost(2.25);
  cost(2.5);
  const costOf = (updates: AgentUpdate[]) =>
    updates.flatMap((update) => (update.type === "usage" ? [update.figures.costUsd] : []));
  expect(costOf(decoder.answer({ stopReason: "end_turn" }))).toEqual([0.5]);
  expect(costOf(decoder.answer({ stopReason: "end_turn" }))).toEqual([]);
  cost(3);
  expect(costOf(decoder.answer(undefined))).toEqual([0.5]);
});
