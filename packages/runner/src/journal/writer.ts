import { closeSync, constants, fstatSync, openSync } from "node:fs";
import type { IterationOutput } from "@signalbox/orchestrators";
import type { EventBody } from "@signalbox/shared";
import { advance, emptyProjection, type RunProjection } from "../projection.ts";
import { noRedactor, type Redactor } from "../redact/redactor.ts";
import { createMessageHold } from "../redact/message-hold.ts";
import { createBatchedFile } from "./batched-file.ts";
import { encodeRecord } from "./bounds.ts";
import { createClock } from "./clock.ts";
import { outputEncoder } from "./encode-output.ts";
import { createLastWords, describeWriteFailure } from "./last-words.ts";
import { createReserve } from "./reserve.ts";
import { createSizeLimit, isBoundless } from "./size-limit.ts";

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
  /** Writes what is left, closes the file and gives the reserve back. */
  close(): void;
}

export interface JournalOptions {
  /** Beyond this size what the agent prints, says and does is left out by whole batches, and that is said. Bytes; 2 GiB when not given. */
  maxBytes?: number;
  /** A file that is put here until the run's end, so that a full disk has room for it; none when not given. */
  reservePath?: string;
  /** What is recorded goes through it; everything is recorded as it is when not given. */
  redactor?: Redactor;
}

/**
 * Creates the journal of a new run. `onFailure` is called once, with words for a person, when writing fails (disk full): from
 * then on only how the run goes on is kept, in memory, and written with `run.ended`, for which the reserve is given up.
 * @throws Error EEXIST when the run already has one: a run is started once
 */
export function createJournal(
  path: string,
  onFailure: (error: Error) => void,
  options: JournalOptions = {},
): JournalWriter {
  const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_APPEND;
  return journalOn(openSync(path, flags, 0o600), emptyProjection, onFailure, options);
}

/** Goes on with a journal whose writer is gone; its torn last line must have been cut off. @throws when it cannot be opened */
export function resumeJournal(path: string, projection: RunProjection): JournalWriter {
  const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_APPEND;
  const fail = (error: Error) => {
    throw error;
  };
  return journalOn(openSync(path, flags, 0o600), projection, fail, {});
}

function journalOn(
  descriptor: number,
  start: RunProjection,
  onFailure: (error: Error) => void,
  { maxBytes, reservePath, redactor = noRedactor }: JournalOptions,
): JournalWriter {
  const projection = { ...start };
  const clock = createClock();
  const reserve = reservePath === undefined ? null : createReserve(reservePath);
  const lastWords = createLastWords();
  const limit = createSizeLimit(maxBytes, keep);
  const hold = createMessageHold(redactor);
  let failed = false;
  const file = createBatchedFile(descriptor, redactor.lines, (error, lostLines) => {
    projection.lastSeq -= lostLines;
    lastWords.lose(lostLines);
    if (failed) return;
    failed = true;
    onFailure(describeWriteFailure(error));
  });

  function record(event: EventBody): void {
    const seq = projection.lastSeq + 1;
    const at = clock();
    advance(projection, event, { seq, at });
    file.add(`${encodeRecord(seq, at, event, redactor.event)}\n`);
    if (durableTypes.has(event.type)) file.flush({ durable: true });
  }

  function keep(event: EventBody): void {
    if (failed) lastWords.hold(event);
    else record(event);
  }

  function end(event: EventBody): void {
    limit.say(undefined);
    if (!failed) {
      record(event);
      if (!failed) return;
      lastWords.lose(-1);
    }
    reserve?.free();
    for (const last of [...lastWords.events(), event]) record(last);
  }

  function refuseAfterEnd(): void {
    if (projection.reason !== null) throw new Error("the journal has ended");
  }

  function take(event: EventBody): void {
    if (event.type === "run.ended") return end(event);
    if (event.type === "iteration.ended") limit.say(event.iteration);
    if (isBoundless(event) && limit.isReached(file.size())) limit.leaveOut(event.iteration, 1);
    else keep(event);
  }

  return {
    append(event) {
      refuseAfterEnd();
      for (const ready of hold.take(event)) take(ready);
    },
    appendOutput({ iteration, stream, lines }) {
      refuseAfterEnd();
      for (const ready of hold.rest()) take(ready);
      if (failed) return lastWords.lose(lines.length);
      if (limit.isReached(file.size())) return limit.leaveOut(iteration, lines.length);
      const encode = outputEncoder(iteration, stream, clock());
      for (const line of lines) {
        const quick = failed ? null : encode(projection.lastSeq + 1, line);
        if (quick === null) {
          const { text, truncated } = line;
          keep({ type: "output", iteration, stream, text, ...(truncated ? { truncated } : {}) });
        } else {
          projection.lastSeq += 1;
          file.add(quick);
        }
      }
    },
    projection: () => ({ ...projection }),
    isDeleted: () => fstatSync(descriptor).nlink === 0,
    close() {
      try {
        file.flush({ durable: true });
      } finally {
        closeSync(descriptor);
        reserve?.free();
      }
    },
  };
}
