export { judge, type TurnFacts } from "@signalbox/agent-kit";
