import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import type { AgentUpdate } from "@signalbox/agent-kit";
import { expect, onTestFinished, test } from "vitest";
import { besideOpencode } from "./opencode-server.ts";

const session = (id: string, input: number, parentID?: string) => ({
  id,
  parentID,
  cost: input / 1_000,
  tokens: { input, output: 1, reasoning: 0, cache: { read: 0, write: 0 } },
  model: { id: "m", providerID: "p" },
});

/** Watches a server that answers like this in the place of opencode's. */
async function watching(answer: RequestListener) {
  const beside = await besideOpencode();
  const server = createServer(answer).listen(Number(beside.args.at(-1)), "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const updates: AgentUpdate[] = [];
  let gaveUp = false;
  const settled = beside.watch(
    { id: "s/1", cwd: "/repo" },
    { record: (more) => void updates.push(...more), giveUp: () => void (gaveUp = true) },
  );
  return { settled, updates, gaveUp: () => gaveUp };
}

test("what the session and its subagents used since the turn's beginning is told once", async () => {
  let input = 100;
  const event = (type: string, properties: object) =>
    `data: ${JSON.stringify({ id: "e", type, properties })}\n\n`;
  const { settled, updates, gaveUp } = await watching(({ url = "" }, response) => {
    if (url.startsWith("/session/s%2F1?")) {
      response.end(JSON.stringify(session("s/1", input)));
      input = 140;
      return;
    }
    response.write(event("session.updated", { info: session("child", 7, "s/1") }));
    response.write(event("session.updated", { info: session("stranger", 9) }));
    const status = { attempt: 3, message: "overloaded", next: Date.now() + 5_000 };
    response.write(event("session.status", { sessionID: "s/1", status }));
  });
  const settle = await settled;
  await expect.poll(gaveUp).toBe(true);
  await settle();
  const inputs = updates.flatMap((one) => (one.type === "usage" ? [one.figures.inputTokens] : []));
  expect(inputs).toEqual([7, 40]);
  expect(updates).toContainEqual(
    expect.objectContaining({
      type: "problem",
      problem: expect.objectContaining({ message: "overloaded" }),
    }),
  );
});

test(
  "a server that does not answer holds a turn up for some seconds, not for good",
  { timeout: 20_000 },
  async () => {
    const { settled } = await watching(({ url = "" }, response) => {
      if (url.startsWith("/session/")) response.end(JSON.stringify(session("s/1", 1)));
    });
    await expect(settled).rejects.toThrow("abort");
  },
);
