import type { ProcessExit } from "@signalbox/host/process";

/** How a process ended, to follow "The agent". */
export function describeExit(exit: ProcessExit): string {
  return exit.signal === null
    ? `ended with exit code ${exit.exitCode}`
    : `was ended by the signal ${exit.signal}`;
}
