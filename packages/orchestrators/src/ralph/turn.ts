import type { TurnResult } from "@signalbox/agents";
import type { EventBody } from "@signalbox/shared";
import type { RunContext } from "../contract.ts";

export interface TurnInput {
  iteration: number;
  prompt: string;
  env: RunContext["env"];
  signal: AbortSignal;
  onCost(costUsd: number | null): void;
}

/**
 * One turn of the agent with a fresh context; its events get the iteration's number. Never rejects: a defect of an adapter
 * counts as a failed turn, so that the work of the turn is still kept. What comes after the turn's end is not recorded.
 */
export async function runAgentTurn(context: RunContext, input: TurnInput): Promise<TurnResult> {
  let ended = false;
  try {
    return await context.agent.runTurn({
      prompt: input.prompt,
      cwd: context.worktreePath,
      env: input.env,
      signal: input.signal,
      killSignal: context.killSignal,
      spawn: context.spawn,
      emit(event) {
        if (ended) return;
        if (event.type === "agent.usage") input.onCost(event.costUsd);
        context.emit({ ...event, iteration: input.iteration } satisfies EventBody);
      },
      emitOutput({ stream, lines }) {
        if (!ended) context.emitOutput({ iteration: input.iteration, stream, lines });
      },
    });
  } catch (error) {
    const problem = `The agent could not be driven: ${error instanceof Error ? error.message : String(error)}`;
    return { outcome: "failed", finalText: "", exitCode: null, problem };
  } finally {
    ended = true;
  }
}
