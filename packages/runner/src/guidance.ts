import type { GuidanceSource } from "@signalbox/orchestrators";

/** Guidance between the control file and the driver, which begins to listen only when it has been loaded. */
export interface GuidanceQueue {
  push(text: string): void;
  listen: GuidanceSource["listen"];
}

export function createGuidanceQueue(): GuidanceQueue {
  const waiting: string[] = [];
  let receive = (text: string): void => void waiting.push(text);
  return {
    push: (text) => receive(text),
    listen(listener) {
      receive = listener;
      for (const text of waiting.splice(0)) listener(text);
    },
  };
}
