import type { TurnResult } from "@signalbox/agents";
import type { Conversation, EventBody } from "@signalbox/shared";
import type { RunContext } from "../contract.ts";
import type { GuidanceDesk } from "./guidance.ts";

export interface TurnInput {
  iteration: number;
  prompt: string;
  resume: Conversation | null;
  signal: AbortSignal;
  desk: GuidanceDesk;
  onCost(costUsd: number | null): void;
}

/** What a turn came to, and whether the agent said or did anything in it. */
export interface TurnReport extends TurnResult {
  acted: boolean;
}

/** What an agent says and does itself; its program can print and count without it. */
const acts: ReadonlySet<EventBody["type"]> = new Set(["agent.message", "agent.tool", "agent.plan"]);

/**
 * One turn of the agent; its events get the iteration's number. Never rejects: a defect of an adapter counts as a failed turn,
 * so that the work of the turn is still kept. What comes after the turn's end is not recorded.
 */
export async function runAgentTurn(context: RunContext, input: TurnInput): Promise<TurnReport> {
  const { iteration, prompt, resume, signal, desk } = input;
  let ended = false;
  let acted = false;
  try {
    const result = await context.agent.runTurn({
      prompt,
      cwd: context.worktreePath,
      env: { ...context.agentEnv, SIGNALBOX_ITERATION: String(iteration) },
      options: context.turnOptions,
      resume,
      signal,
      killSignal: context.killSignal,
      spawn: context.spawn,
      emit(event) {
        if (ended) return;
        acted ||= acts.has(event.type);
        if (event.type === "agent.usage") input.onCost(event.costUsd);
        context.emit({ ...event, iteration } satisfies EventBody);
      },
      emitOutput({ stream, lines }) {
        if (!ended) context.emitOutput({ iteration, stream, lines });
      },
      alive() {},
      onGuidance: (deliver) => desk.onTurn(deliver),
    });
    return { ...result, acted };
  } catch (error) {
    const message = `The agent could not be driven: ${error instanceof Error ? error.message : String(error)}`;
    const problem = { category: "crash" as const, message, help: [], retryAfterMs: null };
    return {
      outcome: "failed",
      finalText: "",
      exitCode: null,
      problem,
      conversation: null,
      acted,
    };
  } finally {
    ended = true;
  }
}
