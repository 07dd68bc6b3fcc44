import { PassThrough, Readable, Writable } from "node:stream";
import type { AnyMessage } from "@agentclientprotocol/sdk";
import type { SupervisedProcess } from "@signalbox/host/process";
import { expect, test } from "vitest";
import { createFrameStream } from "./frames.ts";

test("of an agent that asks without end and reads no answer only so much is kept", async () => {
  const frame = (id: number) =>
    `{"jsonrpc":"2.0","id":${id},"method":"session/request_permission","params":{}}\n`;
  const frames = Array.from({ length: 5_000 }, (_, index) => frame(index));
  const child: SupervisedProcess = {
    pid: 0,
    stdin: new Writable({ write: () => undefined }),
    stdout: Readable.from(frames.map((text) => Buffer.from(text))),
    stderr: new PassThrough(),
    exited: Promise.resolve({ exitCode: 0, signal: null }),
    stop: () => Promise.resolve(),
    kill: () => Promise.resolve(),
  };
  const { readable } = createFrameStream(child, {
    onUpdate: () => undefined,
    onNoise: () => undefined,
    onSign: () => undefined,
  });
  const kept: AnyMessage[] = [];
  for await (const message of readable) kept.push(message);
  expect(kept).toHaveLength(1_000);
});
