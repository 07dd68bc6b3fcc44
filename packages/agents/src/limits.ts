export { maxLineBytes } from "@signalbox/agent-kit";
