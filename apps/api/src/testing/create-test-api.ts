import { mkdtemp, realpath, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import type { AgentDefinition } from "@signalbox/shared";
import { createApp, type App, type AppOptions } from "../app.ts";
import { createSocketClient } from "../demo/client.ts";
import { agentProgram } from "./programs.ts";
import { makeTestPath } from "./test-path.ts";

type Client = ReturnType<typeof createSocketClient>["client"];

/** A real server on a free port with a data folder of its own, and a typed client of it. */
export interface TestApi {
  app: App;
  client: Client;
  home: string;
  /** A folder beside the home, removed with it: for repositories. */
  scratch: string;
  /** Stop this server and start another one on the same data folder. */
  restart(): Promise<void>;
  /** `fetch` with the bearer token; `path` begins with a slash. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** Call a procedure as curl would: plain HTTP and JSON. */
  query(procedure: string, input?: unknown): Promise<Answer>;
  mutate(procedure: string, input: unknown): Promise<Answer>;
  close(): Promise<void>;
}

export interface Answer {
  status: number;
  // oxlint-disable-next-line typescript/no-explicit-any -- what came over the wire, looked at field by field by the test
  body: any;
}

/** A settings entry for one of the test agents. */
export function testAgent(
  name: "flood" | "solves-conflicts" | "tells-secret" | "three-iterations" | "until-told",
): AgentDefinition {
  return { id: name, name, protocol: "command", command: [process.execPath, agentProgram(name)] };
}

/** `options.agentEnv` is added to an environment without anybody's logins. */
export async function createTestApi(options: Partial<AppOptions> = {}): Promise<TestApi> {
  const root = await realpath(await mkdtemp(path.join(os.tmpdir(), "signalbox-api-")));
  const home = path.join(root, "home");
  const agentEnv = { PATH: await makeTestPath(root), HOME: root, ...options.agentEnv };
  const start = () =>
    createApp({
      home,
      host: "127.0.0.1",
      port: 0,
      publicUrl: null,
      personHome: root,
      webDirectory: null,
      version: "0.0.0-test",
      ...options,
      agentEnv,
    });
  let app = await start();
  let socket = createSocketClient(app);
  const call = async (path: string, init: RequestInit = {}) => {
    const headers = new Headers(init.headers);
    headers.set("authorization", `Bearer ${app.token}`);
    return fetch(`${app.url}${path}`, { ...init, headers });
  };
  return {
    get app() {
      return app;
    },
    get client() {
      return socket.client;
    },
    home,
    scratch: root,
    async restart() {
      await socket.close();
      await app.close();
      app = await start();
      socket = createSocketClient(app);
    },
    fetch: call,
    async query(procedure, input) {
      const query =
        input === undefined ? "" : `?input=${encodeURIComponent(JSON.stringify(input))}`;
      return answerOf(await call(`/trpc/${procedure}${query}`));
    },
    async mutate(procedure, input) {
      return answerOf(
        await call(`/trpc/${procedure}`, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify(input),
        }),
      );
    },
    async close() {
      await socket.close();
      await app.close();
      await rm(root, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function answerOf(response: Response): Promise<Answer> {
  return { status: response.status, body: await response.json() };
}
