import { RequestError } from "@agentclientprotocol/sdk";
import type { ProcessExit } from "@signalbox/host/process";
import { z } from "zod";
import type { TurnResult } from "../../contract.ts";
import { describeExit } from "../../describe-exit.ts";
import { AgentSilentError, ProtocolVersionError } from "./conversation.ts";
import { promptUsageSchema } from "./updates.ts";

type Verdict = Pick<TurnResult, "outcome" | "problem">;

/** How a prompt ended: answered, refused by an error, or cut off by the end of the program. */
export type PromptEnd =
  | { kind: "answer"; answer: unknown }
  | { kind: "error"; error: unknown }
  | { kind: "exit"; exit: ProcessExit };

/** JSON-RPC code of the protocol for an agent that wants a login first. */
const authRequiredCode = -32_000;

const answerSchema = z.object({ stopReason: z.string() });

/** What each stop reason but `end_turn` says about the turn. */
const problemOfStopReason: Record<string, Verdict> = {
  cancelled: { outcome: "cancelled", problem: "The agent says that its turn was cancelled." },
  refusal: { outcome: "failed", problem: "The agent refused to go on." },
  max_tokens: { outcome: "failed", problem: "The agent reached its model's token limit." },
  max_turn_requests: {
    outcome: "failed",
    problem: "The agent reached its limit of model requests in one turn.",
  },
};

/** Decides the truth of a turn. The protocol has no stop reason for an error, so `end_turn` alone is not success. */
export function judge(end: PromptEnd, didSomething: boolean): Verdict {
  switch (end.kind) {
    case "exit":
      return failed(`The agent ${describeExit(end.exit)} before it answered.`);
    case "error":
      return failed(describeError(end.error));
    case "answer":
      return judgeAnswer(end.answer, didSomething);
  }
}

function judgeAnswer(answer: unknown, didSomething: boolean): Verdict {
  const parsed = answerSchema.safeParse(answer);
  if (!parsed.success) {
    return failed("The agent's answer has no stop reason.");
  }
  const { stopReason } = parsed.data;
  if (stopReason !== "end_turn") {
    return (
      problemOfStopReason[stopReason] ??
      failed(`The agent stopped for a reason that is not known: ${stopReason}.`)
    );
  }
  if (!didSomething) {
    return failed("The agent ended its turn without saying or doing anything.");
  }
  const usage = promptUsageSchema.safeParse(answer);
  if (usage.success && usage.data.usage.inputTokens + usage.data.usage.outputTokens === 0) {
    return failed("The agent reports that its model was not used at all.");
  }
  return { outcome: "succeeded", problem: null };
}

/** Whether an error says itself what went wrong, and is not only the sign of a broken connection. */
export function isOwnWord(error: unknown): boolean {
  return (
    error instanceof RequestError ||
    error instanceof AgentSilentError ||
    error instanceof ProtocolVersionError
  );
}

function describeError(error: unknown): string {
  if (error instanceof RequestError) {
    return error.code === authRequiredCode
      ? `The agent wants you to log in first: ${error.message}`
      : `The agent answered with an error: ${error.message} (code ${error.code})`;
  }
  if (error instanceof AgentSilentError || error instanceof ProtocolVersionError) {
    return error.message;
  }
  return `The conversation with the agent broke off: ${error instanceof Error ? error.message : String(error)}`;
}

function failed(problem: string): Verdict {
  return { outcome: "failed", problem };
}
