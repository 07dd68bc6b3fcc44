import { eventBodySchema, type AgentEventBody } from "@signalbox/shared";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { createAcpDecoder, createRecorder, type LineDecoder } from "@signalbox/agent-kit";
import { mutatedLines } from "../testing/mutations.ts";
import { recordedLines, recordingsOf } from "../testing/replay.ts";
import { noOptions } from "../testing/turns.ts";
import { claudeAgent } from "./claude/index.ts";
import { codexAgent } from "./codex/index.ts";
import { geminiAgent } from "./gemini/index.ts";
import { piAgent } from "./pi/index.ts";

const lineCount = 10_000;
/** Another one is another ten thousand lines; a failure tells its line. */
const seed = 4_2026;
/** Far more than one line may become. */
const maxEventLength = 500_000;

const native = [claudeAgent, codexAgent, geminiAgent, piAgent];

/** All lines that were recorded of an agent. */
async function allLines(protocol: "native" | "acp", agentId: string): Promise<string[]> {
  const names = recordingsOf(protocol, agentId);
  return (await Promise.all(names.map((name) => recordedLines(protocol, agentId, name)))).flat();
}

/** Feeds lines to a decoder and its recorder; every event is one that the journal takes. */
function feed(decode: LineDecoder, lines: readonly string[]) {
  const check = (event: AgentEventBody) => {
    eventBodySchema.parse({ ...event, iteration: 1 });
    expect(JSON.stringify(event).length).toBeLessThan(maxEventLength);
  };
  const recorder = createRecorder({
    cwd: "/repo",
    options: noOptions,
    resume: null,
    emit: check,
    emitOutput: ({ stream, lines: printed }) =>
      printed.forEach(({ text }) => check({ type: "output", stream, text })),
  });
  for (const line of lines) {
    try {
      decode(line).forEach((update) => recorder.record(update));
    } catch (error) {
      throw new Error(`this line broke it: ${line.slice(0, 2_000)}`, { cause: error });
    }
  }
  recorder.flush();
  return recorder;
}

/** Seconds of work at the most, on a machine that does much else beside. */
const timeout = 120_000;

describe("mutated lines", { timeout }, () => {
  test.each(native)(
    "ten thousand of $id break nothing, and what follows is decoded",
    async (agent) => {
      const lines = fc.sample(mutatedLines(await allLines("native", agent.id)), {
        seed,
        numRuns: lineCount,
      });
      const decode = agent.createDecoder();
      feed(decode, lines);
      const after = feed(decode, await recordedLines("native", agent.id, "success"));
      expect(after.facts()).toMatchObject({ end: "good", problem: null });
      if (agent.decodeError !== undefined) for (const line of lines) agent.decodeError(line);
    },
  );

  test("ten thousand frames of ACP agents break nothing, and what follows is decoded", async () => {
    const agentIds = ["claude", "codex", "gemini", "opencode", "pi"];
    const recorded = await Promise.all(agentIds.map((id) => allLines("acp", id)));
    const lines = fc.sample(mutatedLines(recorded.flat()), { seed, numRuns: lineCount });
    const decoder = createAcpDecoder();
    decoder.begin(null);
    feed((line) => decodeFrame(decoder, line), lines);
    const success = await recordedLines("acp", "opencode", "success");
    const after = feed((line) => decodeFrame(decoder, line), success);
    expect(after.facts()).toMatchObject({ end: "good", problem: null });
  });

  test.each(native)("what is nested without end breaks nothing of $id", async (agent) => {
    const deep = "[".repeat(100_000) + "]".repeat(100_000);
    const lines = await allLines("native", agent.id);
    const nested = lines.map((line) =>
      line.replace(
        /"(input|parameters|arguments|args|content|item|message)":/,
        `"$1":${deep},"was":`,
      ),
    );
    const decode = agent.createDecoder();
    feed(decode, [deep, ...nested]);
    const after = feed(decode, await recordedLines("native", agent.id, "success"));
    expect(after.facts()).toMatchObject({ end: "good", problem: null });
  });

  test.each(native)("lines of another program are output to $id", async (agent) => {
    const decode = agent.createDecoder();
    const lines = await recordedLines("native", "opencode", "success");
    expect(lines.flatMap((line) => decode(line))).toEqual(
      lines.map((text) => ({ type: "raw", text })),
    );
  });
});

const frameSchema = z.object({
  msg: z.object({
    method: z.unknown().optional(),
    params: z.object({ update: z.unknown() }).optional().catch(undefined),
    result: z.unknown().optional(),
  }),
});

/** What an ACP agent's frame in a recording, whole or broken, becomes; what is no frame never gets as far as the decoder. */
function decodeFrame(decoder: ReturnType<typeof createAcpDecoder>, line: string) {
  let frame: z.infer<typeof frameSchema>;
  try {
    frame = frameSchema.parse(JSON.parse(line));
  } catch {
    return [];
  }
  const { method, params, result } = frame.msg;
  if (method === "session/update") return decoder.update(params?.update);
  return JSON.stringify(result ?? null).includes("stopReason") ? decoder.answer(result) : [];
}
