export type * from "@signalbox/agent-kit";
