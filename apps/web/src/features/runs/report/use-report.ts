import type { RouterOutputs } from "@signalbox/api/router";
import type { Event, EventOf } from "@signalbox/shared";
import { trpc } from "../../../lib/trpc.ts";

type Run = RouterOutputs["runs"]["get"];

/** The end of the journal, to be read backwards from. */
const end = Number.MAX_SAFE_INTEGER;
/** So many checks, from the last one backwards, are told of. */
const maxChecks = 500;
/** A message comes in pieces; a longer one is told by its end. */
const maxPieces = 2_000;

/** What a report tells of a run beyond its own fields; each part null until it is read, and where it cannot be. */
export function useReport(sessionId: string, run: Run | null) {
  const runId = run?.id ?? "";
  const enabled = run !== null;
  const outline = trpc.runs.outline.useQuery({ id: runId }, { enabled });
  const checks = trpc.runs.filter.useQuery(
    { runId, types: ["check"], before: end, limit: maxChecks },
    { enabled },
  );
  const pieces = trpc.runs.filter.useQuery(
    { runId, types: ["agent.message"], before: end, limit: maxPieces },
    { enabled },
  );
  const endings = trpc.runs.filter.useQuery(
    { runId, types: ["run.ended"], before: end, limit: 1 },
    { enabled },
  );
  const commits = outline.data?.iterations
    .map(({ commit }) => commit)
    .filter((one) => one !== null);
  const lastCommit = commits?.at(-1);
  const diff = trpc.git.diff.useQuery(
    { sessionId, ...(lastCommit !== undefined && { to: lastCommit }) },
    { enabled: outline.isSuccess },
  );
  return {
    outline: outline.data ?? null,
    checks: checks.data ? checks.data.events.filter((event) => event.type === "check") : null,
    finalMessage: pieces.data ? finalMessage(pieces.data.events) : null,
    ending: endings.data?.events.find((event) => event.type === "run.ended") ?? null,
    files: diff.data?.files ?? null,
    isReady: [outline, checks, pieces, endings].every(({ isFetched }) => isFetched),
  };
}

/** The last thing that the agent said, its pieces put together; empty when it said nothing. */
function finalMessage(events: readonly Event[]): string {
  const pieces = events.filter(
    (event): event is EventOf<"agent.message"> =>
      event.type === "agent.message" && event.kind === "message",
  );
  const last = pieces.at(-1);
  if (!last) return "";
  return pieces
    .filter(
      ({ iteration, messageId }) => iteration === last.iteration && messageId === last.messageId,
    )
    .map(({ text }) => text)
    .join("")
    .trim();
}
