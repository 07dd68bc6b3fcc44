import { setTimeout as delay } from "node:timers/promises";
import { RequestError } from "@agentclientprotocol/sdk";
import { readLines, type SupervisedProcess } from "@signalbox/host/process";
import type { AgentTurn, TurnResult } from "../contract.ts";
import { maxLineBytes } from "../bounds.ts";
import { createRecorder } from "../recorder.ts";
import { conclude, obeySignals, startAgent } from "../supervise.ts";
import type { AgentUpdate } from "../updates.ts";
import { startOf, type AcpAgent, type Beside } from "./adapter.ts";
import { openConversation, type Conversation } from "./conversation.ts";
import { createAcpDecoder, type Decoder } from "./decode.ts";
import { ConversationError, decodeError } from "./failure.ts";
import { createFrameStream } from "./frames.ts";

/** How long an agent may take to answer a cancel: the known ones take 0.4 s. */
const cancelGraceMs = 2_000;
/** How long it may take to exit once its input has ended, and its last words to arrive once it has exited. */
const closeGraceMs = 2_000;

/** Runs one turn of an ACP agent: a fresh process, one session, one prompt. Resolves when no process of its group is alive. */
export async function runAcpTurn(agent: AcpAgent, turn: AgentTurn): Promise<TurnResult> {
  const help = { name: agent.name, loginHelp: agent.program?.login.help ?? [] };
  const beside = (await agent.beside?.()) ?? null;
  const { command, env } = startOf(agent, turn, beside);
  const started = await startAgent(turn, command, env, help);
  if ("failure" in started) return started.failure;
  const { child } = started;
  const recorder = createRecorder(turn);
  const decoder = createAcpDecoder({ hasUsage: beside === null });
  const record = (updates: readonly AgentUpdate[]) => {
    for (const update of updates) recorder.record(update);
  };
  const stderr = readLines(child.stderr, {
    maxLineBytes,
    onLines: (lines) => recorder.output({ stream: "stderr", lines }),
  });
  const conversation = openConversation(
    createFrameStream(child, {
      onSign: () => turn.alive(),
      onUpdate: (update) => record(decoder.update(update)),
      onNoise: (text) => record([{ type: "raw", text }]),
    }),
  );
  const over = converse(agent, turn, conversation, decoder, record, beside).catch(
    (error: unknown) => {
      record(decoder.answer(undefined));
      if (!(error instanceof RequestError || error instanceof ConversationError)) return false;
      record([
        { type: "problem", problem: decodeError(error) },
        { type: "end", good: false },
      ]);
      return true;
    },
  );
  // An answer that came before the exit may still be on its way through the stream.
  const exited = child.exited.then(() => delay(closeGraceMs, false, { ref: false }));
  const hasAnswered = Promise.race([over, exited]);
  const signals = obeySignals(turn, child, async () => {
    conversation.cancel();
    await Promise.race([hasAnswered, delay(cancelGraceMs, undefined, { ref: false })]);
    await closeAgent(child);
  });
  // What broke without a word of its own is judged by how its program ends.
  const saysNothing = await hasAnswered;
  await closeAgent(child);
  const exit = await child.exited;
  await stderr;
  await signals.settle();
  conversation.close();
  return conclude({ turn, recorder, exit, exitCounts: !saysNothing, agent: help });
}

/** Resolves to true when the prompt is answered. */
async function converse(
  agent: AcpAgent,
  turn: AgentTurn,
  conversation: Conversation,
  decoder: Decoder,
  record: (updates: readonly AgentUpdate[]) => void,
  beside: Beside | null,
): Promise<true> {
  const session = await conversation.begin(agent, turn);
  if (session.resumes || session.loads) record([{ type: "conversation", id: session.id }]);
  decoder.begin(turn.options.model ?? session.model);
  // Without its second source a turn is as good, only its usage is unknown.
  const watching = beside?.watch(
    { id: session.id, cwd: turn.cwd },
    { record, giveUp: () => conversation.cancel() },
  );
  const settle = await watching?.catch(() => null);
  try {
    record(decoder.answer(await conversation.prompt(turn.prompt)));
  } finally {
    await settle?.().catch(() => undefined);
  }
  return true;
}

/** Ends an agent's program: the end of its input, then the stop ladder. */
async function closeAgent(child: SupervisedProcess): Promise<void> {
  child.stdin.end();
  const isOut = await Promise.race([
    child.exited.then(() => true),
    delay(closeGraceMs, false, { ref: false }),
  ]);
  if (!isOut) await child.stop();
}
