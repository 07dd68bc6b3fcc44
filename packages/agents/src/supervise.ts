export { isCancelled, obeySignals, startAgent } from "@signalbox/agent-kit";
