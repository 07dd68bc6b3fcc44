import { closeSync, constants, fstatSync, fsyncSync, openSync, writeSync } from "node:fs";
import type { EventBody } from "@signalbox/shared";
import { advance, emptyProjection, type RunProjection } from "../projection.ts";
import { encodeRecord } from "./bounds.ts";

/** So much may wait to be written before `append` writes it at once: bounds memory and slows a flooding agent down. */
const maxPendingLength = 262_144;

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
  /** Appends one event. It is on disk at the end of the event loop's turn, or at once after a checkpoint or an end. */
  append(event: EventBody): void;
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
  file: number,
  start: RunProjection,
  onFailure: (error: Error) => void,
): JournalWriter {
  const projection = { ...start };
  let lines: string[] = [];
  let pendingLength = 0;
  /** What is left of a write that stopped half-way. */
  let rest: Buffer = Buffer.alloc(0);
  let scheduled: NodeJS.Immediate | null = null;
  let failed = false;
  const clock = createClock();

  function flush(durable: boolean): void {
    if (scheduled !== null) clearImmediate(scheduled);
    scheduled = null;
    if (lines.length > 0) {
      rest = Buffer.concat([rest, Buffer.from(`${lines.join("\n")}\n`)]);
      lines = [];
      pendingLength = 0;
    }
    while (rest.length > 0) rest = rest.subarray(writeSync(file, rest));
    if (durable) fsyncSync(file);
  }

  function tryFlush(durable: boolean): void {
    try {
      flush(durable);
    } catch (error) {
      if (failed) return;
      failed = true;
      onFailure(error instanceof Error ? error : new Error(String(error)));
    }
  }

  return {
    append(event) {
      if (projection.reason !== null) throw new Error("the journal has ended");
      if (failed && event.type !== "run.ended") return;
      const seq = projection.lastSeq + 1;
      const at = clock();
      advance(projection, event, { seq, at });
      const line = encodeRecord(seq, at, event);
      lines.push(line);
      pendingLength += line.length;
      const durable = durableTypes.has(event.type);
      if (durable || pendingLength >= maxPendingLength) tryFlush(durable);
      else scheduled ??= setImmediate(() => tryFlush(false));
    },
    projection: () => ({ ...projection }),
    isDeleted: () => fstatSync(file).nlink === 0,
    close() {
      try {
        flush(true);
      } finally {
        closeSync(file);
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
