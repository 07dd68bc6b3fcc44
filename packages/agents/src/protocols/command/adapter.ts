import { readLines, type ProcessExit } from "@signalbox/host/process";
import type { AgentDefinition } from "@signalbox/shared";
import type { AgentAdapter, AgentTurn, TurnResult } from "../../contract.ts";
import { describeExit } from "../../describe-exit.ts";
import { createFinalText } from "../../final-text.ts";
import { maxLineBytes } from "../../limits.ts";
import { isCancelled, obeySignals, startAgent } from "../../supervise.ts";
import { detectProgram } from "../detect-program.ts";

/**
 * The adapter for any program: started afresh in the worktree for each turn, the prompt on its standard input, each line
 * it prints an `output` event, exit 0 = the turn ended well.
 */
export function createCommandAdapter(definition: AgentDefinition): AgentAdapter {
  return {
    id: definition.id,
    name: definition.name,
    description: `Runs the command ${definition.command.join(" ")}`,
    detect: (host) => detectProgram(definition.command, { ...host.env, ...definition.env }),
    runTurn: (turn) => runCommandTurn(definition, turn),
  };
}

async function runCommandTurn(definition: AgentDefinition, turn: AgentTurn): Promise<TurnResult> {
  const started = await startAgent(turn, definition.command, { ...turn.env, ...definition.env });
  if ("failure" in started) {
    return started.failure;
  }
  const { child } = started;
  const signals = obeySignals(turn, child, () => child.stop());
  const finalText = createFinalText();
  child.stdin.end(turn.prompt);
  const [exit] = await Promise.all([
    child.exited,
    readLines(child.stdout, {
      maxLineBytes,
      onLines(lines) {
        finalText.append(`${lines.map(({ text }) => text).join("\n")}\n`);
        turn.emitOutput({ stream: "stdout", lines });
      },
    }),
    readLines(child.stderr, {
      maxLineBytes,
      onLines: (lines) => turn.emitOutput({ stream: "stderr", lines }),
    }),
  ]);
  await signals.settle();
  return {
    ...judge(exit, isCancelled(turn)),
    finalText: finalText.text(),
    exitCode: exit.exitCode,
  };
}

/** EX_TEMPFAIL of sysexits.h: "temporary failure; the user is invited to retry". */
const tryAgainLaterCode = 75;

function judge(
  exit: ProcessExit,
  cancelled: boolean,
): Pick<TurnResult, "outcome" | "problem" | "retry"> {
  if (cancelled) {
    return { outcome: "cancelled", problem: "The agent was stopped." };
  }
  if (exit.exitCode === tryAgainLaterCode) {
    const problem = `The agent asked to be tried again later (exit code ${tryAgainLaterCode}).`;
    return { outcome: "failed", problem, retry: { kind: "rate_limit", retryAfterMs: null } };
  }
  return exit.exitCode === 0
    ? { outcome: "succeeded", problem: null }
    : { outcome: "failed", problem: `The agent ${describeExit(exit)}.` };
}
