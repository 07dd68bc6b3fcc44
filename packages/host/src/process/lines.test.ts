import { Readable } from "node:stream";
import { expect, test } from "vitest";
import { readLines } from "./lines.ts";
import type { OutputLine } from "./types.ts";

async function linesOf(chunks: (string | Buffer)[], maxLineBytes = 100): Promise<OutputLine[]> {
  const lines: OutputLine[] = [];
  const source = Readable.from(chunks.map((chunk) => Buffer.from(chunk)));
  await readLines(source, {
    maxLineBytes,
    onLines: (read) => {
      lines.push(...read);
    },
  });
  return lines;
}

async function textsOf(chunks: (string | Buffer)[], maxLineBytes?: number): Promise<string[]> {
  return (await linesOf(chunks, maxLineBytes)).map((line) => line.text);
}

test("lines are split at \\n, and \\r before it is no part of them", async () => {
  expect(await textsOf(["one\r\ntwo\n\nthr", "ee\n"])).toEqual(["one", "two", "", "three"]);
});

test("a \\r inside a line stays, and one split from its \\n does not", async () => {
  expect(await textsOf(["50%\r100%\r", "\nend"])).toEqual(["50%\r100%", "end"]);
});

test("a last line without a line end is delivered", async () => {
  expect(await textsOf(["only"])).toEqual(["only"]);
});

test("nothing gives no line", async () => {
  expect(await textsOf([])).toEqual([]);
});

test("a character that falls on two chunks is whole", async () => {
  const bytes = Buffer.from("schön 🚦\n");
  const single = Array.from(bytes, (byte) => Buffer.from([byte]));
  expect(await textsOf(single)).toEqual(["schön 🚦"]);
});

test("bytes that are no UTF-8 are replaced and cost no other line", async () => {
  expect(await textsOf([Buffer.from([0x61, 0xff, 0xfe, 0x62, 0x0a]), "next\n"])).toEqual([
    "a\ufffd\ufffdb",
    "next",
  ]);
});

test("a longer line is cut at the limit and marked, and the next one is whole", async () => {
  expect(await linesOf(["x".repeat(50), "y".repeat(50), "z\nnext\n"], 60)).toEqual([
    { text: "x".repeat(50) + "y".repeat(10), truncated: true },
    { text: "next", truncated: false },
  ]);
});

test("a line of exactly the limit is not cut, with either line end", async () => {
  expect(await linesOf(["12345\n12345\r\n123456\n"], 5)).toEqual([
    { text: "12345", truncated: false },
    { text: "12345", truncated: false },
    { text: "12345", truncated: true },
  ]);
});

test("a cut never halves a character", async () => {
  expect(await textsOf(["ab🚦cd\n"], 4)).toEqual(["ab"]);
});

test("the reader's promise holds the stream back", async () => {
  const order: string[] = [];
  await readLines(Readable.from([Buffer.from("1\n"), Buffer.from("2\n")]), {
    maxLineBytes: 10,
    async onLines(lines) {
      const texts = lines.map(({ text }) => text).join(" ");
      order.push(`begin ${texts}`);
      await Promise.resolve();
      order.push(`end ${texts}`);
    },
  });
  expect(order).toEqual(["begin 1", "end 1", "begin 2", "end 2"]);
});

test("what the reader throws is not swallowed", async () => {
  const reading = readLines(Readable.from([Buffer.from("1\n")]), {
    maxLineBytes: 10,
    onLines() {
      throw new Error("disk full");
    },
  });
  await expect(reading).rejects.toThrow("disk full");
});

test("however the bytes fall into chunks, the lines are those of the bytes one by one", async () => {
  const pieces = ["plain", "", "\r", "ends\r", "schön", "🚦", "x".repeat(30), "\u0000\u001b[31m"];
  const broken = [Buffer.from([0xe2, 0x82]), Buffer.from([0xf0, 0x9f, 0x9a]), Buffer.from([0xc3])];
  const lines = [...pieces.map((piece) => Buffer.from(piece)), ...broken].flatMap((line) => [
    line,
    Buffer.from("\n"),
  ]);
  const bytes = Buffer.concat([...lines, ...lines.toReversed(), Buffer.from("last\r")]);
  const single = await linesOf(
    Array.from(bytes, (byte) => Buffer.from([byte])),
    20,
  );
  for (const size of [2, 3, 7, 19, 20, 21, 64, bytes.length]) {
    const chunks: Buffer[] = [];
    for (let at = 0; at < bytes.length; at += size) chunks.push(bytes.subarray(at, at + size));
    expect(await linesOf(chunks, 20)).toEqual(single);
  }
});

test("of a line whose beginning is enough no more is kept, however its bytes fall into chunks", async () => {
  const long = "é".repeat(20_000);
  const bytes = Buffer.from(`again ${long}\nnew ${long}\nagain\r\nagain ${long}`);
  for (const size of [7, 1_000, 16_384, 40_000, bytes.length]) {
    const lines: OutputLine[] = [];
    const chunks: Buffer[] = [];
    for (let at = 0; at < bytes.length; at += size) chunks.push(bytes.subarray(at, at + size));
    await readLines(Readable.from(chunks), {
      maxLineBytes: 100_000,
      isBeginningEnough: (beginning) => beginning.startsWith("again"),
      onLines: (read) => void lines.push(...read),
    });
    const cut = { text: `again ${"é".repeat(8_189)}`, truncated: true };
    expect(lines).toEqual([
      cut,
      { text: `new ${long}`, truncated: false },
      { text: "again", truncated: false },
      cut,
    ]);
  }
});

test("a stream that was over before it is read has no line", async () => {
  const source = Readable.from([Buffer.from("gone\n")]);
  source.destroy();
  const lines: OutputLine[] = [];
  await readLines(source, { maxLineBytes: 10, onLines: (read) => void lines.push(...read) });
  expect(lines).toEqual([]);
});
