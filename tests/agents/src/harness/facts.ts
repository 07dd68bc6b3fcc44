import { readdir, readFile } from "node:fs/promises";
import type { Event, EventOf, EventType } from "@signalbox/shared";
import type { Usage } from "../model-server/types.ts";
import type { Prices } from "../setups/setup.ts";

export function eventsOf<Type extends EventType>(
  events: readonly Event[],
  type: Type,
): EventOf<Type>[] {
  return events.filter((event): event is EventOf<Type> => event.type === type);
}

/** The run's last event. @throws Error when it has not ended */
export function endOf(events: readonly Event[]): EventOf<"run.ended"> {
  const end = events.at(-1);
  if (end?.type !== "run.ended") throw new Error("the run has not ended");
  return end;
}

/** What answers with these tokens cost, US dollars. */
export function costOf(usage: Usage, prices: Prices): number {
  const fresh = usage.inputTokens - usage.cachedInputTokens - usage.cacheWriteTokens;
  const millionths =
    fresh * prices.inputUsd +
    usage.cachedInputTokens * prices.cachedInputUsd +
    usage.cacheWriteTokens * prices.cacheWriteUsd +
    usage.outputTokens * prices.outputUsd;
  return millionths / 1_000_000;
}

/** The tests' own eye on /proc, apart from the product's: every live process with NAME=VALUE in its environment, as `pid command`. */
export async function markedProcesses(name: string, value: string): Promise<string[]> {
  const pids = (await readdir("/proc")).filter((entry) => /^\d+$/.test(entry));
  const found = await Promise.all(
    pids.map(async (pid) => {
      const read = (file: string) => readFile(`/proc/${pid}/${file}`, "utf8").catch(() => "");
      const environment = await read("environ");
      if (!environment.split("\0").includes(`${name}=${value}`)) return null;
      return `${pid} ${(await read("cmdline")).replaceAll("\0", " ").trim()}`;
    }),
  );
  return found.filter((entry) => entry !== null);
}

/** The most memory a live process has used, bytes. */
export async function peakMemoryBytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1]) * 1024;
}
