import type { RouterInputs } from "@signalbox/api/router";
import type { FoundRepository } from "@signalbox/shared";
import { useEffect, useRef, useState } from "react";
import { problemOf, type Problem } from "../../../lib/errors.ts";
import { client } from "../../../lib/trpc.ts";

export type ScanPlaces = RouterInputs["repositories"]["onScan"];

export interface Scan {
  status: "none" | "going" | "done" | "stopped" | "failed";
  /** In the order in which they were found: what a person is about to choose does not move. */
  found: FoundRepository[];
  /** Folders looked into. */
  folders: number;
  missing: string[];
  unreadable: number;
  truncated: boolean;
  problem: Problem | null;
}

const none: Scan = {
  status: "none",
  found: [],
  folders: 0,
  missing: [],
  unreadable: 0,
  truncated: false,
  problem: null,
};

/** Looks for repositories on this computer. It ends with `stop`, and with the component. */
export function useScan() {
  const [scan, setScan] = useState(none);
  const stopCurrent = useRef<() => void>(null);
  useEffect(() => () => stopCurrent.current?.(), []);

  const start = (places: ScanPlaces) => {
    stopCurrent.current?.();
    setScan({ ...none, status: "going" });
    const seen = new Set<string>();
    const subscription = client.repositories.onScan.subscribe(places, {
      onData: ({ found, done, ...reach }) => {
        // After a lost connection the scan begins anew.
        const fresh = found.filter(({ path }) => !seen.has(path));
        for (const { path } of fresh) seen.add(path);
        setScan((now) => ({
          ...reach,
          status: done ? "done" : "going",
          found: fresh.length > 0 ? [...now.found, ...fresh] : now.found,
          problem: null,
        }));
      },
      onError: (error) =>
        setScan((now) => ({ ...now, status: "failed", problem: problemOf(error) })),
    });
    stopCurrent.current = () => subscription.unsubscribe();
  };
  const stop = () => {
    stopCurrent.current?.();
    setScan((now) => (now.status === "going" ? { ...now, status: "stopped" } : now));
  };
  return { scan, start, stop };
}
