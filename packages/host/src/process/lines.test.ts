import { Readable } from "node:stream";
import { expect, test } from "vitest";
import { readLines } from "./lines.ts";
import type { OutputLine } from "./types.ts";

async function linesOf(chunks: (string | Buffer)[], maxLineBytes = 100): Promise<OutputLine[]> {
  const lines: OutputLine[] = [];
  const source = Readable.from(chunks.map((chunk) => Buffer.from(chunk)));
  await readLines(source, {
    maxLineBytes,
    onLine: (line) => {
      lines.push(line);
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
  await readLines(Readable.from([Buffer.from("1\n2\n")]), {
    maxLineBytes: 10,
    async onLine({ text }) {
      order.push(`begin ${text}`);
      await Promise.resolve();
      order.push(`end ${text}`);
    },
  });
  expect(order).toEqual(["begin 1", "end 1", "begin 2", "end 2"]);
});

test("what the reader throws is not swallowed", async () => {
  const reading = readLines(Readable.from([Buffer.from("1\n")]), {
    maxLineBytes: 10,
    onLine() {
      throw new Error("disk full");
    },
  });
  await expect(reading).rejects.toThrow("disk full");
});
