import { closeSync, constants, fstatSync, openSync } from "node:fs";
import type { IterationOutput } from "@signalbox/orchestrators";
import type { EventBody } from "@signalbox/shared";
import { advance, emptyProjection, type RunProjection } from "../projection.ts";
import { createBatchedFile } from "./batched-file.ts";
import { encodeRecord } from "./bounds.ts";
import { outputEncoder } from "./encode-output.ts";

/** After these events the work they stand for must survive a power cut. */
const durableTypes: ReadonlySet<EventBody["type"]> = new Set([
  "checkpoint",
  "iteration.ended",
  "run.ended",
]);

/**
 * The append-only journal of one run. Writes are synchronous: this process has nothing better to do, order and
 * back-pressure come for free (while the disk is slow the agent's pipe fills and the agent waits), and what was
 * appended before a checkpoint is on disk before the loop goes on.
 */
export interface JournalWriter {
  /** Appends one event. It is in the file within a few milliseconds, or at once after a checkpoint or an end. */
  append(event: EventBody): void;
  /** Appends an `output` event for each line: the same records as by `append`, for a fraction of its cost. */
  appendOutput(batch: IterationOutput): void;
  /** What the journal says about the run so far. */
  projection(): RunProjection;
  /** Whether the file was deleted: what is appended is lost. */
  isDeleted(): boolean;
  /** Writes what is left and closes the file. */
  close(): void;
}

/**
 * Creates the journal of a new run. `onFailure` is called once, when writing fails (disk full): events are then dropped,
 * not numbered, until `run.ended`, for which writing is tried once more.
 * @throws Error EEXIST when the run already has one: a run is started once
 */
export function createJournal(path: string, onFailure: (error: Error) => void): JournalWriter {
  const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_APPEND;
  return journalOn(openSync(path, flags, 0o600), emptyProjection, onFailure);
}

/** Goes on with a journal whose writer is gone; its torn last line must have been cut off. @throws when it cannot be opened */
export function resumeJournal(path: string, projection: RunProjection): JournalWriter {
  const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_APPEND;
  return journalOn(openSync(path, flags, 0o600), projection, (error) => {
    throw error;
  });
}

function journalOn(
  descriptor: number,
  start: RunProjection,
  onFailure: (error: Error) => void,
): JournalWriter {
  const projection = { ...start };
  let failed = false;
  const file = createBatchedFile(descriptor, (error) => {
    if (failed) return;
    failed = true;
    onFailure(error);
  });
  const clock = createClock();

  function append(event: EventBody): void {
    if (projection.reason !== null) throw new Error("the journal has ended");
    if (failed && event.type !== "run.ended") return;
    const seq = projection.lastSeq + 1;
    const at = clock();
    advance(projection, event, { seq, at });
    file.add(`${encodeRecord(seq, at, event)}\n`);
    if (durableTypes.has(event.type)) file.flush({ durable: true });
  }

  return {
    append,
    appendOutput({ iteration, stream, lines }) {
      if (projection.reason !== null) throw new Error("the journal has ended");
      const encode = outputEncoder(iteration, stream, clock());
      for (const line of lines) {
        if (failed) return;
        const record = encode(projection.lastSeq + 1, line);
        if (record === null) {
          const { text, truncated } = line;
          append({ type: "output", iteration, stream, text, ...(truncated ? { truncated } : {}) });
        } else {
          projection.lastSeq += 1;
          file.add(record);
        }
      }
    },
    projection: () => ({ ...projection }),
    isDeleted: () => fstatSync(descriptor).nlink === 0,
    close() {
      try {
        file.close();
      } finally {
        closeSync(descriptor);
      }
    },
  };
}

/** The time now as text. Kept for a millisecond: a flood of output asks for it thousands of times in each. */
function createClock(): () => string {
  let atMs = 0;
  let text = "";
  return () => {
    const nowMs = Date.now();
    if (nowMs !== atMs) {
      atMs = nowMs;
      text = new Date(nowMs).toISOString();
    }
    return text;
  };
}
