import type { HunkSpans } from "./highlight-hunks.ts";
import { lineCountOf, type DiffHunk } from "./patch.ts";

export interface HighlightRequest {
  id: number;
  hunks: readonly DiffHunk[];
  language: string | null;
}
export interface HighlightReply {
  id: number;
  spans: HunkSpans;
}

/** Larger diffs, and ones with longer lines, stay plain: nobody reads them by their colours. */
const maxLines = 5_000;
const maxCharacters = 500_000;
const maxLineLength = 2_000;
/** A grammar that takes longer over one file has lost its way. */
const timeLimitMs = 10_000;

interface Job {
  request: HighlightRequest;
  resolve: (spans: HunkSpans | null) => void;
}

let worker: Worker | null = null;
let nextId = 1;
let current: Job | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;
const waiting: Job[] = [];

/** How the lines of these hunks are to be drawn, worked out beside the page; null when they stay plain. */
export function highlight(
  hunks: readonly DiffHunk[],
  language: string | null,
): Promise<HunkSpans | null> {
  if (!isWithinLimits(hunks)) return Promise.resolve(null);
  return new Promise((resolve) => {
    // The latest first: it is what has just come into view.
    waiting.unshift({ request: { id: nextId++, hunks, language }, resolve });
    work();
  });
}

function isWithinLimits(hunks: readonly DiffHunk[]): boolean {
  if (lineCountOf(hunks) > maxLines) return false;
  const lengths = hunks.flatMap(({ lines }) => lines.map(({ text }) => text.length));
  return (
    lengths.every((length) => length <= maxLineLength) &&
    lengths.reduce((sum, length) => sum + length, 0) <= maxCharacters
  );
}

function work(): void {
  if (current) return;
  const job = waiting.shift();
  if (!job) return;
  current = job;
  worker ??= startWorker();
  timer = setTimeout(giveUp, timeLimitMs);
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- that is for windows
  worker.postMessage(job.request);
}

function startWorker(): Worker {
  const started = new Worker(new URL("./highlight-worker.ts", import.meta.url), {
    type: "module",
  });
  started.addEventListener("message", ({ data }: MessageEvent<HighlightReply>) => {
    if (data.id === current?.request.id) finish(data.spans);
  });
  started.addEventListener("error", giveUp);
  return started;
}

/** The file stays plain; the next one gets a worker that is not stuck. */
function giveUp(): void {
  worker?.terminate();
  worker = null;
  finish(null);
}

function finish(spans: HunkSpans | null): void {
  clearTimeout(timer);
  const job = current;
  current = null;
  job?.resolve(spans);
  work();
}
