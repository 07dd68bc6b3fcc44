import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { get, type IncomingMessage } from "node:http";
import { createServer } from "node:net";
import {
  createTotals,
  type AgentUpdate,
  type Beside,
  type ProblemMark,
  type UsageFigures,
} from "@signalbox/agent-kit";
import { readLines, type OutputLine } from "@signalbox/host/process";
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
      const totals = createTotals();
      const over = new AbortController();
      const ask = (path: string, signal: AbortSignal) =>
        new Promise<IncomingMessage>((resolve, reject) => {
          const url = `http://127.0.0.1:${port}${path}?directory=${encodeURIComponent(cwd)}`;
          get(url, { auth: `opencode:${password}`, signal }, resolve).on("error", reject);
        });
      const readSession = async () => {
        const signal = AbortSignal.timeout(answerTimeoutMs);
        const answer = await ask(`/session/${encodeURIComponent(id)}`, signal);
        let text = "";
        const onLines = ([line]: readonly OutputLine[]) => void (text ||= line?.text ?? "");
        await readLines(answer, { maxLineBytes: maxEventBytes, onLines });
        return sessionSchema.parse(JSON.parse(text));
      };
      const onSession = (session: Session) => {
        const isOurs = totals.has(session.id) || totals.has(session.parentID ?? "");
        if (isOurs) on.record(usageOf(session, totals.take(session.id, figuresOf(session))));
      };
      const onEvent = (line: string) => {
        const event = eventSchema.safeParse(parse(line)).data;
        if (event?.type === "session.updated") {
          onSession(event.properties.info);
        } else if (event !== undefined && totals.has(event.properties.sessionID)) {
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
      const before = await readSession();
      totals.take(id, figuresOf(before));
      const overdue = setTimeout(() => over.abort(), answerTimeoutMs);
      const events = await ask("/event", over.signal).finally(() => clearTimeout(overdue));
      const onLines = (lines: readonly OutputLine[]) => lines.forEach(({ text }) => onEvent(text));
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

function figuresOf({ tokens, cost }: Session): UsageFigures {
  return {
    inputTokens: tokens.input + tokens.cache.read + tokens.cache.write,
    cachedInputTokens: tokens.cache.read,
    outputTokens: tokens.output + tokens.reasoning,
    costUsd: cost,
  };
}

/** The update about what is new of a session's figures. */
function usageOf({ model }: Session, figures: UsageFigures): AgentUpdate[] {
  if (figures.inputTokens === 0 && figures.outputTokens === 0) return [];
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
