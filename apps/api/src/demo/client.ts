import { createTRPCClient, createWSClient, wsLink } from "@trpc/client";
import { WebSocket } from "ws";
import type { AppRouter } from "../trpc/router.ts";

/** A typed client of a server, over one authenticated socket. Close it when done. */
export function createSocketClient(server: { url: string; token: string }) {
  class AuthorizedSocket extends WebSocket {
    constructor(url: string | URL) {
      super(url, { headers: { authorization: `Bearer ${server.token}` } });
    }
  }
  const socket = createWSClient({
    url: `${server.url.replace(/^http/, "ws")}/trpc`,
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- `ws` is a browser's WebSocket in all that the client uses
    WebSocket: AuthorizedSocket as unknown as typeof globalThis.WebSocket,
  });
  return {
    client: createTRPCClient<AppRouter>({ links: [wsLink({ client: socket })] }),
    close: () => socket.close(),
  };
}
