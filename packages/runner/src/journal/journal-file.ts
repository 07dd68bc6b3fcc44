import { open, type FileHandle } from "node:fs/promises";
import { createLineIndex, type LineIndex } from "./line-index.ts";
import { parseRecord } from "./record.ts";

/** `run.ended` is shorter than this by its bounds: a longer last line need not be looked at. Bytes. */
const maxEndBytes = 524_288;

/** What is known of a journal's file, shared by all its readers. The file is open only while one of them reads. */
export class JournalFile {
  readonly index: LineIndex = createLineIndex();
  readonly #path: string;
  #growing: Promise<void> = Promise.resolve();
  /** Whether the whole lines up to `end` end with `run.ended`. */
  #ending = { generation: 0, end: 0, isEnded: false };

  constructor(path: string) {
    this.#path = path;
  }

  /** Opens the file, brings the index up to date and gives the file to `work`: null when there is none. */
  async look<Result>(work: (file: FileHandle | null) => Promise<Result>): Promise<Result> {
    const file = await openIfThere(this.#path);
    if (file === null) return work(null);
    try {
      await this.#grow(file);
      return await work(file);
    } finally {
      await file.close();
    }
  }

  /** One at a time: the index is everybody's. */
  #grow(file: FileHandle): Promise<void> {
    this.#growing = this.#growing.catch(() => {}).then(() => this.index.grow(file));
    return this.#growing;
  }

  /** Whether `run.ended` was the last record when that was last asked or noted. */
  get wasEnded(): boolean {
    return this.#ending.isEnded;
  }

  /** Notes whether the journal ends there with `run.ended`, so that nobody has to look. */
  noteEnding(isEnded: boolean): void {
    this.#ending = { generation: this.index.generation(), end: this.index.end(), isEnded };
  }

  /** Whether the last whole record is `run.ended`. */
  async isEnded(file: FileHandle): Promise<boolean> {
    const { index } = this;
    const known = this.#ending;
    if (known.generation === index.generation() && known.end === index.end()) {
      return known.isEnded;
    }
    const [generation, end] = [index.generation(), index.end()];
    const isEnded = await readsAsEnd(file, { ...index.lastLine(), seq: index.count() });
    this.#ending = { generation, end, isEnded };
    return isEnded;
  }
}

async function readsAsEnd(
  file: FileHandle,
  line: { start: number; end: number; seq: number },
): Promise<boolean> {
  const length = line.end - line.start;
  if (length <= 0 || length > maxEndBytes) return false;
  const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(length), 0, length, line.start);
  return parseRecord(buffer.toString("utf8", 0, bytesRead), line.seq).type === "run.ended";
}

async function openIfThere(path: string): Promise<FileHandle | null> {
  return open(path, "r").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
}
