import type { TRPCWebSocketClient } from "@trpc/client";
import { useSyncExternalStore } from "react";

/** How the page stands with its server. `locked-out`: the server is there, but this browser has no valid cookie. */
export type ConnectionState = "connecting" | "connected" | "reconnecting" | "locked-out";

/** A refused socket tells no reason: ask over HTTP, but not with every attempt. */
const probeIntervalMs = 2_000;

let state: ConnectionState = "connecting";
/** When it was lost, in milliseconds since 1970; null while it is there. */
let lostAtMs: number | null = null;
let lastProbeAt = 0;
const listeners = new Set<() => void>();

function set(next: ConnectionState): void {
  if (next === state) return;
  state = next;
  if (next === "connected") lostAtMs = null;
  else lostAtMs ??= Date.now();
  for (const listener of listeners) listener();
}

/** Whether the server answers but does not know this browser. */
async function isLockedOut(): Promise<boolean> {
  try {
    const health = await fetch("/healthz", { cache: "no-store" });
    if (!health.ok) return false;
    const answer = await fetch("/trpc/system.info", { cache: "no-store" });
    return answer.status === 401;
  } catch {
    return false;
  }
}

async function handleLoss(): Promise<void> {
  if (state === "connected" || state === "connecting") set("reconnecting");
  if (Date.now() - lastProbeAt < probeIntervalMs) return;
  lastProbeAt = Date.now();
  const lockedOut = await isLockedOut();
  if (state === "connected") return;
  set(lockedOut ? "locked-out" : "reconnecting");
}

/** The connection's state as an external store. */
export const connection = {
  /** Follow a socket from now on. */
  watch(socket: TRPCWebSocketClient): void {
    socket.connectionState.subscribe({
      next: ({ state: socketState, error }) => {
        if (socketState === "pending") set("connected");
        else if (error) void handleLoss();
      },
    });
  },
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  get: (): ConnectionState => state,
  lostAtMs: (): number | null => lostAtMs,
};

/** The connection's state; renders again when it changes. */
export function useConnection(): ConnectionState {
  return useSyncExternalStore(connection.subscribe, connection.get);
}
