export { detectCommand, detectProgram, unusable, usable } from "@signalbox/agent-kit";
