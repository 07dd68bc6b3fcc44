export { createFinalText, fenceAfter } from "@signalbox/agent-kit";
