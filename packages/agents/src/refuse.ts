export { createRefusal } from "@signalbox/agent-kit";
