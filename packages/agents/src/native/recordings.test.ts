import { isDeepStrictEqual } from "node:util";
import type { AgentEventBody } from "@signalbox/shared";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  gathered,
  readRecording,
  recordedLines,
  recordingsOf,
  replay,
  type Piece,
  type Recording,
} from "../testing/replay.ts";
import { claudeAgent } from "./claude/index.ts";
import { codexAgent } from "./codex/index.ts";
import { geminiAgent } from "./gemini/index.ts";
import { piAgent } from "./pi/index.ts";

const agents = [claudeAgent, codexAgent, geminiAgent, piAgent];
const cases = agents.flatMap((agent) =>
  recordingsOf("native", agent.id).map((name) => ({ agent, name, title: `${agent.id} ${name}` })),
);

/** Chunkings, interleavings and cuts of each recording. */
const numRuns = 25;
const cuts = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 40 });
const turns = fc.array(fc.boolean(), { minLength: 1, maxLength: 40 });

/** Cuts bytes at fractions of their length. */
function cutAt(stream: Piece["stream"], bytes: Buffer, places: readonly number[]): Piece[] {
  const ends = [...places, 1].map((place) => Math.floor(place * bytes.length));
  ends.sort((one, other) => one - other);
  return ends.map((end, index) => ({ stream, bytes: bytes.subarray(ends[index - 1] ?? 0, end) }));
}

/** Shuffles two streams into each other, each in its own order. */
function interleave(one: Piece[], other: Piece[], turnsOf: readonly boolean[]): Piece[] {
  const rest = { one: [...one], other: [...other] };
  const mixed: Piece[] = [];
  for (let at = 0; rest.one.length > 0 || rest.other.length > 0; at += 1) {
    const isOne = turnsOf[at % turnsOf.length] === true;
    const next = (isOne ? rest.one : rest.other).shift() ?? (isOne ? rest.other : rest.one).shift();
    if (next !== undefined) mixed.push(next);
  }
  return mixed;
}

/** What a turn comes to, however its bytes came. Notices about the error output come when it is read. */
async function essence(agent: (typeof agents)[number], exit: Recording, pieces: Piece[]) {
  const { events, result } = await replay(agent, exit, pieces);
  const { outcome, problem, finalText, conversation } = result;
  return {
    events: gathered(
      events.filter(({ type }) => agent.decodeError === undefined || type !== "notice"),
    ),
    errorOutput: events.filter((event) => event.type === "output" && event.stream === "stderr"),
    result: { outcome, category: problem?.category, finalText, conversation },
  };
}

/** Whether a turn that was cut off gives the beginning of the whole one, but for its last event (a part of what it would have become) and the broken line. */
function isBeginning(events: readonly AgentEventBody[], whole: readonly AgentEventBody[]) {
  const understood = events.filter(({ type }) => type !== "output");
  const last = understood.pop();
  const became = whole[understood.length];
  const isPart =
    last?.type === "agent.message" && became?.type === "agent.message"
      ? became.text.startsWith(last.text)
      : last?.type === became?.type || last === undefined;
  return isPart && isDeepStrictEqual(understood, whole.slice(0, understood.length));
}

/** Seconds of work at the most, on a machine that does much else beside. */
const timeout = 60_000;

describe("recordings", { timeout }, () => {
  test.each(cases)("$title has no line of a kind that is not known", async ({ agent, name }) => {
    const decode = agent.createDecoder();
    const updates = (await recordedLines("native", agent.id, name)).flatMap((line) => decode(line));
    expect(updates.filter(({ type }) => type === "raw")).toEqual([]);
  });

  test.each(cases)("$title gives the same events in any pieces", async ({ agent, name }) => {
    const recording = await readRecording(agent.id, name);
    const whole = await essence(agent, recording, [
      { stream: "stdout", bytes: recording.stdout },
      { stream: "stderr", bytes: recording.stderr },
    ]);
    const bytewise = Array.from(recording.stdout, (byte) => Buffer.from([byte]));
    const single = bytewise.map((bytes) => ({ stream: "stdout", bytes }) as const);
    const errors = { stream: "stderr", bytes: recording.stderr } as const;
    expect(await essence(agent, recording, [errors, ...single])).toEqual(whole);
    await fc.assert(
      fc.asyncProperty(cuts, cuts, turns, async (stdoutCuts, stderrCuts, order) => {
        const stdout = cutAt("stdout", recording.stdout, stdoutCuts);
        const stderr = cutAt("stderr", recording.stderr, stderrCuts);
        const pieces = interleave(stdout, stderr, order);
        expect(await essence(agent, recording, pieces)).toEqual(whole);
      }),
      { numRuns },
    );
  });

  test.each(cases)(
    "$title cut off anywhere gives the beginning of its events",
    async ({ agent, name }) => {
      const recording = await readRecording(agent.id, name);
      const killed: Recording = { ...recording, exitCode: null, signal: "SIGKILL" };
      const eventsOf = async (bytes: Buffer) =>
        (await essence(agent, killed, [{ stream: "stdout", bytes }])).events;
      const whole = await eventsOf(recording.stdout);
      await fc.assert(
        fc.asyncProperty(fc.nat({ max: recording.stdout.length - 1 }), async (length) => {
          const events = await eventsOf(recording.stdout.subarray(0, length));
          expect(isBeginning(events, whole)).toBe(true);
        }),
        { numRuns },
      );
    },
  );
});
