import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { text as readAll } from "node:stream/consumers";
import { auxiliaryText } from "./auxiliary.ts";
import { anthropicFormat } from "./formats/anthropic.ts";
import { geminiFormat } from "./formats/gemini.ts";
import { openaiChatFormat } from "./formats/openai-chat.ts";
import { openaiResponsesFormat } from "./formats/openai-responses.ts";
import { isObject } from "./json.ts";
import { describeRequest } from "./request.ts";
import { toolCall } from "./tools.ts";
import type { Json, ModelRequest, Reply, Script, Served, Turn, WireFormat } from "./types.ts";
import { ownUsage } from "./usage.ts";

const formats: readonly WireFormat[] = [
  anthropicFormat,
  openaiResponsesFormat,
  openaiChatFormat,
  geminiFormat,
];

/** So long that a reply comes in many pieces, so short that streams are no work. */
const defaultPieceLength = 12;

const usualMessages: Readonly<Record<number, string>> = {
  400: "prompt is too long: 300000 tokens > 200000 maximum (scripted)",
  401: "invalid x-api-key (scripted)",
  403: "forbidden (scripted)",
  429: "Rate limit reached (scripted)",
  500: "Internal server error (scripted)",
  529: "Overloaded (scripted)",
};

export interface ModelServer {
  /** `http://127.0.0.1:<port>`, without a path. */
  url: string;
  /** Every request for an answer so far, in order. */
  served: readonly Served[];
  /** What else was asked for: `METHOD path`. */
  others: readonly string[];
  close(): Promise<void>;
}

/**
 * Starts a model service that follows a script, on 127.0.0.1 and any free port. It speaks four formats, streaming or not,
 * and answers what agents ask for beside (token counts, lists of models, titles).
 */
export async function startModelServer(options: {
  script: Script;
  /** The folder that relative paths of written files are meant in, for agents that want absolute ones. */
  cwd: string;
}): Promise<ModelServer> {
  const served: Served[] = [];
  const others: string[] = [];
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => response.destroy(asError(error)));
  });
  // Some agents would rather stream through a WebSocket: they take the plain way when that is refused.
  server.on("upgrade", (_request, socket) => {
    socket.end("HTTP/1.1 426 Upgrade Required\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    const body = parseJson(await readAll(request));
    const format = formats.find((candidate) => candidate.matches(pathname));
    if (format === undefined || request.method !== "POST") {
      others.push(`${request.method} ${pathname}`);
      sendBeside(request.method, pathname, response);
      return;
    }
    const serial = served.length + 1;
    const described = describeRequest(format.name, serial, format.parse(pathname, body));
    const record: Served = { request: described, status: null, usage: null };
    served.push(record);
    const turn = described.auxiliary ? auxiliaryTurn(body, served) : options.script(described);
    await play(turn, { format, record, response, cwd: options.cwd });
  }

  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    served,
    others,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

/** Plays one turn on a response. */
async function play(
  turn: Turn,
  to: { format: WireFormat; record: Served; response: ServerResponse; cwd: string },
): Promise<void> {
  const { format, record, response, cwd } = to;
  if (turn.hang === true) return;
  if (turn.status !== undefined) {
    record.status = turn.status;
    const message = turn.message ?? usualMessages[turn.status] ?? "error (scripted)";
    const retryAfterS = turn.retryAfterS ?? null;
    if (retryAfterS !== null) response.setHeader("retry-after", retryAfterS);
    sendJson(response, turn.status, format.error(turn.status, message, retryAfterS));
    return;
  }
  const reply = replyOf(turn, record.request, cwd);
  record.status = 200;
  if (record.request.streaming) {
    await sendStream([...format.stream(reply)], response, turn.cut === true);
  } else if (turn.cut === true) {
    response.destroy();
  } else {
    sendJson(response, 200, format.answer(reply));
  }
  if (turn.cut !== true && (await wasSent(response))) record.usage = reply.usage;
}

function replyOf(turn: Turn, request: ModelRequest, cwd: string): Reply {
  const { serial, model } = request;
  return {
    serial,
    model,
    text: turn.text ?? "",
    thought: turn.thought ?? "",
    calls: (turn.tools ?? []).map((wish, index) =>
      toolCall(wish, `${serial}_${index}`, request, cwd),
    ),
    usage: turn.usage ?? ownUsage(serial, request.format),
    pieceLength: turn.pieceLength ?? defaultPieceLength,
  };
}

async function sendStream(
  events: readonly string[],
  response: ServerResponse,
  cut: boolean,
): Promise<void> {
  response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-cache" });
  const sent = cut ? events.slice(0, Math.ceil(events.length / 2)) : events;
  for (const event of sent) {
    if (response.destroyed) return;
    if (!response.write(event))
      await Promise.race([once(response, "drain"), once(response, "close")]);
  }
  if (cut) {
    // What was written is on its way before the connection breaks.
    await new Promise((resolve) => response.write("\n", resolve));
    response.destroy();
    return;
  }
  response.end();
}

/** Whether the whole answer was handed over before the connection closed. */
async function wasSent(response: ServerResponse): Promise<boolean> {
  if (!response.writableFinished && !response.destroyed) {
    await Promise.race([once(response, "finish"), once(response, "close")]);
  }
  return response.writableFinished;
}

/** Titles and the like; while the work itself is refused, so are they. */
function auxiliaryTurn(body: Json, served: readonly Served[]): Turn {
  const last = served.findLast(({ request, status }) => !request.auxiliary && status !== null);
  return last !== undefined && last.status !== null && last.status >= 400
    ? { status: last.status }
    : { text: auxiliaryText(body) };
}

function sendBeside(method: string | undefined, path: string, response: ServerResponse): void {
  if (method === "HEAD") response.writeHead(200).end();
  else if (path.endsWith("/count_tokens")) sendJson(response, 200, { input_tokens: 1234 });
  else if (path.endsWith(":countTokens")) sendJson(response, 200, { totalTokens: 1234 });
  else if (path.endsWith("/models"))
    sendJson(response, 200, { object: "list", data: [], models: [] });
  else sendJson(response, 404, { error: { message: `nothing at ${path}` } });
}

function sendJson(response: ServerResponse, status: number, body: Json): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(body));
}

function parseJson(text: string): Json {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
