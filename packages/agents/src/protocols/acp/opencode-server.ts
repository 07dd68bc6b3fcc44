import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { get, type IncomingMessage } from "node:http";
import { createServer } from "node:net";
import { json } from "node:stream/consumers";
import type { AgentUpdate, Beside, ProblemMark } from "@signalbox/agent-kit";
import { readLines } from "@signalbox/host/process";
import { z } from "zod";

/** opencode tries six times over 90 s, and waits as long as a service asks for: the run itself waits better, where it is seen. */
const maxAttempts = 3;
const maxOwnWaitMs = 10_000;
/** How long it may take to tell what a session used; it needs milliseconds. */
const answerTimeoutMs = 5_000;
/** Its other events carry whole messages; those that are looked for are short. */
const maxEventBytes = 262_144;

const sessionSchema = z.object({
  id: z.string(),
  parentID: z.string().optional(),
  cost: z.number(),
  tokens: z.object({
    input: z.number(),
    output: z.number(),
    reasoning: z.number(),
    cache: z.object({ read: z.number(), write: z.number() }),
  }),
  model: z.object({ id: z.string(), providerID: z.string() }).optional(),
});
type Session = z.infer<typeof sessionSchema>;

const eventSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("session.updated"), properties: z.object({ info: sessionSchema }) }),
  z.object({
    type: z.literal("session.status"),
    properties: z.object({
      sessionID: z.string(),
      status: z.object({ attempt: z.number(), message: z.string(), next: z.number() }),
    }),
  }),
]);

/**
 * What opencode tells only on the server that it runs for its own clients: the tokens of all its steps and subagents (its answer has
 * those of the last step alone), and that it tries again. The server gets a free port, and a password of its own.
 */
export async function besideOpencode(): Promise<Beside> {
  const port = await findFreePort();
  const password = randomUUID();
  return {
    args: ["--hostname", "127.0.0.1", "--port", `${port}`],
    env: { OPENCODE_SERVER_USERNAME: "opencode", OPENCODE_SERVER_PASSWORD: password },
    async watch({ id, cwd }, on) {
      const over = new AbortController();
      const ask = (path: string, signal: AbortSignal) =>
        new Promise<IncomingMessage>((resolve, reject) => {
          const url = `http://127.0.0.1:${port}${path}?directory=${encodeURIComponent(cwd)}`;
          get(url, { auth: `opencode:${password}`, signal }, resolve).on("error", reject);
        });
      const readSession = async () => {
        const answer = await ask(`/session/${id}`, AbortSignal.timeout(answerTimeoutMs));
        return sessionSchema.parse(await json(answer));
      };
      const sessions = new Map([[id, await readSession()]]);
      const onSession = (session: Session) => {
        const before = sessions.get(session.id);
        const isOurs = before !== undefined || sessions.has(session.parentID ?? "");
        if (isOurs) {
          sessions.set(session.id, session);
          on.record(usageOf(session, before));
        }
      };
      const onEvent = (line: string) => {
        const event = eventSchema.safeParse(parse(line)).data;
        if (event?.type === "session.updated") {
          onSession(event.properties.info);
        } else if (event !== undefined && sessions.has(event.properties.sessionID)) {
          const { attempt, message, next } = event.properties.status;
          const delayMs = Math.max(0, next - Date.now());
          const problem: ProblemMark = { message };
          on.record([{ type: "retrying", problem, attempt, delayMs }]);
          if (attempt >= maxAttempts || delayMs > maxOwnWaitMs) {
            on.record([{ type: "problem", problem: { ...problem, retryAfterMs: delayMs } }]);
            on.giveUp();
          }
        }
      };
      const events = await ask("/event", over.signal);
      const onLines = (lines: readonly { text: string }[]) =>
        lines.forEach(({ text }) => onEvent(text));
      const reading = readLines(events, { maxLineBytes: maxEventBytes, onLines });
      return async () => {
        try {
          onSession(await readSession());
        } finally {
          over.abort();
          await reading;
        }
      };
    },
  };
}

/** What a session used since `before`. */
function usageOf(session: Session, before: Session | undefined): AgentUpdate[] {
  const { tokens, cost, model } = session;
  const old = before?.tokens;
  const cached = tokens.cache.read - (old?.cache.read ?? 0);
  const written = tokens.cache.write - (old?.cache.write ?? 0);
  const inputTokens = tokens.input - (old?.input ?? 0) + cached + written;
  const outputTokens =
    tokens.output + tokens.reasoning - (old?.output ?? 0) - (old?.reasoning ?? 0);
  if (inputTokens === 0 && outputTokens === 0) return [];
  const figures = {
    inputTokens,
    cachedInputTokens: cached,
    outputTokens,
    costUsd: cost - (before?.cost ?? 0),
  };
  const name = model === undefined ? null : `${model.providerID}/${model.id}`;
  return [{ type: "usage", figures, model: name, total: false }];
}

/** The value of a line of its event stream; null of one that is not looked for. */
function parse(line: string): unknown {
  if (!/^data: \{.{0,60}"type":"session\.(updated|status)"/.test(line)) return null;
  try {
    return JSON.parse(line.slice("data: ".length));
  } catch {
    return null;
  }
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address !== null ? address.port : 0;
}
