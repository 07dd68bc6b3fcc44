import { Readable, Writable } from "node:stream";
import { agent, methods, ndJsonStream, PROTOCOL_VERSION } from "@agentclientprotocol/sdk";
import { createStage, Interrupted } from "./stage.ts";
import { workAnywhere } from "./work-anywhere.ts";
import { isSumsSample, workOnSums } from "./work-on-sums.ts";

/** The pause between two steps, so that a person can follow: a run on the sample takes about 20 s. */
const calmPaceMs = 600;

/** Another pause, in milliseconds: tests do not want to watch it. */
const givenPaceMs = process.env.SIGNALBOX_DEMO_PACE_MS ?? "";
const paceMs = /^\d+$/.test(givenPaceMs) ? Number(givenPaceMs) : calmPaceMs;

/** The worktree of each session, and what interrupts its turn. One process has one session in practice. */
const sessions = new Map<string, { cwd: string; interrupt: AbortController }>();

const connection = agent({ name: "Signalbox demo agent" })
  .onRequest(methods.agent.initialize, () => ({
    protocolVersion: PROTOCOL_VERSION,
    agentInfo: {
      name: "signalbox-demo",
      title: "Demo agent (scripted, no model)",
      version: "0.1.0",
    },
    agentCapabilities: {},
  }))
  .onRequest(methods.agent.session.new, ({ params }) => {
    const sessionId = `demo-${sessions.size + 1}`;
    sessions.set(sessionId, { cwd: params.cwd, interrupt: new AbortController() });
    return { sessionId };
  })
  .onNotification(methods.agent.session.cancel, ({ params }) => {
    sessions.get(params.sessionId)?.interrupt.abort();
  })
  .onRequest(methods.agent.session.prompt, async ({ params, client }) => {
    const session = sessions.get(params.sessionId);
    if (session === undefined) {
      throw new Error(`there is no session ${params.sessionId}`);
    }
    const stage = createStage({
      cwd: session.cwd,
      paceMs,
      // Started below a test of Node's own runner, the tests of the sample would report to that one.
      env: { ...process.env, NODE_TEST_CONTEXT: undefined },
      signal: session.interrupt.signal,
      send: (update) =>
        client.notify(methods.client.session.update, { sessionId: params.sessionId, update }),
    });
    const prompt = params.prompt
      .map((block) => (block.type === "text" ? block.text : ""))
      .join("\n");
    try {
      const work = (await isSumsSample(session.cwd)) ? workOnSums : workAnywhere;
      await work(stage, prompt);
      return { stopReason: "end_turn" as const };
    } catch (error) {
      if (error instanceof Interrupted || session.interrupt.signal.aborted) {
        return { stopReason: "cancelled" as const };
      }
      throw error;
    }
  })
  .connect(ndJsonStream(Writable.toWeb(process.stdout), Readable.toWeb(process.stdin)));

function interruptAll(): void {
  for (const { interrupt } of sessions.values()) {
    interrupt.abort();
  }
}

// A signal interrupts like a cancel, so that a test run of ours does not outlive us; with our input closed nothing holds us.
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    interruptAll();
    connection.close();
    process.stdin.destroy();
  });
}
void connection.closed.then(interruptAll);
