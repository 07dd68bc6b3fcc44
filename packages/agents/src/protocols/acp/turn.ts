import { setTimeout as delay } from "node:timers/promises";
import { readLines, type OutputLine, type SupervisedProcess } from "@signalbox/host/process";
import type { AgentTurn, TurnResult } from "../../contract.ts";
import { maxLineBytes } from "../../limits.ts";
import { isCancelled, obeySignals, startAgent } from "../../supervise.ts";
import type { AcpAgent } from "./adapter.ts";
import { openConversation, type Conversation } from "./conversation.ts";
import { createDecoder, type Decoder } from "./decode.ts";
import { createFrameStream } from "./frames.ts";
import { isOwnWord, judge, type PromptEnd } from "./judge.ts";
import { promptUsageSchema } from "./updates.ts";

/** How long an agent may take to answer a cancel: the known ones take 0.4 s. */
const cancelGraceMs = 2_000;
/** How long it may take to exit once its input has ended. */
const closeGraceMs = 2_000;

/** Runs one turn of an ACP agent: a fresh process, a fresh session, one prompt. Resolves when no process of its group is alive. */
export async function runAcpTurn(agent: AcpAgent, turn: AgentTurn): Promise<TurnResult> {
  const env = { ...turn.env, ...agent.env };
  const started = await startAgent(turn, agent.command(env), env);
  if ("failure" in started) {
    return started.failure;
  }
  const { child } = started;
  const decoder = createDecoder((event) => turn.emit(event), turn.cwd);
  const stderr = readLines(child.stderr, {
    maxLineBytes,
    onLines(lines) {
      for (const line of lines) emitLine(decoder, "stderr", line);
    },
  });
  const conversation = openConversation(
    createFrameStream(child, {
      onUpdate: (update) => decoder.update(update),
      onNoise: (line) => emitLine(decoder, "stdout", line),
    }),
  );
  const ended = promptToEnd(conversation, child, turn);
  const signals = obeySignals(turn, child, async () => {
    await conversation.cancel();
    await Promise.race([ended, delay(cancelGraceMs, undefined, { ref: false })]);
    await closeAgent(child);
  });
  const end = await ended;
  await closeAgent(child);
  const exit = await child.exited;
  await stderr;
  await signals.settle();
  conversation.close();
  emitUsage(decoder, end);
  decoder.flush();
  const verdict = isCancelled(turn)
    ? ({ outcome: "cancelled", problem: "The agent was stopped." } as const)
    : judge(end, decoder.didSomething());
  return { ...verdict, finalText: decoder.finalText(), exitCode: exit.exitCode };
}

async function promptToEnd(
  conversation: Conversation,
  child: SupervisedProcess,
  turn: AgentTurn,
): Promise<PromptEnd> {
  const exited = child.exited.then((exit): PromptEnd => ({ kind: "exit", exit }));
  const answered = conversation.prompt(turn.cwd, turn.prompt).then(
    (answer): PromptEnd => ({ kind: "answer", answer }),
    (error: unknown): PromptEnd => ({ kind: "error", error }),
  );
  const first = await Promise.race([answered, exited]);
  if (first.kind !== "error") {
    return first;
  }
  // A closed connection is often only the first sign of an exit, whose code says more.
  const exitSoon = delay(closeGraceMs, first, { ref: false });
  return isOwnWord(first.error) ? first : Promise.race([exited, exitSoon]);
}

/** Ends an agent's program: the end of its input, then the stop ladder. */
async function closeAgent(child: SupervisedProcess): Promise<void> {
  child.stdin.end();
  const isOut = await Promise.race([
    child.exited.then(() => true),
    delay(closeGraceMs, false, { ref: false }),
  ]);
  if (!isOut) {
    await child.stop();
  }
}

function emitUsage(decoder: Decoder, end: PromptEnd): void {
  const parsed = promptUsageSchema.safeParse(end.kind === "answer" ? end.answer : null);
  if (parsed.success) {
    const { inputTokens, outputTokens } = parsed.data.usage;
    decoder.emit({ type: "agent.usage", inputTokens, outputTokens, costUsd: null });
  }
}

function emitLine(decoder: Decoder, stream: "stdout" | "stderr", line: OutputLine): void {
  const text = line.text.slice(0, maxLineBytes);
  const truncated = line.truncated || text.length < line.text.length;
  decoder.emit({ type: "output", stream, text, ...(truncated ? { truncated } : {}) });
}
