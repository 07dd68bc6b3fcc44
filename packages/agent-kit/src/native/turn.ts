import { readLines } from "@signalbox/host/process";
import type { AgentTurn, TurnResult } from "../contract.ts";
import { maxLineBytes } from "../bounds.ts";
import { createRecorder } from "../recorder.ts";
import { conclude, obeySignals, startAgent } from "../supervise.ts";
import type { AgentUpdate } from "../updates.ts";
import type { NativeAgent } from "./spec.ts";

/** The longest event that is read whole: a message of 200 kB comes escaped, and twice in some events. 4 MiB. */
const maxEventBytes = 4_194_304;
/** How long a program may take to exit after its final event; the known ones take 2 s. */
const exitGraceMs = 10_000;

/** Updates of an agent that goes on to work: an end before them was not the last one. */
const signsOfWork: ReadonlySet<AgentUpdate["type"]> = new Set([
  "conversation",
  "text",
  "tool",
  "retrying",
]);

/**
 * Runs one turn of a native agent: a fresh process, the prompt on its input, its lines decoded. A program that gave its final event
 * and stays is stopped, and its turn is judged without the exit code. Resolves when no process of its group is alive.
 */
export async function runNativeTurn(agent: NativeAgent, turn: AgentTurn): Promise<TurnResult> {
  const help = { name: agent.name, loginHelp: agent.program.login.help };
  const program = turn.options.program ?? agent.program.name;
  const env = { ...agent.env, ...turn.env };
  const started = await startAgent(turn, [program, ...agent.args(turn)], env, help);
  if ("failure" in started) return started.failure;
  const { child } = started;
  const signals = obeySignals(turn, child, () => child.stop());
  const recorder = createRecorder(turn);
  const decode = agent.createDecoder();
  let overdue: NodeJS.Timeout | undefined;
  const stops: Promise<void>[] = [];
  const record = (update: AgentUpdate) => {
    recorder.record(update);
    if (update.type === "end") {
      // Nothing more comes from us. What a person said before is in the input, and a second turn of the agent.
      child.stdin.end();
      clearTimeout(overdue);
      overdue = setTimeout(() => stops.push(child.stop()), exitGraceMs);
    } else if (signsOfWork.has(update.type)) {
      clearTimeout(overdue);
    }
  };
  const { encodeMessage } = agent;
  if (encodeMessage === undefined) {
    child.stdin.end(turn.prompt);
  } else {
    child.stdin.write(encodeMessage(turn.prompt));
    turn.onGuidance((text) => {
      if (!child.stdin.writable) return false;
      child.stdin.write(encodeMessage(text));
      return true;
    });
  }
  const [exit] = await Promise.all([
    child.exited,
    readLines(child.stdout, {
      maxLineBytes: maxEventBytes,
      isBeginningEnough: agent.isBeginningEnough,
      onLines(lines) {
        turn.alive();
        // A line that was cut is no JSON any more: its decoder takes what it can from its beginning, or keeps it raw.
        for (const { text } of lines) for (const update of decode(text)) record(update);
      },
    }),
    readLines(child.stderr, {
      maxLineBytes,
      onLines(lines) {
        recorder.output({ stream: "stderr", lines });
        for (const { text } of lines) agent.decodeError?.(text).forEach(record);
      },
    }),
  ]);
  clearTimeout(overdue);
  await Promise.all(stops);
  await signals.settle();
  return conclude({ turn, recorder, exit, exitCounts: stops.length === 0, agent: help });
}
