import {
  createAdapter,
  createFinalText,
  detectCommand,
  isCancelled,
  judge,
  maxLineBytes,
  obeySignals,
  startAgent,
  type AgentAdapter,
  type AgentTurn,
  type TurnFacts,
  type TurnResult,
} from "@signalbox/agent-kit";
import { readLines } from "@signalbox/host/process";
import type { AgentDefinition } from "@signalbox/shared";

/** EX_TEMPFAIL of sysexits.h: "temporary failure; the user is invited to retry". */
const tryAgainLaterCode = 75;

/** A command says nothing but its exit code: that is its final event, and that it ran is what it did. */
const factsOfCommand: TurnFacts = {
  end: "good",
  problem: null,
  retrying: null,
  spoke: true,
  calledTool: false,
  usedTokens: null,
  lastWords: "",
};

/**
 * The adapter for any program: started afresh in the worktree for each turn, the prompt on its standard input, each line
 * it prints an `output` event, exit 0 = the turn ended well.
 */
export function createCommandAdapter(definition: AgentDefinition): AgentAdapter {
  const { id, name, command } = definition;
  return createAdapter({
    id,
    name,
    description: `Runs the command ${command.join(" ")}`,
    abilities: {
      resume: false,
      steer: false,
      model: false,
      efforts: [],
      drivings: [],
      cost: "unknown",
    },
    reservedArgs: [],
    detect: (host) => detectCommand(command, host),
    runTurn: (turn) => runCommandTurn(definition, turn),
  });
}

async function runCommandTurn(
  { name, command }: AgentDefinition,
  turn: AgentTurn,
): Promise<TurnResult> {
  const agent = { name, loginHelp: [] };
  const started = await startAgent(turn, [...command, ...turn.options.args], turn.env, agent);
  if ("failure" in started) return started.failure;
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
  const message = `The agent asked to be tried again later (exit code ${tryAgainLaterCode}).`;
  const problem =
    exit.exitCode === tryAgainLaterCode ? { message, category: "rate_limit" as const } : null;
  return {
    ...judge({ facts: { ...factsOfCommand, problem }, exit, cancelled: isCancelled(turn), agent }),
    finalText: finalText.text(),
    exitCode: exit.exitCode,
    conversation: null,
  };
}
