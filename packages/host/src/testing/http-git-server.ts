import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { spawnProcess } from "../process/spawn.ts";
import { testEnv } from "./processes.ts";

export interface HttpGitServer {
  /** `http://127.0.0.1:<port>`: repositories lie below it by their paths in the root. */
  url: string;
  /** What clients said about who they are, in order; null where they said nothing. */
  authorizations: (string | null)[];
  /** Resolves when an answer was held back. */
  held: Promise<void>;
  /** Lets answers that are held back go on, to their end or by one piece. */
  release: () => void;
  step: () => void;
  close(): Promise<void>;
}

/**
 * A real `git http-backend` for the repositories below `root`, on a free port of loopback. With `password` it wants basic
 * authentication; with `holdAfterBytes` it stops in the middle of a longer answer until it is told to go on; with `answer` it answers itself.
 */
export async function startHttpGitServer(options: {
  root: string;
  username?: string;
  password?: string;
  holdAfterBytes?: number;
  answer?: (request: IncomingMessage, response: ServerResponse) => void;
}): Promise<HttpGitServer> {
  const authorizations: (string | null)[] = [];
  const hold = createHold();
  const expected =
    options.password === undefined
      ? null
      : `Basic ${Buffer.from(`${options.username ?? ""}:${options.password}`).toString("base64")}`;
  const server = createServer((request, response) => {
    const given = request.headers.authorization ?? null;
    authorizations.push(given);
    if (options.answer) {
      options.answer(request, response);
    } else if (expected !== null && given !== expected) {
      response.writeHead(401, { "www-authenticate": 'Basic realm="git"' }).end("who are you?");
    } else {
      void runBackend(options.root, request, response, {
        afterBytes: options.holdAfterBytes ?? Infinity,
        wait: () => hold.wait(),
      });
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a server on a port has such an address
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    authorizations,
    held: hold.held,
    release: () => hold.release(),
    step: () => hold.step(),
    async close() {
      hold.release();
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

/** Where answers wait until they are told to go on. */
function createHold() {
  let isReleased = false;
  let goOn = () => {};
  let tellHeld = () => {};
  const held = new Promise<void>((resolve) => (tellHeld = resolve));
  return {
    held,
    async wait(): Promise<void> {
      tellHeld();
      if (!isReleased) await new Promise<void>((resolve) => (goOn = resolve));
    },
    step: () => goOn(),
    release(): void {
      isReleased = true;
      goOn();
    },
  };
}

/** One request through the CGI program that comes with git. */
async function runBackend(
  root: string,
  request: IncomingMessage,
  response: ServerResponse,
  hold: { afterBytes: number; wait: () => Promise<void> },
): Promise<void> {
  const url = new URL(request.url ?? "/", "http://127.0.0.1");
  const child = await spawnProcess({
    command: ["git", "http-backend"],
    cwd: root,
    env: {
      ...testEnv,
      GIT_PROJECT_ROOT: root,
      GIT_HTTP_EXPORT_ALL: "1",
      GIT_CONFIG_COUNT: "2",
      GIT_CONFIG_KEY_0: "uploadpack.allowFilter",
      GIT_CONFIG_VALUE_0: "true",
      GIT_CONFIG_KEY_1: "safe.directory",
      GIT_CONFIG_VALUE_1: "*",
      PATH_INFO: decodeURIComponent(url.pathname),
      QUERY_STRING: url.search.slice(1),
      REQUEST_METHOD: request.method,
      CONTENT_TYPE: request.headers["content-type"] ?? "",
      HTTP_CONTENT_ENCODING: request.headers["content-encoding"] ?? "",
      GIT_PROTOCOL: String(request.headers["git-protocol"] ?? ""),
    },
  });
  const closed = once(response, "close").then(() => child.kill());
  child.stderr.resume();
  request.pipe(child.stdin);
  let head: Buffer | null = Buffer.alloc(0);
  let sent = 0;
  for await (const chunk of child.stdout) {
    let body: Buffer = Buffer.from(chunk);
    if (head !== null) {
      head = Buffer.concat([head, body]);
      const end = head.indexOf("\r\n\r\n");
      if (end < 0) continue;
      writeHead(response, head.toString("latin1", 0, end));
      body = head.subarray(end + 4);
      head = null;
    }
    if (response.closed) return;
    sent += body.length;
    if (!response.write(body)) await Promise.race([once(response, "drain"), closed]);
    if (sent > hold.afterBytes) await hold.wait();
  }
  response.end();
}

function writeHead(response: ServerResponse, text: string): void {
  for (const line of text.split("\r\n")) {
    const [name = "", value = ""] = line.split(/: (.*)/);
    if (name === "Status") response.statusCode = Number.parseInt(value, 10);
    else response.setHeader(name, value);
  }
}
