import { useEffect } from "react";

/** Fetch code once the page has nothing else to do; when that fails it comes when it is asked for. `load` must stay the same function. */
export function usePrefetch(load: () => Promise<unknown>): void {
  useEffect(() => {
    const idle = globalThis.requestIdleCallback?.(() => void load().catch(() => undefined)) ?? null;
    return () => {
      if (idle !== null) globalThis.cancelIdleCallback(idle);
    };
  }, [load]);
}
