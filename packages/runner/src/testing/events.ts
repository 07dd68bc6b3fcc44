import type { Event, EventBody } from "@signalbox/shared";

export const startedBody: Extract<EventBody, { type: "run.started" }> = {
  type: "run.started",
  runId: "run",
  sessionId: "session",
  orchestrator: "ralph",
  agent: "fixture",
  prompt: "Do it.",
  budget: { maxIterations: 25, maxDurationMs: null, maxCostUsd: null },
  checks: [],
  branch: "signalbox/test",
  baseCommit: "0".repeat(40),
};

export const outputBody = (text: string): EventBody => ({
  type: "output",
  iteration: 1,
  stream: "stdout",
  text,
});

export const noticeBody = (message: string): EventBody => ({
  type: "notice",
  level: "info",
  message,
});

/** Journal lines as the writer writes them, with seq from `first`. */
export function journalText(bodies: readonly EventBody[], first = 1): string {
  return bodies
    .map((body, index) =>
      JSON.stringify({ seq: first + index, at: new Date().toISOString(), ...body }),
    )
    .map((line) => `${line}\n`)
    .join("");
}

export const seqs = (events: readonly Event[]): number[] => events.map((event) => event.seq);

/** The numbers from `first` to `last`. */
export function range(first: number, last: number): number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
}
