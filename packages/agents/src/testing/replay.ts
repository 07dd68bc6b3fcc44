import { readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { PassThrough, Readable } from "node:stream";
import { runNativeTurn, type NativeAgent, type TurnResult } from "@signalbox/agent-kit";
import type { ProcessExit, SupervisedProcess } from "@signalbox/host/process";
import type { AgentEventBody } from "@signalbox/shared";
import { z } from "zod";
import { noOptions } from "./turns.ts";

const folder = join(import.meta.dirname, "../../recordings");

const metaSchema = z.object({ exitCode: z.number(), exitSignal: z.null() });

/** What a real program printed in one turn, and how it exited. */
export interface Recording extends ProcessExit {
  stdout: Buffer;
  stderr: Buffer;
}

/** The names of what was recorded of an agent. */
export function recordingsOf(protocol: "native" | "acp", agentId: string): string[] {
  return readdirSync(join(folder, protocol, agentId))
    .filter((name) => name.endsWith(".jsonl"))
    .map((name) => name.slice(0, -".jsonl".length));
}

/** The lines of one recording. */
export async function recordedLines(
  protocol: "native" | "acp",
  agentId: string,
  name: string,
): Promise<string[]> {
  const text = await readFile(join(folder, protocol, agentId, `${name}.jsonl`), "utf8");
  return text.split("\n").filter((line) => line !== "");
}

export async function readRecording(agentId: string, name: string): Promise<Recording> {
  const path = join(folder, "native", agentId, name);
  const { exitCode } = metaSchema.parse(JSON.parse(await readFile(`${path}.meta.json`, "utf8")));
  return {
    stdout: await readFile(`${path}.jsonl`),
    stderr: await readFile(`${path}.stderr.txt`).catch(() => Buffer.alloc(0)),
    exitCode,
    signal: null,
  };
}

/** Bytes that a program prints at once. */
export interface Piece {
  stream: "stdout" | "stderr";
  bytes: Buffer;
}

/** A turn of the agent whose program prints these pieces in this order and exits so. */
export async function replay(
  agent: NativeAgent,
  exit: ProcessExit,
  pieces: readonly Piece[],
): Promise<{ events: AgentEventBody[]; result: TurnResult }> {
  const streams = { stdout: silentStream(), stderr: silentStream() };
  let end: (exit: ProcessExit) => void = () => undefined;
  const child: SupervisedProcess = {
    pid: 0,
    stdin: new PassThrough().resume(),
    ...streams,
    exited: new Promise((resolve) => (end = resolve)),
    stop: () => Promise.resolve(),
    kill: () => Promise.resolve(),
  };
  const never = new AbortController().signal;
  const events: AgentEventBody[] = [];
  const turn = runNativeTurn(agent, {
    prompt: "do it",
    cwd: "/repo",
    env: {},
    options: noOptions,
    resume: null,
    signal: never,
    killSignal: never,
    alive: () => undefined,
    onGuidance: () => undefined,
    spawn: () => Promise.resolve(child),
    emit: (event) => void events.push(event),
    emitOutput({ stream, lines }) {
      events.push(...lines.map(({ text }) => ({ type: "output" as const, stream, text })));
    },
  });
  // From here on both are read as soon as something is there: the order of the pieces is the order of their reading.
  await new Promise((resolve) => setImmediate(resolve));
  for (const { stream, bytes } of pieces) streams[stream].push(bytes);
  for (const stream of Object.values(streams)) stream.push(null);
  end(exit);
  return { events, result: await turn };
}

/** A turn of the agent whose program prints a recording, its error output first. */
export async function replayRecording(agent: NativeAgent, name: string) {
  const recording = await readRecording(agent.id, name);
  return replay(agent, recording, [
    { stream: "stderr", bytes: recording.stderr },
    { stream: "stdout", bytes: recording.stdout },
  ]);
}

function silentStream(): Readable {
  return new Readable({ read: () => undefined });
}

/**
 * What does not depend on when the pieces came: the events of the standard output with what belongs together gathered as far as
 * possible. Where the lines of the error output fall between them is chance.
 */
export function gathered(events: readonly AgentEventBody[]): AgentEventBody[] {
  const whole: AgentEventBody[] = [];
  for (const event of events) {
    const last = whole.at(-1);
    if (event.type === "output" && event.stream === "stderr") continue;
    if (
      last?.type === "agent.message" &&
      event.type === "agent.message" &&
      last.messageId === event.messageId &&
      last.kind === event.kind
    ) {
      whole.splice(-1, 1, { ...last, text: last.text + event.text });
    } else if (
      last?.type === "agent.tool" &&
      event.type === "agent.tool" &&
      last.toolCallId === event.toolCallId
    ) {
      whole.splice(-1, 1, { ...last, ...event });
    } else {
      whole.push(event);
    }
  }
  return whole;
}
