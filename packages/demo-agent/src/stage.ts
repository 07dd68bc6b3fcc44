import { relative } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { readFile, writeFile } from "node:fs/promises";
import type { PlanEntry, SessionUpdate } from "@agentclientprotocol/sdk";
import { runCommand } from "@signalbox/host/process";

/** The turn was cancelled: the work ends where it is. */
export class Interrupted extends Error {
  override readonly name = "Interrupted";
}

/** A message comes in pieces of this many words, each a fraction of a step's pause apart. */
const wordsPerPiece = 3;
const pieceFraction = 1 / 15;
/** A test run of the sample takes half a second; one that hangs is ended. */
const commandTimeoutMs = 60_000;
/** What of a command's output is shown. 8 KiB. */
const shownOutputBytes = 8_192;

export interface StageOptions {
  cwd: string;
  /** The pause between two steps. */
  paceMs: number;
  /** The environment of the programs that it runs. */
  env: Readonly<Record<string, string | undefined>>;
  signal: AbortSignal;
  send(update: SessionUpdate): Promise<void>;
}

/** What the demo agent can do, each thing done for real and shown through the protocol. Every step ends with `Interrupted` when the turn is cancelled. */
export interface Stage {
  readonly cwd: string;
  say(text: string): Promise<void>;
  think(text: string): Promise<void>;
  plan(entries: { content: string; status: PlanEntry["status"] }[]): Promise<void>;
  /** Resolves to the file's text; null when it cannot be read. */
  read(path: string): Promise<string | null>;
  write(path: string, text: string): Promise<void>;
  /** Runs Node with `args`. Resolves to whether it exited with 0, and the end of what it printed. */
  runNode(args: string[]): Promise<{ passed: boolean; output: string }>;
}

export function createStage(options: StageOptions): Stage {
  const { cwd, signal } = options;
  let counter = 0;
  const nextId = (prefix: string) => {
    counter += 1;
    return `${prefix}-${counter}`;
  };
  const pause = async (ms: number) => {
    try {
      await delay(ms, undefined, { signal });
    } catch {
      throw new Interrupted();
    }
  };
  const speak = async (
    sessionUpdate: "agent_message_chunk" | "agent_thought_chunk",
    text: string,
  ) => {
    const messageId = nextId("demo-message");
    for (const piece of piecesOf(text)) {
      await options.send({ sessionUpdate, messageId, content: { type: "text", text: piece } });
      await pause(options.paceMs * pieceFraction);
    }
  };
  const readText = (path: string) => readFile(path, "utf8").catch(() => null);
  return {
    cwd,
    say: (text) => speak("agent_message_chunk", text),
    think: (text) => speak("agent_thought_chunk", text),
    async plan(entries) {
      await options.send({
        sessionUpdate: "plan",
        entries: entries.map((entry) => ({ ...entry, priority: "medium" })),
      });
      await pause(options.paceMs);
    },
    async read(path) {
      const text = await readText(path);
      await options.send({
        sessionUpdate: "tool_call",
        toolCallId: nextId("demo-read"),
        title: `Read ${relative(cwd, path)}`,
        kind: "read",
        status: text === null ? "failed" : "completed",
        locations: [{ path }],
        content: [
          { type: "content", content: { type: "text", text: text ?? "There is no such file." } },
        ],
      });
      await pause(options.paceMs);
      return text;
    },
    async write(path, newText) {
      const toolCallId = nextId("demo-edit");
      const oldText = await readText(path);
      await options.send({
        sessionUpdate: "tool_call",
        toolCallId,
        title: `Edit ${relative(cwd, path)}`,
        kind: "edit",
        status: "in_progress",
        locations: [{ path }],
      });
      await pause(options.paceMs);
      await writeFile(path, newText);
      await options.send({
        sessionUpdate: "tool_call_update",
        toolCallId,
        status: "completed",
        content: [{ type: "diff", path, oldText, newText }],
      });
    },
    async runNode(args) {
      const toolCallId = nextId("demo-execute");
      const title = ["node", ...args].join(" ");
      await options.send({
        sessionUpdate: "tool_call",
        toolCallId,
        title,
        kind: "execute",
        status: "in_progress",
        rawInput: { command: title },
      });
      const result = await runCommand({
        command: [process.execPath, ...args],
        cwd,
        env: options.env,
        timeoutMs: commandTimeoutMs,
        maxBytes: shownOutputBytes,
        signal,
      });
      if (signal.aborted) {
        throw new Interrupted();
      }
      const output = `${result.stdout}${result.stderr}`.trim();
      const passed = result.exitCode === 0;
      await options.send({
        sessionUpdate: "tool_call_update",
        toolCallId,
        status: passed ? "completed" : "failed",
        content: [{ type: "content", content: { type: "text", text: output } }],
      });
      await pause(options.paceMs);
      return { passed, output };
    },
  };
}

/** Cuts a text into small pieces that give it again when put together. */
function piecesOf(text: string): string[] {
  const words = text.match(/\s*\S+\s*$|\s*\S+/g) ?? [];
  const pieces: string[] = [];
  for (let index = 0; index < words.length; index += wordsPerPiece) {
    pieces.push(words.slice(index, index + wordsPerPiece).join(""));
  }
  return pieces;
}
