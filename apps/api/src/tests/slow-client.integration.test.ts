import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { afterEach, beforeEach, expect, test } from "vitest";
import { WebSocket } from "ws";
import { createTestApi, testAgent, type TestApi } from "../testing/create-test-api.ts";
import { follow } from "../testing/follow.ts";
import { makeRepository } from "../testing/repositories.ts";

/** What a socket that nobody reads may cost: the bound of its outflow, one batch, and what Node adds. Bytes. */
const maxUnsentBytes = 1_048_576;

let api: TestApi;
let repositoryId: string;
/** The server's ends of all connections. */
let connections: Socket[];

const remember = (message: unknown) => {
  if (typeof message !== "object" || message === null || !("socket" in message)) return;
  if (message.socket instanceof Socket) connections.push(message.socket);
};

beforeEach(async () => {
  connections = [];
  subscribe("net.server.socket", remember);
  api = await createTestApi();
  const repository = await makeRepository(api.scratch);
  ({ id: repositoryId } = await api.client.repositories.add.mutate({ path: repository }));
  await api.client.settings.update.mutate({ agents: [testAgent("flood")] });
});

afterEach(async () => {
  unsubscribe("net.server.socket", remember);
  await api.close();
});

/** A bare WebSocket that subscribes to a run; `stream` is what it reads from. */
async function subscribeBare(runId: string) {
  const socket = new WebSocket(`${api.app.url.replace("http", "ws")}/trpc`, {
    headers: { authorization: `Bearer ${api.app.token}` },
  });
  const upgraded = new Promise<Duplex>((resolve) => {
    socket.once("upgrade", (response) => resolve(response.socket));
  });
  await new Promise((resolve) => socket.once("open", resolve));
  const stream = await upgraded;
  const params = { path: "runs.onEvents", input: { runId } };
  socket.send(JSON.stringify({ id: 1, method: "subscription", params }));
  return { socket, stream };
}

test("a client that stops reading costs bounded memory, slows nobody, and gets everything once it reads on", async () => {
  const session = await api.client.sessions.create.mutate({ repositoryId, agent: "flood" });
  const budget = { maxIterations: 1 };
  const run = await api.client.runs.start.mutate({ sessionId: session.id, prompt: "x", budget });
  const { socket, stream } = await subscribeBare(run.id);
  const seqs: number[] = [];
  const ended = new Promise<void>((resolve) => {
    socket.on("message", (message: Buffer) => {
      const { result } = JSON.parse(message.toString());
      if (result.type === "stopped") resolve();
      for (const { seq } of result.data?.data ?? []) seqs.push(seq);
    });
  });
  await new Promise((resolve) => socket.once("message", resolve));
  stream.pause();

  let mostUnsent = 0;
  const events = await follow(api, run.id, {
    isEnough() {
      for (const { writableLength } of connections) {
        mostUnsent = Math.max(mostUnsent, writableLength);
      }
      return false;
    },
  });
  expect(events.length).toBeGreaterThan(100_000);
  expect(seqs.length).toBeLessThan(events.length / 2);
  expect(mostUnsent).toBeGreaterThan(0);
  expect(mostUnsent).toBeLessThan(maxUnsentBytes);

  stream.resume();
  await ended;
  expect(seqs).toEqual(events.map((event) => event.seq));
  socket.close();
});
