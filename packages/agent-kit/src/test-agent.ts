import { randomUUID } from "node:crypto";
import type { AgentAdapter, AgentTurn, OutputBatch } from "./contract.ts";
import { helpFor } from "./problems.ts";
import { killMarked, spawnProcess } from "@signalbox/host/process";
import type { AgentEventBody, AgentTestReport } from "@signalbox/shared";

/** Needs no tool and hardly a token, and shows that the program, its login and its model work. */
const tinyTask = "This is a test of the connection. Use no tools. Answer with the one word: ready";
/** What a page shows of the answer and of the output. */
const maxAnswerLength = 2_000;
const maxOutputLines = 40;
const maxLineLength = 500;
/** Processes of a test are told from others by this variable, as those of a run are. */
const markerName = "SIGNALBOX_RUN_ID";

/**
 * Starts an agent for real with a tiny task, in `cwd` (an empty folder of the caller's), for at most `timeoutMs` and until `signal`
 * says so. Resolves to what happened when no process of it is left.
 */
export async function testAgent(
  agent: AgentAdapter,
  given: Pick<AgentTurn, "cwd" | "env" | "options" | "signal"> & { timeoutMs: number },
): Promise<AgentTestReport> {
  const marker = { name: markerName, value: `test-${randomUUID()}` };
  const printed: string[] = [];
  const print = (...lines: string[]) => {
    printed.push(...lines.map((line) => line.slice(0, maxLineLength)));
    printed.splice(0, printed.length - maxOutputLines);
  };
  /** What it is trying again for; its time may be up before it gives up. */
  let lastNotice: Extract<AgentEventBody, { type: "notice" }> | undefined;
  const timeout = AbortSignal.timeout(given.timeoutMs);
  const run = async () => {
    try {
      return await agent.runTurn({
        prompt: tinyTask,
        cwd: given.cwd,
        env: { ...given.env, [marker.name]: marker.value },
        options: given.options,
        resume: null,
        signal: AbortSignal.any([given.signal, timeout]),
        killSignal: new AbortController().signal,
        spawn: spawnProcess,
        emit(event) {
          print(...linesOf(event));
          if (event.type === "notice") lastNotice = event;
        },
        emitOutput: ({ lines }: OutputBatch) =>
          print(...lines.slice(-maxOutputLines).map(({ text }) => text)),
        alive: () => undefined,
        onGuidance: () => undefined,
      });
    } finally {
      await killMarked(marker);
    }
  };
  const begin = performance.now();
  const result = await run();
  const report = {
    ok: result.outcome === "succeeded",
    durationMs: Math.round(performance.now() - begin),
    exitCode: result.exitCode,
    answer: result.finalText.trim().slice(0, maxAnswerLength),
    output: printed.join("\n"),
  };
  if (result.problem === null) return { ...report, problem: null };
  if (result.outcome === "cancelled" && timeout.aborted && !given.signal.aborted) {
    const category = lastNotice?.category ?? "no_output";
    const words = [`It did not end within ${given.timeoutMs / 1000} s.`, lastNotice?.message ?? []];
    const help = helpFor(category, { name: agent.name, loginHelp: [] });
    return { ...report, problem: { category, message: words.flat().join(" "), help } };
  }
  const { category, message, help } = result.problem;
  return { ...report, problem: { category, message, help: [...help] } };
}

/** What of an event a person wants to see when a test fails. */
function linesOf(event: AgentEventBody): string[] {
  if (event.type === "output") return [event.text];
  return event.type === "notice" ? [event.message] : [];
}
