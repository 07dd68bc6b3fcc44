import type { AppRouter } from "@signalbox/api/router";
import { createTRPCClient, createWSClient, httpLink, wsLink } from "@trpc/client";
import { createTRPCReact } from "@trpc/react-query";
import { connection } from "./connection.ts";

/** How often the socket is asked whether it still lives, and how long an answer may take: a busy machine is slow, not dead. */
const keepAlive = { enabled: true, intervalMs: 10_000, pongTimeoutMs: 10_000 };

/** The server is on this machine: a short, bounded wait brings the page back soon after a restart. */
const longestRetryDelayMs = 3_000;

function socketUrl(): string {
  const { protocol, host } = globalThis.location;
  return `${protocol === "https:" ? "wss" : "ws"}://${host}/trpc`;
}

const socket = createWSClient({
  url: socketUrl,
  keepAlive,
  retryDelayMs: (attempt) => Math.min(200 * 2 ** attempt, longestRetryDelayMs),
});
connection.watch(socket);

/** The hooks of every procedure; types come from the server's router. */
export const trpc = createTRPCReact<AppRouter>();

/** The client for nearly everything: queries, too, go through one WebSocket. */
export const client = createTRPCClient<AppRouter>({ links: [wsLink({ client: socket })] });

/** The client for what takes long and can be called off: on a socket that many calls share, the server would not hear of it. */
export const httpClient = createTRPCClient<AppRouter>({ links: [httpLink({ url: "/trpc" })] });
