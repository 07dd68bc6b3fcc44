import type { FileHandle } from "node:fs/promises";
import type { EventType, IterationOutline } from "@signalbox/shared";
import { withChunk } from "./buffers.ts";
import { Iterations, outlineTypes } from "./iterations.ts";
import { stride, type LineIndex } from "./line-index.ts";
import { readLines } from "./lines.ts";
import { parseRecord } from "./record.ts";
import { eventTypes, maskOf, numberOf, typeNumberOf } from "./record-head.ts";

const newline = 10;
const outlineMask = maskOf(outlineTypes);

/** A journal from afar. */
export interface Outline {
  iterations: IterationOutline[];
  counts: Partial<Record<EventType, number>>;
  /** 0 when it is empty. */
  lastSeq: number;
  ended: boolean;
}

/**
 * What types of events a growing journal has, and where: how many of each, which of them are in each block of `stride` lines (two bytes
 * a block, so that what is rare is found without reading the rest), and the outlines of the iterations. `grow` reads only what was added
 * since the last time, a chunk at a time, and decodes only what the outlines are made of.
 */
export class Skim {
  #counts = eventTypes.map(() => 0);
  #blocks: number[] = [];
  #iterations = new Iterations();
  #offset = 0;
  #lastSeq = 0;
  #lastNumber = -1;
  #generation = 0;
  #growing: Promise<void> = Promise.resolve();

  /** Brings it up to where the index stands; one at a time. */
  grow(file: FileHandle, index: LineIndex): Promise<void> {
    this.#growing = this.#growing.catch(() => {}).then(() => this.#grow(file, index));
    return this.#growing;
  }

  outline(): Outline {
    const counts: Outline["counts"] = {};
    for (const [number, count] of this.#counts.entries()) {
      const type = eventTypes[number];
      if (type !== undefined && count > 0) counts[type] = count;
    }
    const lastSeq = this.#lastSeq;
    const ended = this.#lastNumber === numberOf("run.ended");
    return { iterations: this.#iterations.upTo(lastSeq), counts, lastSeq, ended };
  }

  get lastSeq(): number {
    return this.#lastSeq;
  }

  /** A bit for each type that a block has; block 0 begins with seq 1, each has `stride` lines. */
  typesIn(block: number): number {
    return this.#blocks[block] ?? 0;
  }

  async #grow(file: FileHandle, index: LineIndex): Promise<void> {
    if (this.#generation !== index.generation()) this.#reset(index.generation());
    const end = index.end();
    await withChunk(async (chunk) => {
      while (this.#offset < end) {
        const length = Math.min(chunk.length, end - this.#offset);
        const { bytesRead } = await file.read(chunk, 0, length, this.#offset);
        const passed = this.#takeLines(chunk.subarray(0, bytesRead));
        if (passed > 0) this.#offset += passed;
        else if (!(await this.#takeLongLine(file, end))) return;
      }
    });
  }

  #reset(generation: number): void {
    this.#counts = eventTypes.map(() => 0);
    this.#blocks = [];
    this.#iterations = new Iterations();
    this.#offset = 0;
    this.#lastSeq = 0;
    this.#lastNumber = -1;
    this.#generation = generation;
  }

  /** Gives how many bytes of whole lines there were. */
  #takeLines(bytes: Buffer): number {
    let start = 0;
    for (let end = bytes.indexOf(newline); end !== -1; end = bytes.indexOf(newline, start)) {
      const number = typeNumberOf(bytes, start, end, this.#lastSeq + 1);
      const isDecoded = number === -1 || (outlineMask & (1 << number)) !== 0;
      if (isDecoded) this.#takeText(bytes.toString("utf8", start, end));
      else this.#note(number);
      start = end + 1;
    }
    return start;
  }

  /** A line that is longer than a chunk; gives false when the file became shorter. */
  async #takeLongLine(file: FileHandle, end: number): Promise<boolean> {
    const place = { seq: this.#lastSeq + 1, offset: this.#offset };
    const lines = await readLines(file, place, { end, maxLines: 1 });
    if (lines === null) return false;
    this.#takeText(lines.text);
    this.#offset = lines.next.offset;
    return true;
  }

  #takeText(line: string): void {
    const event = parseRecord(line, this.#lastSeq + 1);
    this.#note(numberOf(event.type));
    this.#iterations.take(event);
  }

  #note(number: number): void {
    const block = Math.floor(this.#lastSeq / stride);
    this.#lastSeq += 1;
    this.#lastNumber = number;
    this.#blocks[block] = (this.#blocks[block] ?? 0) | (1 << number);
    this.#counts[number] = (this.#counts[number] ?? 0) + 1;
  }
}
